// Entry and return of the C library's function that makes system calls.
#include "bpf.h"

u64 entries, returns, sleepable, sleepable_returns;

SEC("uprobe/libc.so.6:syscall") int on_entry(void *context) { __sync_fetch_and_add(&entries, 1); return 0; }
SEC("uretprobe/libc.so.6:syscall") int on_return(void *context) { __sync_fetch_and_add(&returns, 1); return 0; }
SEC("uprobe.s/libc.so.6:syscall") int on_sleepable(void *context) { __sync_fetch_and_add(&sleepable, 1); return 0; }
SEC("uretprobe.s/libc.so.6:syscall") int on_sleepable_return(void *context) { __sync_fetch_and_add(&sleepable_returns, 1); return 0; }

LICENSE;
