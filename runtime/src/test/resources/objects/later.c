// Kinds of programs that no kernel here has a place for: they are read, and not loaded.
#include "bpf.h"

SEC("fentry.s/vfs_read") int sleeps_before(void *context) { return 0; }
SEC("fexit.s/vfs_read") int sleeps_behind(void *context) { return 0; }
SEC("fmod_ret.s/bpf_modify_return_test") int sleeps_instead(void *context) { return 0; }
SEC("struct_ops.s/init") int sleeps_in_table(void *context) { return 0; }
SEC("lirc_mode2") int on_infrared(void *sample) { return 0; }
SEC("tracepoint.s/syscalls/sys_enter_getpid") int sleeps_at_tracepoint(void *context) { return 0; }
SEC("tp.s/syscalls/sys_enter_getpid") int sleeps_at_tp(void *context) { return 0; }
SEC("raw_tracepoint.s/sys_enter") int sleeps_at_raw_tracepoint(void *context) { return 0; }
SEC("raw_tp.s/sys_enter") int sleeps_at_raw_tp(void *context) { return 0; }
SEC("tp_btf.s/sys_enter") int sleeps_at_typed(void *context) { return 0; }
SEC("fsession/vfs_read") int around(void *context) { return 0; }
SEC("fsession.s/vfs_read") int sleeps_around(void *context) { return 0; }
SEC("fentry.multi/vfs_*") int before_many(void *context) { return 0; }
SEC("fentry.multi.s/vfs_*") int sleeps_before_many(void *context) { return 0; }
SEC("fexit.multi/vfs_*") int behind_many(void *context) { return 0; }
SEC("fexit.multi.s/vfs_*") int sleeps_behind_many(void *context) { return 0; }
SEC("fsession.multi/vfs_*") int around_many(void *context) { return 0; }
SEC("fsession.multi.s/vfs_*") int sleeps_around_many(void *context) { return 0; }

LICENSE;
