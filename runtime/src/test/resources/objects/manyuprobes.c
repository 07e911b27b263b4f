// Functions of the C library by one link each.
#include "bpf.h"

u64 starts, returns, session_starts, session_returns;

SEC("uprobe.multi/libc.so.6:sysc?ll*") int on_start(void *context) { __sync_fetch_and_add(&starts, 1); return 0; }
SEC("uretprobe.multi/libc.so.6:syscall") int on_return(void *context) { __sync_fetch_and_add(&returns, 1); return 0; }
SEC("?uprobe.session/libc.so.6:syscall") int both(void *context) { __sync_fetch_and_add(&session_starts, 1); return 0; }

LICENSE;
