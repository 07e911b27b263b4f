// Sections that differ from others by an ending: sleepable ones, returns, sessions, both ends.
#include "bpf.h"

u64 starts, returns;

SEC("kretprobe.multi/vfs_rea*") int on_returns(void *context) { return 0; }
SEC("kprobe.session/vfs_rea*") int on_both(void *context) { return 0; }
SEC("uprobe.multi.s/libc.so.6:syscall") int on_start(void *context) { __sync_fetch_and_add(&starts, 1); return 0; }
SEC("uretprobe.multi.s/libc.so.6:syscall") int on_return(void *context) { __sync_fetch_and_add(&returns, 1); return 0; }
SEC("uprobe.session.s/libc.so.6:syscall") int on_session(void *context) { return 0; }
SEC("usdt.s") int on_probe(void *context) { return 0; }
SEC("netkit/primary") int primary(void *packet) { return 0; }
SEC("netkit/peer") int peer(void *packet) { return 0; }

LICENSE;
