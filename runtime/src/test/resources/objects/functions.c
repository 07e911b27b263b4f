// Trampolines at kernel functions: entry, return, and a result that may be changed.
#include "bpf.h"

u64 entries, returns, decisions;

SEC("fentry/__x64_sys_close") int enters(u64 *context) { __sync_fetch_and_add(&entries, 1); return 0; }
SEC("fexit/__x64_sys_close") int leaves(u64 *context) { __sync_fetch_and_add(&returns, 1); return 0; }
SEC("fmod_ret/security_bpf") int decides(u64 *context) { __sync_fetch_and_add(&decisions, 1); return 0; }

LICENSE;
