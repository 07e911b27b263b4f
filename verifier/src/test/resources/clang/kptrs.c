/* Programs that have maps keep objects of the kernel. */
#include "common.h"
#include <bpf/bpf_tracing.h>

#define KERNEL __attribute__((preserve_access_index))
#define KFUNC extern __attribute__((section(".ksyms")))
#define KPTR __attribute__((btf_type_tag("kptr")))
#define KPTR_UNTRUSTED __attribute__((btf_type_tag("kptr_untrusted")))

struct task_struct {
  int pid;
} KERNEL;
struct cgroup {
  int level;
} KERNEL;

KFUNC struct task_struct *bpf_task_acquire(struct task_struct *p);
KFUNC void bpf_task_release(struct task_struct *p);
KFUNC struct cgroup *bpf_cgroup_acquire(struct cgroup *cgrp);
KFUNC void bpf_cgroup_release(struct cgroup *cgrp);
KFUNC void bpf_rcu_read_lock(void);
KFUNC void bpf_rcu_read_unlock(void);

struct kept {
  long count;
  struct task_struct KPTR *task;
  struct task_struct KPTR_UNTRUSTED *seen;
  struct cgroup KPTR *group;
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 4);
  __type(key, int);
  __type(value, struct kept);
} objects SEC(".maps");

long total;

static struct kept *find(int key) {
  return bpf_map_lookup_elem(&objects, &key);
}

SEC("tp_btf/sched_switch")
int BPF_PROG(keeps, _Bool preempt, struct task_struct *prev) {
  struct kept *kept = find(1);
  struct task_struct *task;
  if (!kept)
    return 0;
  task = bpf_task_acquire(prev);
  if (!task)
    return 0;
  task = bpf_kptr_xchg(&kept->task, task);
  if (task)
    bpf_task_release(task);
  kept->count++;
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(takes_out) {
  struct kept *kept = find(1);
  struct task_struct *task;
  if (!kept)
    return 0;
  task = bpf_kptr_xchg(&kept->task, 0);
  if (!task)
    return 0;
  total += task->pid;
  bpf_task_release(task);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(leaks) {
  struct kept *kept = find(1);
  if (kept)
    bpf_kptr_xchg(&kept->task, 0);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(gives_what_it_does_not_own, _Bool preempt, struct task_struct *prev) {
  struct kept *kept = find(1);
  if (kept)
    prev = bpf_kptr_xchg(&kept->task, prev);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(gives_another_type, _Bool preempt, struct task_struct *prev) {
  struct kept *kept = find(1);
  struct task_struct *task = bpf_task_acquire(prev);
  if (!task)
    return 0;
  if (kept)
    task = (void *)bpf_kptr_xchg(&kept->group, (void *)task);
  if (task)
    bpf_task_release(task);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(looks) {
  struct kept *kept = find(1);
  struct task_struct *task;
  if (!kept)
    return 0;
  task = kept->task;
  if (!task)
    return 0;
  total += task->pid;
  task = bpf_task_acquire(task);
  if (task)
    bpf_task_release(task);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(looks_unchecked) {
  struct kept *kept = find(1);
  if (kept)
    total += kept->task->pid;
  return 0;
}

SEC("iter.s/task")
int sleeps(void *ctx) {
  struct kept *kept = find(2);
  struct task_struct *task;
  if (!kept)
    return 0;
  task = kept->task;
  if (!task)
    return 0;
  task = bpf_task_acquire(task);
  if (task)
    bpf_task_release(task);
  return 0;
}

SEC("iter.s/task")
int sleeps_with_readers(void *ctx) {
  struct kept *kept = find(2);
  struct task_struct *task;
  if (!kept)
    return 0;
  bpf_rcu_read_lock();
  task = kept->task;
  if (task)
    task = bpf_task_acquire(task);
  bpf_rcu_read_unlock();
  if (task)
    bpf_task_release(task);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(notes, _Bool preempt, struct task_struct *prev) {
  struct kept *kept = find(1);
  if (!kept)
    return 0;
  if (kept->seen)
    total += kept->seen->pid;
  kept->seen = prev;
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(acquires_what_may_be_gone) {
  struct kept *kept = find(1);
  struct task_struct *task;
  if (!kept || !kept->seen)
    return 0;
  task = bpf_task_acquire(kept->seen);
  if (task)
    bpf_task_release(task);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(stores_over, _Bool preempt, struct task_struct *prev) {
  struct kept *kept = find(1);
  if (kept)
    kept->task = prev;
  return 0;
}

SEC("tp_btf/cgroup_mkdir")
int BPF_PROG(keeps_group, struct cgroup *group) {
  struct kept *kept = find(3);
  struct cgroup *before;
  if (!kept)
    return 0;
  group = bpf_cgroup_acquire(group);
  if (!group)
    return 0;
  total += group->level;
  before = bpf_kptr_xchg(&kept->group, group);
  if (before)
    bpf_cgroup_release(before);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(reads_a_part) {
  struct kept *kept = find(1);
  if (kept)
    total += *(int *)&kept->task;
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(pass_to_helper) {
  struct kept *kept = find(1);
  char text[sizeof(struct kept)];
  if (kept)
    bpf_probe_read_kernel(text, sizeof(text), kept);
  return text[0];
}
