/* Fields that the kernel does not keep in maps of a type, or with a flag: it makes the map without its types. */
#include "common.h"
#define KPTR __attribute__((btf_type_tag("kptr")))
struct task_struct { int pid; } __attribute__((preserve_access_index));
extern void bpf_task_release(struct task_struct *p) __attribute__((section(".ksyms")));
struct timed { struct bpf_timer timer; long count; };
struct locked { struct bpf_spin_lock lock; long count; };
struct owning { struct task_struct KPTR *task; long count; };
struct plain { long count; };
struct prefix { u32 bits; u32 address; };
#define MAP(name, kind, k, v, flags, max) struct { __uint(type, BPF_MAP_TYPE_##kind); __uint(max_entries, max); __uint(map_flags, flags); __type(key, k); __type(value, v); } name SEC(".maps");
#define LOCK(v) bpf_spin_lock(&v->lock); v->count++; bpf_spin_unlock(&v->lock);
#define TIMER(v) bpf_timer_cancel(&v->timer);
#define OWN(v) struct task_struct *t = bpf_kptr_xchg(&v->task, 0); if (t) bpf_task_release(t);
#define LOOKUP(name, kind, k, v, flags, USE) MAP(name##_map, kind, k, v, flags, 4) \
  SEC("tc") int name(struct __sk_buff *s) { k key = {}; v *value = bpf_map_lookup_elem(&name##_map, &key); if (value) { USE(value) } return 0; }
#define GROUP(name, kind, v, USE) MAP(name##_map, kind, u64, v, 0, 0) \
  SEC("cgroup_skb/egress") int name(struct __sk_buff *s) { v *value = bpf_get_local_storage(&name##_map, 0); USE(value) return 1; }

LOOKUP(locked_array, ARRAY, u32, struct locked, 0, LOCK)
LOOKUP(locked_lru, LRU_HASH, u32, struct locked, 0, LOCK)
LOOKUP(timed_lru, LRU_HASH, u32, struct timed, 0, TIMER)
LOOKUP(timed_per_cpu, PERCPU_ARRAY, u32, struct timed, 0, TIMER)
LOOKUP(timed_write_only, HASH, u32, struct timed, BPF_F_WRONLY_PROG, TIMER)
LOOKUP(owning_per_cpu, PERCPU_HASH, u32, struct owning, 0, OWN)
LOOKUP(owning_trie, LPM_TRIE, struct prefix, struct owning, BPF_F_NO_PREALLOC, OWN)
LOOKUP(owning_read_only, ARRAY, u32, struct owning, BPF_F_RDONLY_PROG, OWN)
GROUP(locked_group, CGROUP_STORAGE, struct locked, LOCK)
GROUP(timed_group, CGROUP_STORAGE, struct timed, TIMER)
GROUP(locked_group_per_cpu, PERCPU_CGROUP_STORAGE, struct locked, LOCK)

MAP(group, CGROUP_STORAGE, u64, struct plain, 0, 0)
MAP(another, CGROUP_STORAGE, u64, struct plain, 0, 0)
MAP(each, PERCPU_CGROUP_STORAGE, u64, struct plain, 0, 0)
#define TWO(name, a, b) SEC("cgroup_skb/egress") int name(struct __sk_buff *s) { struct plain *one = bpf_get_local_storage(&a, 0), *two = bpf_get_local_storage(&b, 0); one->count += two->count; return 1; }
TWO(one_of_each_kind, group, each)
TWO(one_twice, group, group)
TWO(two_of_a_kind, group, another)
