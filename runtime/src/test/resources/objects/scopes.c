// Iterators over part of what there is.
#include "bpf.h"

HELPER(127, long, bpf_seq_write, void *, const void *, u32)

#define PRESERVED __attribute__((preserve_access_index))

struct bpf_iter_meta { void *seq; };
struct of_map { struct bpf_iter_meta *meta; void *map; u32 *key; u64 *value; };
struct task_struct { int pid; int tgid; } PRESERVED;
struct of_task { struct bpf_iter_meta *meta; struct task_struct *task; };
struct kernfs_node { u64 id; } PRESERVED;
struct cgroup { struct kernfs_node *kn; } PRESERVED;
struct of_group { struct bpf_iter_meta *meta; struct cgroup *cgroup; };

struct {
  __uint(type, HASH);
  __uint(max_entries, 8);
  __type(key, u32);
  __type(value, u64);
} counts SEC(".maps");

SEC("iter/bpf_map_elem") int elements(struct of_map *context) {
  if (!context->key || !context->value) return 0;
  u64 value = *context->value;
  bpf_seq_write(context->meta->seq, &value, 8);
  return 0;
}

SEC("iter/task") int tasks(struct of_task *context) {
  if (!context->task) return 0;
  u64 both = (u64)context->task->tgid << 32 | (u32)context->task->pid;
  bpf_seq_write(context->meta->seq, &both, 8);
  return 0;
}

SEC("?iter/cgroup") int groups(struct of_group *context) {
  if (!context->cgroup) return 0;
  u64 id = context->cgroup->kn->id;
  bpf_seq_write(context->meta->seq, &id, 8);
  return 0;
}
LICENSE;
