// Every place on a packet's way through an interface.
#include "bpf.h"

#define PASS 2
#define OK 0
#define NEXT -1

PROGRAM("xdp", at_driver, PASS)
PROGRAM("xdp.frags", at_driver_in_pieces, PASS)
PROGRAM("tc", by_traffic_control, NEXT)
PROGRAM("tc/ingress", coming_in, NEXT)
PROGRAM("tc/egress", going_out, NEXT)
PROGRAM("classifier", by_classifier, NEXT)
PROGRAM("tcx/ingress", coming_in_by_link, NEXT)
PROGRAM("tcx/egress", going_out_by_link, NEXT)
PROGRAM("action", as_action, OK)
PROGRAM("socket", at_socket, OK)
PROGRAM("flow_dissector", dissect, OK)

LICENSE;
