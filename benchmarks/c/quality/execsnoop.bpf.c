#include "common.h"

struct event {
	__s32 pid;
	__s32 uid;
	char command[16];
	char path[128];
};

struct enter {
	__u64 common;
	__u64 number;
	__u64 args[6];
};

RING(events, 1 << 18);

SEC("tracepoint/syscalls/sys_enter_execve")
int execsnoop(struct enter *ctx)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return 0;
	event->pid = bpf_get_current_pid_tgid() >> 32;
	event->uid = bpf_get_current_uid_gid();
	bpf_get_current_comm(event->command, sizeof(event->command));
	bpf_probe_read_user_str(event->path, sizeof(event->path), (void *)ctx->args[0]);
	bpf_ringbuf_submit(event, 0);
	return 0;
}
