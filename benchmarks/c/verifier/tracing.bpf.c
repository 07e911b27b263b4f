// What processes do: at tracepoints and functions.
#include "common.h"
#include <linux/bpf_perf_event.h>

struct entered {
	__u64 common;
	long number;
	__u64 arguments[6];
};

struct opened {
	__u64 time;
	__u32 process, thread, user, flags;
	char task[16], name[64];
	__u32 length, depth;
};

struct switched {
	__u64 common;
	char from[16];
	__s32 from_pid, from_priority;
	__s64 from_state;
	char to[16];
	__s32 to_pid, to_priority;
};

struct request {
	__u64 start, bytes;
	__u32 device, kind;
};

RING(events, 1 << 18);
MAP(starts, BPF_MAP_TYPE_HASH, __u64, struct request, 10240);
MAP(delays, BPF_MAP_TYPE_ARRAY, __u32, __u64, 512);
MAP(by_process, BPF_MAP_TYPE_LRU_HASH, __u32, __u64, 10240);
MAP(scratch, BPF_MAP_TYPE_PERCPU_ARRAY, __u32, struct opened, 1);

// A path, its parts counted.
SEC("tracepoint/syscalls/sys_enter_openat")
int opens(struct entered *entered)
{
	struct opened *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	__u64 ids = bpf_get_current_pid_tgid();
	long length;

	if (!event)
		return 0;
	event->time = bpf_ktime_get_ns();
	event->process = ids >> 32;
	event->thread = ids;
	event->user = bpf_get_current_uid_gid();
	event->flags = entered->arguments[2];
	event->depth = 0;
	bpf_get_current_comm(event->task, sizeof(event->task));
	length = bpf_probe_read_user_str(event->name, sizeof(event->name), (void *)entered->arguments[1]);
	if (length < 0) {
		bpf_ringbuf_discard(event, 0);
		return 0;
	}
	event->length = length;
	for (int i = 0; i < 64; i++) {
		if (i >= length)
			break;
		if (event->name[i] == '/')
			event->depth++;
	}
	if (event->name[0] == '/' && event->name[1] == 'p' && event->name[2] == 'r' && event->name[3] == 'o' &&
	    event->name[4] == 'c') {
		bpf_ringbuf_discard(event, 0);
		return 0;
	}
	add(&delays, log2_slot(length) & 63, 1);
	add(&delays, 64 + (event->depth & 63), 1);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

// Three arguments, each by its class of size.
SEC("tracepoint/raw_syscalls/sys_enter")
int sizes(struct entered *entered)
{
	__u32 process = bpf_get_current_pid_tgid() >> 32;
	__u64 *count;

	UNROLL
	for (int i = 0; i < 3; i++) {
		__u32 slot = i * 64 + (log2_slot(entered->arguments[i]) & 63);

		add(&delays, slot, 1);
	}
	count = bpf_map_lookup_elem(&by_process, &process);
	if (count) {
		(*count)++;
	} else {
		__u64 one = 1;

		bpf_map_update_elem(&by_process, &process, &one, BPF_ANY);
	}
	return 0;
}

// Who leaves the processor, and for how long.
SEC("tracepoint/sched/sched_switch")
int switches(struct switched *switched)
{
	struct request *start, now = {};
	__u64 key = (__u32)switched->from_pid, delay;
	__u32 slot;

	now.start = bpf_ktime_get_ns();
	now.device = switched->from_priority;
	now.kind = switched->from_state != 0;
	bpf_map_update_elem(&starts, &key, &now, BPF_ANY);
	key = (__u32)switched->to_pid;
	start = bpf_map_lookup_elem(&starts, &key);
	if (!start)
		return 0;
	delay = (now.start - start->start) / 1000;
	slot = log2_slot(delay) & 63;
	add(&delays, slot + (start->kind ? 64 : 0), 1);
	if (start->device < 100)
		add(&delays, slot + 128, delay);
	bpf_map_delete_elem(&starts, &key);
	return 0;
}

// Words of what a program was started with.
SEC("tracepoint/syscalls/sys_enter_execve")
int words(struct entered *entered)
{
	const char **words = (void *)entered->arguments[1];
	__u32 zero = 0;
	struct opened *event = bpf_map_lookup_elem(&scratch, &zero);
	__u32 used = 0;

	if (!event)
		return 0;
	event->process = bpf_get_current_pid_tgid() >> 32;
	event->time = bpf_ktime_get_boot_ns();
	bpf_get_current_comm(event->task, sizeof(event->task));
	UNROLL
	for (int i = 0; i < 6; i++) {
		const char *word = 0;
		long length;

		if (bpf_probe_read_user(&word, sizeof(word), &words[i]) || !word)
			break;
		if (used > sizeof(event->name) - 16)
			break;
		length = bpf_probe_read_user_str(event->name + (used & 31), 16, word);
		if (length < 0)
			break;
		used += length;
		event->depth = i + 1;
	}
	event->length = used;
	bpf_ringbuf_output(&events, event, sizeof(*event), 0);
	return 0;
}

// How long reads take, by size and by descriptor.
SEC("tracepoint/syscalls/sys_exit_read")
int reads(struct entered *left)
{
	__u64 key = bpf_get_current_pid_tgid(), delay;
	long result = left->arguments[0];
	struct request *start = bpf_map_lookup_elem(&starts, &key);
	__u32 slot, row;

	if (!start)
		return 0;
	delay = bpf_ktime_get_ns() - start->start;
	slot = log2_slot(delay) & 63;
	row = result < 0 ? 7 : log2_slot(result) / 8 & 7;
	add(&delays, row * 64 + slot, 1);
	if (result > 0) {
		__u32 process = key >> 32;
		__u64 *sum = bpf_map_lookup_elem(&by_process, &process), first = result;

		if (sum)
			__sync_fetch_and_add(sum, result);
		else
			bpf_map_update_elem(&by_process, &process, &first, BPF_NOEXIST);
	}
	bpf_map_delete_elem(&starts, &key);
	return 0;
}

// What a thread does most, by eight kinds, at a clock.
SEC("perf_event")
int samples(struct bpf_perf_event_data *context)
{
	__u64 address = context->regs.rip, key = bpf_get_current_pid_tgid();
	struct request *last = bpf_map_lookup_elem(&starts, &key), now = {};
	__u32 kind = address >> 63 ? 4 : 0;

	if (context->regs.rsp >> 47)
		kind += 1;
	if (context->sample_period > 1000000)
		kind += 2;
	now.start = bpf_ktime_get_ns();
	now.bytes = address;
	now.kind = kind;
	if (last) {
		__u64 gap = now.start - last->start;

		add(&delays, 64 * kind + (log2_slot(gap) & 63), 1);
		if (last->bytes == address)
			add(&delays, 511, 1);
		last->start = now.start;
		last->bytes = address;
		last->kind = kind;
	} else {
		bpf_map_update_elem(&starts, &key, &now, BPF_ANY);
	}
	return 0;
}
