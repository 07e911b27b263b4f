/* Programs that read objects of the kernel: tracepoints with typed arguments, and iterators. */
#include "common.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#define KERNEL __attribute__((preserve_access_index))

struct mm_struct {
  unsigned long total_vm;
} KERNEL;
struct nsproxy {
  void *net_ns;
} KERNEL;
struct task_struct {
  int pid;
  int tgid;
  unsigned int flags;
  unsigned int sched_reset_on_fork : 1;
  char comm[16];
  struct mm_struct *mm;
  struct task_struct *real_parent;
  struct task_struct *group_leader;
  struct nsproxy *nsproxy;
  void *stack;
} KERNEL;
struct sock_common {
  unsigned short skc_family;
} KERNEL;
struct sock {
  struct sock_common __sk_common;
} KERNEL;
struct net_device {
  int ifindex;
} KERNEL;
struct sk_buff {
  unsigned int len;
  char cb[48];
  struct net_device *dev;
  struct sock *sk;
} KERNEL;
struct seq_file;
struct bpf_iter_meta {
  struct seq_file *seq;
  unsigned long long seq_num;
} KERNEL;
struct bpf_iter__task {
  struct bpf_iter_meta *meta;
  struct task_struct *task;
} KERNEL;
struct bpf_map {
  unsigned int id;
  char name[16];
} KERNEL;
struct bpf_iter__bpf_map {
  struct bpf_iter_meta *meta;
  struct bpf_map *map;
} KERNEL;
struct bpf_iter__bpf_map_elem {
  struct bpf_iter_meta *meta;
  struct bpf_map *map;
  void *key;
  void *value;
} KERNEL;

struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 64);
  __type(key, int);
  __type(value, long);
} counts SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_TASK_STORAGE);
  __uint(map_flags, BPF_F_NO_PREALLOC);
  __type(key, int);
  __type(value, long);
} storage SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
} records SEC(".maps");

static void count(int key) {
  long one = 1, *seen = bpf_map_lookup_elem(&counts, &key);
  if (seen)
    __sync_fetch_and_add(seen, 1);
  else
    bpf_map_update_elem(&counts, &key, &one, BPF_ANY);
}

SEC("tp_btf/sched_switch")
int BPF_PROG(members, _Bool preempt, struct task_struct *prev, struct task_struct *next) {
  count(prev->pid + next->tgid + prev->comm[3] + BPF_CORE_READ_BITFIELD(next, sched_reset_on_fork));
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(walked, _Bool preempt, struct task_struct *prev, struct task_struct *next) {
  struct mm_struct *mm = next->mm;
  if (mm)
    count(mm->total_vm);
  count(next->group_leader->real_parent->nsproxy->net_ns != 0);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(stored, _Bool preempt, struct task_struct *prev, struct task_struct *next) {
  long *mine = bpf_task_storage_get(&storage, next, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
  if (mine)
    *mine += prev->pid;
  bpf_task_storage_delete(&storage, prev);
  return 0;
}

SEC("tp_btf/sched_wakeup")
int BPF_PROG(current_task, struct task_struct *woken) {
  struct task_struct *task = bpf_get_current_task_btf();
  long *mine = bpf_task_storage_get(&storage, task->group_leader, 0, 0);
  if (mine && task != woken)
    *mine = woken->flags;
  return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(record, struct task_struct *task) {
  struct { int pid; char comm[16]; } *event = bpf_ringbuf_reserve(&records, sizeof(*event), 0);
  if (!event)
    return 0;
  event->pid = task->pid;
  bpf_probe_read_kernel_str(event->comm, sizeof(event->comm), task->comm);
  bpf_ringbuf_submit(event, 0);
  return 0;
}

SEC("tp_btf/kfree_skb")
int BPF_PROG(packet, struct sk_buff *skb, void *location, int reason, struct sock *rx) {
  struct net_device *dev = skb->dev;
  struct sock *sk = skb->sk;
  if (dev)
    count(dev->ifindex + skb->cb[5]);
  if (sk)
    count(sk->__sk_common.skc_family);
  if (rx)
    count(rx->__sk_common.skc_family);
  return 0;
}

SEC("tp_btf/kfree_skb")
int BPF_PROG(unchecked, struct sk_buff *skb, void *location, int reason, struct sock *rx) {
  count(rx->__sk_common.skc_family);
  return 0;
}

SEC("tp_btf/kfree_skb")
int BPF_PROG(written, struct sk_buff *skb) {
  skb->len = 0;
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(bytes, _Bool preempt, struct task_struct *prev) {
  unsigned long *stack = prev->stack;
  count(stack[1]);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(wrong_type, _Bool preempt, struct task_struct *prev) {
  return bpf_task_storage_delete(&storage, (void *)prev->mm);
}

SEC("iter/task")
int tasks(struct bpf_iter__task *ctx) {
  struct seq_file *seq = ctx->meta->seq;
  struct task_struct *task = ctx->task;
  static const char format[] = "%d %s\n";
  unsigned long long values[2];
  if (!task)
    return 0;
  values[0] = task->pid;
  values[1] = (unsigned long)task->comm;
  bpf_seq_printf(seq, format, sizeof(format), values, sizeof(values));
  return 0;
}

SEC("iter/task")
int unchecked_task(struct bpf_iter__task *ctx) {
  return ctx->task->pid & 1;
}

SEC("iter/bpf_map")
int maps(struct bpf_iter__bpf_map *ctx) {
  struct bpf_map *map = ctx->map;
  if (map)
    bpf_seq_write(ctx->meta->seq, map->name, sizeof(map->name));
  return 0;
}

SEC("iter/bpf_map_elem")
int elements(struct bpf_iter__bpf_map_elem *ctx) {
  long *value = ctx->value;
  int *key = ctx->key;
  if (!key || !value)
    return 0;
  *value += *key;
  return 0;
}

SEC("iter/bpf_map_elem")
int written_key(struct bpf_iter__bpf_map_elem *ctx) {
  int *key = ctx->key;
  if (key)
    *key = 1;
  return 0;
}

SEC("iter.s/task")
int sleeping(struct bpf_iter__task *ctx) {
  struct task_struct *task = ctx->task;
  char text[16];
  if (task && !bpf_copy_from_user_task(text, sizeof(text), (void *)0x1000, task, 0))
    count(text[0] + task->real_parent->pid);
  return 0;
}
