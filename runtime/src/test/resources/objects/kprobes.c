// Entry and return of a kernel's function, by its name and by the system call's.
#include "bpf.h"

u64 entries, returns, calls, call_returns, offsets;

SEC("kprobe/__x64_sys_close") int on_entry(void *context) { __sync_fetch_and_add(&entries, 1); return 0; }
SEC("kprobe/__x64_sys_close+0x0") int on_offset(void *context) { __sync_fetch_and_add(&offsets, 1); return 0; }
SEC("kretprobe/__x64_sys_close") int on_return(void *context) { __sync_fetch_and_add(&returns, 1); return 0; }
SEC("ksyscall/close") int on_call(void *context) { __sync_fetch_and_add(&calls, 1); return 0; }
SEC("kretsyscall/close") int on_call_return(void *context) { __sync_fetch_and_add(&call_returns, 1); return 0; }

LICENSE;
