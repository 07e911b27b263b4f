#include "common.h"
#include <linux/ptrace.h>

struct key {
	__s32 pid;
	__s32 stack;
};

struct sum {
	__u64 calls;
	__u64 bytes;
};

MAP(sums, BPF_MAP_TYPE_HASH, struct key, struct sum, 10240);
struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(key_size, 4);
	__uint(value_size, 64 * 8);
	__uint(max_entries, 4096);
} stacks SEC(".maps");

SEC("uprobe")
int mallocs(struct pt_regs *ctx)
{
	struct key key;
	struct sum zero = {}, *sum;

	key.pid = bpf_get_current_pid_tgid() >> 32;
	key.stack = bpf_get_stackid(ctx, &stacks, BPF_F_USER_STACK);
	sum = bpf_map_lookup_elem(&sums, &key);
	if (!sum) {
		bpf_map_update_elem(&sums, &key, &zero, BPF_NOEXIST);
		sum = bpf_map_lookup_elem(&sums, &key);
		if (!sum)
			return 0;
	}
	__sync_fetch_and_add(&sum->calls, 1);
	__sync_fetch_and_add(&sum->bytes, ctx->rdi);
	return 0;
}
