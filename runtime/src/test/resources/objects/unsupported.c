// What is not supported yet, a program each.
#include "bpf.h"

SEC("freplace/other") int replacement(void *context) { return 0; }
SEC("struct_ops/init") int operation(void *context) { return 0; }
SEC("kprobe.multi/vfs_*") int many(void *context) { return 0; }
SEC("fentry") int nowhere(void *context) { return 0; }
SEC("fentry/no_such_function") int unknown(void *context) { return 0; }
SEC("tracepoint/closed") int incomplete(void *context) { return 0; }
SEC("tracepoint/syscalls/sys_enter_clsoe") int misspelt(void *context) { return 0; }
SEC("uprobe/libc.so.6:no_such_function") int missing(void *context) { return 0; }
SEC("uprobe/nowhere.so:f") int no_file(void *context) { return 0; }
SEC("tracepiont/syscalls/sys_enter_close") int typo(void *context) { return 0; }
SEC("kprobe/1") int numbered(void *context) { return 0; }
SEC("xdp") int fine(void *context) { return 2; }

LICENSE;
