// The ways through a lightweight tunnel, which a route has.
#include "bpf.h"

#define OK 0

PROGRAM("lwt_in", coming_in, OK)
PROGRAM("lwt_out", going_out, OK)
PROGRAM("lwt_xmit", sending, OK)
PROGRAM("lwt_seg6local", at_segment, OK)

LICENSE;
