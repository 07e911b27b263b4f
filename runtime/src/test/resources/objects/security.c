// Hooks of the kernel's security modules.
#include "bpf.h"

#define ALLOW 0

PROGRAM("lsm/file_open", opens, ALLOW)
PROGRAM("lsm.s/bpf", loads, ALLOW)

LICENSE;
