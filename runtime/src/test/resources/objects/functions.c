// Trampolines at kernel functions, and hooks of the security modules.
#include "bpf.h"

u64 counts[3];

SEC("fentry/bpf_fentry_test1") int enters(u64 *context) { counts[0]++; return 0; }
SEC("fexit/bpf_fentry_test1") int leaves(u64 *context) { counts[1]++; return 0; }
SEC("fmod_ret/bpf_modify_return_test") int changes(u64 *context) { counts[2]++; return 0; }

LICENSE;
