// The same programs for loaders before libbpf 1.7.
#define OLDER
#include "usdt.c"
