// Hooks of the security modules for one control group.
#include "bpf.h"

PROGRAM("lsm_cgroup/socket_create", creates, 1)
LICENSE;
