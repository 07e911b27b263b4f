/* Iterators: over numbers, bits, tasks and memory; nested, in callees, under locks and in sections of RCU. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KERNEL __attribute__((preserve_access_index))
#define KFUNC extern __attribute__((section(".ksyms")))
struct task_struct { int pid; struct task_struct *real_parent; } KERNEL;
struct css_set; struct cgroup { int level; } KERNEL;
struct vm_area_struct { unsigned long vm_start; } KERNEL;
struct bpf_iter_num { u64 o[1]; }; struct bpf_iter_task { u64 o[3]; }; struct bpf_iter_bits { u64 o[2]; }; struct bpf_iter_task_vma { u64 o[1]; };
KFUNC int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end);
KFUNC int *bpf_iter_num_next(struct bpf_iter_num *it);
KFUNC void bpf_iter_num_destroy(struct bpf_iter_num *it);
KFUNC int bpf_iter_bits_new(struct bpf_iter_bits *it, const u64 *p, u32 n);
KFUNC int *bpf_iter_bits_next(struct bpf_iter_bits *it);
KFUNC void bpf_iter_bits_destroy(struct bpf_iter_bits *it);
KFUNC int bpf_iter_task_new(struct bpf_iter_task *it, struct task_struct *task, unsigned int flags);
KFUNC struct task_struct *bpf_iter_task_next(struct bpf_iter_task *it);
KFUNC void bpf_iter_task_destroy(struct bpf_iter_task *it);
KFUNC int bpf_iter_task_vma_new(struct bpf_iter_task_vma *it, struct task_struct *task, u64 addr);
KFUNC struct vm_area_struct *bpf_iter_task_vma_next(struct bpf_iter_task_vma *it);
KFUNC void bpf_iter_task_vma_destroy(struct bpf_iter_task_vma *it);
KFUNC void bpf_rcu_read_lock(void); KFUNC void bpf_rcu_read_unlock(void);
KFUNC struct task_struct *bpf_task_acquire(struct task_struct *p); KFUNC void bpf_task_release(struct task_struct *p);
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key,int); __type(value, long[8]); } arr SEC(".maps");
long total; int values[64];
#define P(n) SEC("tc") int n(struct __sk_buff *s) { struct bpf_iter_num it; int *v, k = 0; 
P(plain) bpf_iter_num_new(&it,0,10); while ((v = bpf_iter_num_next(&it))) total += *v; bpf_iter_num_destroy(&it); return 0; }
P(twice_new) bpf_iter_num_new(&it,0,10); bpf_iter_num_new(&it,0,10); bpf_iter_num_destroy(&it); return 0; }
P(destroy_twice) bpf_iter_num_new(&it,0,10); bpf_iter_num_destroy(&it); bpf_iter_num_destroy(&it); return 0; }
P(again) bpf_iter_num_new(&it,0,10); bpf_iter_num_destroy(&it); bpf_iter_num_new(&it,0,10); bpf_iter_num_destroy(&it); return 0; }
P(next_uninit) v = bpf_iter_num_next(&it); bpf_iter_num_destroy(&it); return 0; }
P(used_after_destroy) bpf_iter_num_new(&it,0,10); v = bpf_iter_num_next(&it); bpf_iter_num_destroy(&it); if (v) total += *v; return 0; }
P(used_after_next) int *w; bpf_iter_num_new(&it,0,10); v = bpf_iter_num_next(&it); w = bpf_iter_num_next(&it); if (v) total += *v; bpf_iter_num_destroy(&it); return 0; }
P(written) bpf_iter_num_new(&it,0,10); v = bpf_iter_num_next(&it); if (v) *v = 1; bpf_iter_num_destroy(&it); return 0; }
P(overwritten) bpf_iter_num_new(&it,0,10); *(volatile long *)&it = 0; bpf_iter_num_destroy(&it); return 0; }
P(overwritten_leak) bpf_iter_num_new(&it,0,10); *(volatile long *)&it = 0; return 0; }
P(read) bpf_iter_num_new(&it,0,10); total = *(volatile long *)&it; bpf_iter_num_destroy(&it); return 0; }
P(helper_over) bpf_iter_num_new(&it,0,10); bpf_get_current_comm(&it, 8); bpf_iter_num_destroy(&it); return 0; }
P(new_over_value) *(volatile long*)&it = 5; bpf_iter_num_new(&it,0,10); bpf_iter_num_destroy(&it); return 0; }
P(nested) struct bpf_iter_num jt; int *w; bpf_iter_num_new(&it,0,10); while ((v = bpf_iter_num_next(&it))) { bpf_iter_num_new(&jt,0,5); while ((w = bpf_iter_num_next(&jt))) total += *w + *v; bpf_iter_num_destroy(&jt);} bpf_iter_num_destroy(&it); return 0; }
P(nested_leak) struct bpf_iter_num jt; int *w; bpf_iter_num_new(&it,0,10); while ((v = bpf_iter_num_next(&it))) { bpf_iter_num_new(&jt,0,5); } bpf_iter_num_destroy(&it); return 0; }
P(counter_checked) int i = 0; bpf_iter_num_new(&it,0,64); while ((v = bpf_iter_num_next(&it))) { if (i >= 64) break; values[i] = 1; i++; } bpf_iter_num_destroy(&it); return 0; }
P(counter_unchecked) int i = 0; bpf_iter_num_new(&it,0,64); while ((v = bpf_iter_num_next(&it))) { values[i] = 1; i++; } bpf_iter_num_destroy(&it); return 0; }
P(ptr_moves) int *p = values; bpf_iter_num_new(&it,0,64); while ((v = bpf_iter_num_next(&it))) { *p++ = 1; } bpf_iter_num_destroy(&it); return 0; }
P(in_callee_frame) return 0; }
static __attribute__((noinline)) int step(struct bpf_iter_num *it) { int *v = bpf_iter_num_next(it); return v ? *v : -1; }
P(by_callee) bpf_iter_num_new(&it,0,10); total += step(&it); total += step(&it); bpf_iter_num_destroy(&it); return 0; }
static __attribute__((noinline)) void start(struct bpf_iter_num *it) { bpf_iter_num_new(it, 0, 5); }
static __attribute__((noinline)) void stop(struct bpf_iter_num *it) { bpf_iter_num_destroy(it); }
P(made_by_callee) start(&it); total += step(&it); stop(&it); return 0; }
__attribute__((noinline)) int gstep(int n) { struct bpf_iter_num it; int *v, t = 0; bpf_iter_num_new(&it, 0, n); while ((v = bpf_iter_num_next(&it))) t += *v; bpf_iter_num_destroy(&it); return t; }
P(in_global) return gstep(s->len); }
SEC("tc") int bits(struct __sk_buff *s) { struct bpf_iter_bits it; int *v; u64 m[2] = {3, 4}; bpf_iter_bits_new(&it, m, 2); while ((v = bpf_iter_bits_next(&it))) total += *v; bpf_iter_bits_destroy(&it); return 0; }
SEC("tc") int bits_value(struct __sk_buff *s) { struct bpf_iter_bits it; int *v, k = 0; u64 *m = bpf_map_lookup_elem(&arr,&k); if (!m) return 0; bpf_iter_bits_new(&it, m, 8); while ((v = bpf_iter_bits_next(&it))) total += *v; bpf_iter_bits_destroy(&it); return 0; }
SEC("tc") int wrong_iter(struct __sk_buff *s) { struct bpf_iter_bits it; u64 m[2]={}; bpf_iter_bits_new(&it, m, 2); bpf_iter_num_next((void*)&it); bpf_iter_bits_destroy(&it); return 0; }
SEC("tc") int iter_off(struct __sk_buff *s) { char x[16]; bpf_iter_num_new((void*)(x + 4), 0, 2); return 0; }
SEC("tc") int iter_value(struct __sk_buff *s) { int k=0; void *m = bpf_map_lookup_elem(&arr,&k); if (!m) return 0; bpf_iter_num_new(m, 0, 2); return 0; }
#define T(n) SEC("tp_btf/sched_switch") int BPF_PROG(n, _Bool preempt, struct task_struct *prev) { struct bpf_iter_task it; struct task_struct *t;
T(tasks_no_rcu) bpf_iter_task_new(&it,0,0); while ((t = bpf_iter_task_next(&it))) total += t->pid; bpf_iter_task_destroy(&it); return 0; }
T(tasks_acquire) struct task_struct *u; bpf_iter_task_new(&it,0,0); while ((t = bpf_iter_task_next(&it))) { u = bpf_task_acquire(t); if (u) bpf_task_release(u); } bpf_iter_task_destroy(&it); return 0; }
T(threads) bpf_iter_task_new(&it,prev,1); while ((t = bpf_iter_task_next(&it))) total += t->real_parent->pid; bpf_iter_task_destroy(&it); return 0; }
SEC("iter.s/task") int s_tasks(void *c) { struct bpf_iter_task it; struct task_struct *t; bpf_iter_task_new(&it,0,0); while ((t = bpf_iter_task_next(&it))) total += t->pid; bpf_iter_task_destroy(&it); return 0; }
SEC("iter.s/task") int s_tasks_rcu(void *c) { struct bpf_iter_task it; struct task_struct *t; bpf_rcu_read_lock(); bpf_iter_task_new(&it,0,0); while ((t = bpf_iter_task_next(&it))) total += t->pid; bpf_iter_task_destroy(&it); bpf_rcu_read_unlock(); return 0; }
SEC("iter.s/task") int s_tasks_unlocked_between(void *c) { struct bpf_iter_task it; struct task_struct *t; bpf_rcu_read_lock(); bpf_iter_task_new(&it,0,0); bpf_rcu_read_unlock(); bpf_rcu_read_lock(); while ((t = bpf_iter_task_next(&it))) total += t->pid; bpf_iter_task_destroy(&it); bpf_rcu_read_unlock(); return 0; }
SEC("iter.s/task") int s_tasks_destroy_after(void *c) { struct bpf_iter_task it; struct task_struct *t; bpf_rcu_read_lock(); bpf_iter_task_new(&it,0,0); bpf_rcu_read_unlock(); bpf_iter_task_destroy(&it); return 0; }
T(vmas) struct bpf_iter_task_vma vt; struct vm_area_struct *a; bpf_iter_task_vma_new(&vt, bpf_get_current_task_btf(), 0); while ((a = bpf_iter_task_vma_next(&vt))) total += a->vm_start; bpf_iter_task_vma_destroy(&vt); return 0; }
struct lk { struct bpf_spin_lock l; int x; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key,int); __type(value, struct lk); } locks SEC(".maps");
P(under_lock) struct lk *l = bpf_map_lookup_elem(&locks,&k); if (!l) return 0; bpf_spin_lock(&l->l); bpf_iter_num_new(&it,0,10); while ((v = bpf_iter_num_next(&it))) l->x += *v; bpf_iter_num_destroy(&it); bpf_spin_unlock(&l->l); return 0; }
P(lock_in_iter) struct lk *l = bpf_map_lookup_elem(&locks,&k); if (!l) return 0; bpf_iter_num_new(&it,0,10); while ((v = bpf_iter_num_next(&it))) {  bpf_spin_lock(&l->l);l->x += *v;  bpf_spin_unlock(&l->l); } bpf_iter_num_destroy(&it);return 0; }
P(lock_leaks_in_iter) struct lk *l = bpf_map_lookup_elem(&locks,&k); if (!l) return 0; bpf_iter_num_new(&it,0,10); while ((v = bpf_iter_num_next(&it))) {  bpf_spin_lock(&l->l);l->x += *v;  } bpf_iter_num_destroy(&it);return 0; }
static long loop_cb(u32 i, void *c) { struct bpf_iter_num it; int *v; bpf_iter_num_new(&it,0,10); while ((v = bpf_iter_num_next(&it))) total += *v; bpf_iter_num_destroy(&it); return 0; }
P(in_callback) bpf_loop(10, loop_cb, 0, 0); return 0; }
static long loop_cb2(u32 i, void *c) { int *v = bpf_iter_num_next(c); if (v) total += *v; return 0; }
P(iter_in_callback) bpf_iter_num_new(&it,0,10); bpf_loop(10, loop_cb2, &it, 0); bpf_iter_num_destroy(&it); return 0; }
P(inf_loop) bpf_iter_num_new(&it,0,10); bpf_iter_num_next(&it); for (;;) { asm volatile(""); } bpf_iter_num_destroy(&it); return 0; }
P(ret_in_loop) bpf_iter_num_new(&it,0,10); while ((v = bpf_iter_num_next(&it))) if (*v == 7) return 3; bpf_iter_num_destroy(&it); return 0; }
