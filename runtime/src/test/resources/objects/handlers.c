// Sections that only their author's handlers know.
#include "bpf.h"

PROGRAM("slow/syscall", slow, 0)
PROGRAM("?slow/never", never, 0)
PROGRAM("once", single, 0)
LICENSE;
