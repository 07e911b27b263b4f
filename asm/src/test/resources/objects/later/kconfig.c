// Asks for the kernel's configuration.
#include "../bpf.h"

extern unsigned long CONFIG_HZ SEC(".kconfig");

SEC("xdp") int hertz(void *ctx) { return CONFIG_HZ > 100 ? 1 : 2; }

char _license[] SEC("license") = "GPL";
