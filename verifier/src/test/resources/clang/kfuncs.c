/* Programs that call the kernel's functions. */
#include "common.h"
#include <bpf/bpf_tracing.h>

#define KERNEL __attribute__((preserve_access_index))
#define KFUNC extern __attribute__((section(".ksyms")))

struct task_struct {
  int pid;
  struct task_struct *real_parent;
  struct task_struct *last_wakee;
  struct css_set *cgroups;
} KERNEL;
struct cgroup {
  int level;
} KERNEL;
struct css_set {
  struct cgroup *dfl_cgrp;
} KERNEL;
struct cpumask {
  unsigned long bits[1];
} KERNEL;
struct bpf_cpumask {
  struct cpumask cpumask;
} KERNEL;
struct bpf_iter_num {
  unsigned long long opaque[1];
};
struct bpf_iter_task {
  unsigned long long opaque[3];
};
struct bpf_iter_bits {
  unsigned long long opaque[2];
};

KFUNC struct task_struct *bpf_task_acquire(struct task_struct *p);
KFUNC void bpf_task_release(struct task_struct *p);
KFUNC struct task_struct *bpf_task_from_pid(int pid);
KFUNC struct cgroup *bpf_cgroup_ancestor(struct cgroup *cgrp, int level);
KFUNC void bpf_cgroup_release(struct cgroup *cgrp);
KFUNC struct bpf_cpumask *bpf_cpumask_create(void);
KFUNC void bpf_cpumask_release(struct bpf_cpumask *mask);
KFUNC void bpf_cpumask_set_cpu(unsigned int cpu, struct bpf_cpumask *mask);
KFUNC _Bool bpf_cpumask_test_cpu(unsigned int cpu, const struct cpumask *mask);
KFUNC void bpf_rcu_read_lock(void);
KFUNC void bpf_rcu_read_unlock(void);
KFUNC void bpf_preempt_disable(void);
KFUNC void bpf_preempt_enable(void);
KFUNC void bpf_local_irq_save(unsigned long *flags);
KFUNC void bpf_local_irq_restore(unsigned long *flags);
KFUNC int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end);
KFUNC int *bpf_iter_num_next(struct bpf_iter_num *it);
KFUNC void bpf_iter_num_destroy(struct bpf_iter_num *it);
KFUNC int bpf_iter_task_new(struct bpf_iter_task *it, struct task_struct *task, unsigned int flags);
KFUNC struct task_struct *bpf_iter_task_next(struct bpf_iter_task *it);
KFUNC void bpf_iter_task_destroy(struct bpf_iter_task *it);
KFUNC int bpf_dynptr_from_skb(struct __sk_buff *s, unsigned long long flags, struct bpf_dynptr *ptr);
KFUNC int bpf_dynptr_from_xdp(struct xdp_md *x, unsigned long long flags, struct bpf_dynptr *ptr);
KFUNC void *bpf_dynptr_slice(
    const struct bpf_dynptr *p, unsigned long long offset, void *buffer, unsigned long long size);
KFUNC void *bpf_dynptr_slice_rdwr(
    const struct bpf_dynptr *p, unsigned long long offset, void *buffer, unsigned long long size);
KFUNC int bpf_copy_from_user_str(
    void *dst, unsigned int size, const void *unsafe_ptr, unsigned long long flags);

long total;
int values[64];

SEC("tp_btf/sched_switch")
int BPF_PROG(held, _Bool preempt, struct task_struct *prev) {
  struct task_struct *task = bpf_task_acquire(prev);
  if (!task)
    return 0;
  total += task->pid;
  bpf_task_release(task);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(leaked, _Bool preempt, struct task_struct *prev) {
  struct task_struct *task = bpf_task_acquire(prev);
  return task != 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(parent, _Bool preempt, struct task_struct *prev) {
  struct task_struct *task = bpf_task_acquire(prev->real_parent);
  if (task)
    bpf_task_release(task);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(untrusted, _Bool preempt, struct task_struct *prev) {
  struct task_struct *task = bpf_task_acquire(prev->last_wakee);
  if (task)
    bpf_task_release(task);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(used_after, _Bool preempt, struct task_struct *prev) {
  struct task_struct *task = bpf_task_from_pid(1);
  if (!task)
    return 0;
  bpf_task_release(task);
  total = task->pid;
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(ancestor, _Bool preempt, struct task_struct *prev) {
  struct cgroup *group = bpf_cgroup_ancestor(prev->cgroups->dfl_cgrp, 0);
  if (!group)
    return 0;
  total += group->level;
  bpf_cgroup_release(group);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(masks) {
  struct bpf_cpumask *mask = bpf_cpumask_create();
  if (!mask)
    return 0;
  bpf_cpumask_set_cpu(1, mask);
  total += bpf_cpumask_test_cpu(2, (const struct cpumask *)mask);
  bpf_cpumask_release(mask);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(sections) {
  unsigned long flags;
  bpf_preempt_disable();
  bpf_local_irq_save(&flags);
  total++;
  bpf_local_irq_restore(&flags);
  bpf_preempt_enable();
  return 0;
}

// r10 itself stands for the last slot.
SEC("tp_btf/sched_switch")
int BPF_PROG(at_the_end_of_the_stack) {
  unsigned long *end;
  asm volatile("%0 = r10" : "=r"(end));
  bpf_local_irq_save(end);
  total++;
  bpf_local_irq_restore(end);
  return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(left_open) {
  bpf_preempt_disable();
  return 0;
}

SEC("iter.s/task")
int readers(void *ctx) {
  struct task_struct *task = bpf_get_current_task_btf();
  bpf_rcu_read_lock();
  total += task->real_parent->pid;
  bpf_rcu_read_unlock();
  return 0;
}

SEC("iter.s/task")
int slept(void *ctx) {
  char text[8];
  bpf_rcu_read_lock();
  total += bpf_copy_from_user_str(text, sizeof(text), (void *)0x1000, 0);
  bpf_rcu_read_unlock();
  return 0;
}

SEC("xdp")
int numbers(struct xdp_md *ctx) {
  struct bpf_iter_num it;
  int *at, sum = 0;
  bpf_iter_num_new(&it, 0, 1000);
  while ((at = bpf_iter_num_next(&it)))
    if (*at >= 0 && *at < 64)
      sum += values[*at];
  bpf_iter_num_destroy(&it);
  total = sum;
  return 2;
}

SEC("xdp")
int beyond(struct xdp_md *ctx) {
  struct bpf_iter_num it;
  int *at;
  bpf_iter_num_new(&it, 0, 64);
  while ((at = bpf_iter_num_next(&it)))
    values[*at] = 1;
  bpf_iter_num_destroy(&it);
  return 2;
}

SEC("xdp")
int undestroyed(struct xdp_md *ctx) {
  struct bpf_iter_num it;
  bpf_iter_num_new(&it, 0, 64);
  return bpf_iter_num_next(&it) ? 2 : 1;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(all_tasks) {
  struct bpf_iter_task it;
  struct task_struct *task;
  bpf_rcu_read_lock();
  bpf_iter_task_new(&it, 0, 0);
  while ((task = bpf_iter_task_next(&it)))
    total += task->pid;
  bpf_iter_task_destroy(&it);
  bpf_rcu_read_unlock();
  return 0;
}

SEC("tc")
int sliced(struct __sk_buff *skb) {
  struct bpf_dynptr packet;
  char room[14], *bytes;
  if (bpf_dynptr_from_skb(skb, 0, &packet))
    return 0;
  bytes = bpf_dynptr_slice(&packet, 0, room, sizeof(room));
  if (!bytes)
    return 0;
  total += bytes[12];
  return 0;
}

/* A dynptr that need not be given back is made anew at its place. */
SEC("tc")
int dynptr_made_anew(struct __sk_buff *skb) {
  struct bpf_dynptr packet;
  for (int i = 0; i < 3; i++)
    if (bpf_dynptr_from_skb(skb, 0, &packet))
      return 0;
  return 1;
}

SEC("tc")
int slice_beyond(struct __sk_buff *skb) {
  struct bpf_dynptr packet;
  char room[14], *bytes;
  if (bpf_dynptr_from_skb(skb, 0, &packet))
    return 0;
  bytes = bpf_dynptr_slice(&packet, 0, room, sizeof(room));
  return bytes ? bytes[14] : 0;
}

SEC("xdp")
int rewritten(struct xdp_md *ctx) {
  struct bpf_dynptr packet;
  char room[14], *bytes;
  if (bpf_dynptr_from_xdp(ctx, 0, &packet))
    return 1;
  bytes = bpf_dynptr_slice_rdwr(&packet, 0, room, sizeof(room));
  if (!bytes)
    return 1;
  bytes[0] = 2;
  if (bytes == room)
    bpf_dynptr_write(&packet, 0, room, sizeof(room), 0);
  return 2;
}

SEC("xdp")
int not_for_xdp(struct xdp_md *ctx) {
  struct bpf_cpumask *mask = bpf_cpumask_create();
  if (mask)
    bpf_cpumask_release(mask);
  return 2;
}
