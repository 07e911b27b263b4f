#include "common.h"

MAP(starts, BPF_MAP_TYPE_HASH, __u32, __u64, 1024);
MAP(delays, BPF_MAP_TYPE_ARRAY, __u32, __u64, 65);

SEC("tracepoint/syscalls/sys_exit_read")
int latency(void *ctx)
{
	__u32 thread = bpf_get_current_pid_tgid();
	__u64 *start = bpf_map_lookup_elem(&starts, &thread);
	__u64 before, *count;
	__u32 slot;

	if (!start)
		return 0;
	before = *start;
	bpf_map_delete_elem(&starts, &thread);
	slot = log2_slot((bpf_ktime_get_ns() - before) / 1000);
	count = bpf_map_lookup_elem(&delays, &slot);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}
