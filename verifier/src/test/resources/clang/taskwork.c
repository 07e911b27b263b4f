/* Functions that run on behalf of a task. A map without a bpf_task_work as the third argument is not asked: Linux 6.18 does not survive it. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KERNEL __attribute__((preserve_access_index))
#define KFUNC extern __attribute__((section(".ksyms")))
struct task_struct { int pid; struct task_struct *real_parent; struct task_struct *last_wakee; } KERNEL;
struct bpf_prog_aux; struct bpf_map { u32 id; } KERNEL;
struct bpf_task_work { __u64 __opaque; } __attribute__((aligned(8)));
typedef int (*bpf_task_work_callback_t)(struct bpf_map *, void *, void *);
KFUNC int bpf_task_work_schedule_signal_impl(struct task_struct *t, struct bpf_task_work *tw, void *map__map, bpf_task_work_callback_t cb, void *aux__prog);
KFUNC int bpf_task_work_schedule_resume_impl(struct task_struct *t, struct bpf_task_work *tw, void *map__map, bpf_task_work_callback_t cb, void *aux__prog);
KFUNC void bpf_rcu_read_lock(void); KFUNC void bpf_rcu_read_unlock(void);
struct el { long a; struct bpf_task_work tw; long z; };
#define MAP(n, t, f) struct { __uint(type, t); __uint(max_entries, 4); __uint(map_flags, f); __type(key, int); __type(value, struct el); } n SEC(".maps")
MAP(arr, BPF_MAP_TYPE_ARRAY, 0); MAP(arr2, BPF_MAP_TYPE_ARRAY, 0); MAP(hash, BPF_MAP_TYPE_HASH, 0); MAP(lru, BPF_MAP_TYPE_LRU_HASH, 0);
long total;
static int ok(struct bpf_map *map, void *key, void *value) { total += *(long *)value; return 0; }
static int sleeps(struct bpf_map *map, void *key, void *value) { char b[8]; bpf_copy_from_user(b, 8, 0); return 0; }
static int one(struct bpf_map *map, void *key, void *value) { return 1; }
static int touches(struct bpf_map *map, void *key, void *value) { *(volatile long *)(value + 8) = 1; return 0; }
static int beyond(struct bpf_map *map, void *key, void *value) { *(volatile long *)(value + 24) = 1; return 0; }
static int keyed(struct bpf_map *map, void *key, void *value) { total += *(int *)key; return 0; }
static int again(struct bpf_map *map, void *key, void *value) { bpf_map_delete_elem(map, key); return 0; }
#define P(n, sec, m) SEC(sec) int n(void *c) { int k = 0; struct task_struct *t = bpf_get_current_task_btf(); struct el *e = bpf_map_lookup_elem(&m, &k); if (!e) return 0; 
P(basic, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, ok, 0); return 0; }
P(resume, "tp_btf/sched_switch", hash) bpf_task_work_schedule_resume_impl(t, &e->tw, &hash, ok, 0); return 0; }
P(in_lru, "tp_btf/sched_switch", lru) bpf_task_work_schedule_resume_impl(t, &e->tw, &lru, ok, 0); return 0; }
P(in_tc, "tc", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, ok, 0); return 0; }
P(in_xdp, "xdp", arr) bpf_task_work_schedule_signal_impl((void*)c, &e->tw, &arr, ok, 0); return 0; }
P(in_kprobe, "kprobe/x", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, ok, 0); return 0; }
P(in_perf, "perf_event", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, ok, 0); return 0; }
P(in_raw, "raw_tp/x", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, ok, 0); return 0; }
P(in_tp, "tp/syscalls/sys_enter_open", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, ok, 0); return 0; }
P(in_iter, "iter.s/task", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, ok, 0); return 0; }
P(other_map, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr2, ok, 0); return 0; }
P(moved, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, (void*)e, &arr, ok, 0); return 0; }
P(on_stack, "tp_btf/sched_switch", arr) struct bpf_task_work tw = {}; bpf_task_work_schedule_signal_impl(t, &tw, &arr, ok, 0); return 0; }
P(cb_sleeps, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, sleeps, 0); return 0; }
P(cb_one, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, one, 0); return 0; }
P(cb_touches, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, touches, 0); return 0; }
P(cb_beyond, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, beyond, 0); return 0; }
P(cb_keyed, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, keyed, 0); return 0; }
P(cb_again, "tp_btf/sched_switch", hash) bpf_task_work_schedule_signal_impl(t, &e->tw, &hash, again, 0); return 0; }
P(no_cb, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, &e->tw, &arr, 0, 0); return 0; }
P(parent, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t->real_parent, &e->tw, &arr, ok, 0); return 0; }
P(wakee, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t->last_wakee, &e->tw, &arr, ok, 0); return 0; }
P(null_task, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(0, &e->tw, &arr, ok, 0); return 0; }
P(direct, "tp_btf/sched_switch", arr) *(volatile long *)&e->tw = 1; return 0; }
P(s_parent, "iter.s/task", arr) bpf_task_work_schedule_signal_impl(t->real_parent, &e->tw, &arr, ok, 0); return 0; }
P(s_parent_rcu, "iter.s/task", arr) bpf_rcu_read_lock(); bpf_task_work_schedule_signal_impl(t->real_parent, &e->tw, &arr, ok, 0); bpf_rcu_read_unlock(); return 0; }
P(unchecked, "tp_btf/sched_switch", arr) bpf_task_work_schedule_signal_impl(t, &((struct el *)bpf_map_lookup_elem(&arr, &k))->tw, &arr, ok, 0); return 0; }
