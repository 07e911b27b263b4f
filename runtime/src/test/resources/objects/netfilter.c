// Packets on their way through netfilter; since Linux 6.4.
#include "bpf.h"

#define ACCEPT 1

PROGRAM("netfilter", passes, ACCEPT)

LICENSE;
