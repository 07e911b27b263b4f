/* Objects that maps keep: for each CPU, and of the program's own, in and behind sections of RCU. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#include <stddef.h>
#define KERNEL __attribute__((preserve_access_index))
#define KFUNC extern __attribute__((section(".ksyms")))
#define KPTR __attribute__((btf_type_tag("kptr")))
#define KPTR_U __attribute__((btf_type_tag("kptr_untrusted")))
#define PERCPU_KPTR __attribute__((btf_type_tag("percpu_kptr")))
#define UPTR __attribute__((btf_type_tag("uptr")))
#include <bpf/bpf_core_read.h>
#define local_id(type) bpf_core_type_id_local(type)
KFUNC void *bpf_obj_new_impl(u64 local_type_id, void *meta);
KFUNC void bpf_obj_drop_impl(void *kptr, void *meta);
KFUNC void *bpf_percpu_obj_new_impl(u64 local_type_id, void *meta);
KFUNC void bpf_percpu_obj_drop_impl(void *kptr, void *meta);
KFUNC void bpf_rcu_read_lock(void); KFUNC void bpf_rcu_read_unlock(void);
struct task_struct { int pid; } KERNEL;
struct cgroup { int level; } KERNEL;
struct cpumask { unsigned long bits[1]; } KERNEL;
struct bpf_cpumask { struct cpumask cpumask; } KERNEL;
KFUNC struct task_struct *bpf_task_acquire(struct task_struct *p); KFUNC void bpf_task_release(struct task_struct *p);
KFUNC struct bpf_cpumask *bpf_cpumask_create(void); KFUNC void bpf_cpumask_release(struct bpf_cpumask *m);
KFUNC _Bool bpf_cpumask_test_cpu(u32 cpu, const struct cpumask *m);
KFUNC void bpf_cpumask_set_cpu(u32 cpu, struct bpf_cpumask *m);
struct plain { long a; int b; };
struct withp { long a; struct plain KPTR *p; };
struct withlock { struct bpf_spin_lock l; int x; };
struct pk { struct plain PERCPU_KPTR *kept; };
struct k2 { struct plain KPTR *kept; struct bpf_cpumask KPTR *mask; struct task_struct KPTR *t; struct task_struct KPTR_U *u; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, struct pk); } pks SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, struct k2); } ks SEC(".maps");
long total;
#define P(n) SEC("tc") int n(void *c) { int key = 0; struct pk *k = bpf_map_lookup_elem(&pks, &key); struct plain *p, *q; if (!k) return 0; 
P(load) p = k->kept; if (!p) return 0; q = bpf_this_cpu_ptr(p); total += q->a; return 0; }
P(load_unchecked) p = k->kept; q = bpf_this_cpu_ptr(p); total += q->a; return 0; }
P(load_write) p = k->kept; if (!p) return 0; q = bpf_this_cpu_ptr(p); q->a = 1; return 0; }
P(load_direct) p = k->kept; if (!p) return 0; total += p->a; return 0; }
P(load_per_cpu) p = k->kept; if (!p) return 0; q = bpf_per_cpu_ptr(p, 1); if (!q) return 0; total += q->b; return 0; }
P(load_drop) p = k->kept; if (!p) return 0; bpf_percpu_obj_drop_impl(p, 0); return 0; }
P(load_xchg) p = k->kept; if (!p) return 0; p = bpf_kptr_xchg(&k->kept, p); if (p) bpf_percpu_obj_drop_impl(p, 0); return 0; }
P(xchg_out) p = bpf_kptr_xchg(&k->kept, 0); if (!p) return 0; q = bpf_this_cpu_ptr(p); q->a = 2; bpf_percpu_obj_drop_impl(p, 0); return 0; }
P(xchg_leak) p = bpf_kptr_xchg(&k->kept, 0); return p != 0; }
P(store_over) k->kept = 0; return 0; }
P(xchg_plain) p = bpf_obj_new_impl(local_id(struct plain), 0); if (!p) return 0; p = (void*)bpf_kptr_xchg(&k->kept, (void*)p); if (p) bpf_percpu_obj_drop_impl(p, 0); return 0; }
P(percpu_with_kptr) struct withp *w = bpf_percpu_obj_new_impl(local_id(struct withp), 0); if (!w) return 0; bpf_percpu_obj_drop_impl(w, 0); return 0; }
P(percpu_with_lock) struct withlock *w = bpf_percpu_obj_new_impl(local_id(struct withlock), 0); if (!w) return 0; bpf_percpu_obj_drop_impl(w, 0); return 0; }
struct big { char x[600]; };
P(percpu_big) struct big *w = bpf_percpu_obj_new_impl(local_id(struct big), 0); if (!w) return 0; bpf_percpu_obj_drop_impl(w, 0); return 0; }
struct fits { char x[512]; };
P(percpu_fits) struct fits *w = bpf_percpu_obj_new_impl(local_id(struct fits), 0); if (!w) return 0; bpf_percpu_obj_drop_impl(w, 0); return 0; }
P(this_of_new_nullable) p = bpf_percpu_obj_new_impl(local_id(struct plain), 0); q = bpf_this_cpu_ptr(p); if (p) bpf_percpu_obj_drop_impl(p, 0); return 0; }
P(this_after_drop) p = bpf_percpu_obj_new_impl(local_id(struct plain), 0); if (!p) return 0; q = bpf_this_cpu_ptr(p); bpf_percpu_obj_drop_impl(p, 0); q->a = 1; return 0; }
#define S(n) SEC("iter.s/task") int n(void *c) { int key = 0; struct pk *k = bpf_map_lookup_elem(&pks, &key); struct plain *p, *q; if (!k) return 0; 
S(s_load) p = k->kept; if (!p) return 0; q = bpf_this_cpu_ptr(p); total += q->a; return 0; }
S(s_load_rcu) bpf_rcu_read_lock(); p = k->kept; if (p) { q = bpf_this_cpu_ptr(p); total += q->a; } bpf_rcu_read_unlock(); return 0; }
S(s_load_rcu_after) bpf_rcu_read_lock(); p = k->kept; bpf_rcu_read_unlock(); if (p) { q = bpf_this_cpu_ptr(p); total += q->a; }  return 0; }
S(s_this_rcu_after) bpf_rcu_read_lock(); p = k->kept; if (!p) { bpf_rcu_read_unlock(); return 0; } q = bpf_this_cpu_ptr(p); bpf_rcu_read_unlock();  total += q->a;  return 0; }
#define K(n) SEC("tp_btf/sched_switch") int BPF_PROG(n, _Bool pre, struct task_struct *prev) { int key = 0; struct k2 *k = bpf_map_lookup_elem(&ks, &key); struct plain *p, *q; struct bpf_cpumask *m; struct task_struct *t; if (!k) return 0; 
K(own_load) p = k->kept; if (!p) return 0; total += p->a; return 0; }
K(own_write) p = k->kept; if (!p) return 0; p->a = 3; return 0; }
K(own_drop) p = k->kept; if (!p) return 0; bpf_obj_drop_impl(p, 0); return 0; }
K(mask_test) m = k->mask; if (!m) return 0; total += bpf_cpumask_test_cpu(1, (void*)m); return 0; }
K(mask_set) m = k->mask; if (!m) return 0; bpf_cpumask_set_cpu(1, m); return 0; }
K(mask_unchecked) m = k->mask; total += bpf_cpumask_test_cpu(1, (void*)m); return 0; }
K(task_null_cmp) t = k->t; total += t == prev; return 0; }
K(task_twice) t = bpf_task_acquire(prev); if (!t) return 0; t = bpf_kptr_xchg(&k->t, t); if (t) bpf_task_release(t); if (t) bpf_task_release(t); return 0; }
K(task_used_after_xchg) struct task_struct *u; t = bpf_task_acquire(prev); if (!t) return 0; u = bpf_kptr_xchg(&k->t, t); if (u) bpf_task_release(u); total += t->pid; return 0; }
K(task_acquired_after_xchg) struct task_struct *u; t = bpf_task_acquire(prev); if (!t) return 0; u = bpf_kptr_xchg(&k->t, t); if (u) bpf_task_release(u); u = bpf_task_acquire(t); if (u) bpf_task_release(u); return 0; }
K(own_used_after_xchg) p = bpf_obj_new_impl(local_id(struct plain), 0); if (!p) return 0; q = bpf_kptr_xchg(&k->kept, p); if (q) bpf_obj_drop_impl(q, 0); total += p->a; return 0; }
K(own_written_after_xchg) p = bpf_obj_new_impl(local_id(struct plain), 0); if (!p) return 0; q = bpf_kptr_xchg(&k->kept, p); if (q) bpf_obj_drop_impl(q, 0); p->a = 2; return 0; }
K(xchg_nullable) t = bpf_task_acquire(prev); t = bpf_kptr_xchg(&k->t, t); if (t) bpf_task_release(t); return 0; }
K(xchg_untrusted) t = bpf_kptr_xchg(&k->u, 0); if (t) bpf_task_release(t); return 0; }
K(store_null_u) k->u = 0; return 0; }
K(store_num_u) k->u = (void*)5; return 0; }
K(load_u) t = k->u; total += t->pid; return 0; }
K(kptr_in_obj) struct withp *w = bpf_obj_new_impl(local_id(struct withp), 0); if (!w) return 0; p = bpf_obj_new_impl(local_id(struct plain), 0); if (!p) { bpf_obj_drop_impl(w, 0); return 0; } p = bpf_kptr_xchg(&w->p, p); if (p) bpf_obj_drop_impl(p, 0); bpf_obj_drop_impl(w, 0); return 0; }
K(kptr_in_obj_load) struct withp *w = bpf_obj_new_impl(local_id(struct withp), 0); if (!w) return 0; p = w->p; if (p) total += p->a; bpf_obj_drop_impl(w, 0); return 0; }
K(kptr_in_obj_store) struct withp *w = bpf_obj_new_impl(local_id(struct withp), 0); if (!w) return 0; w->p = 0; bpf_obj_drop_impl(w, 0); return 0; }
K(kptr_in_obj_plain) struct withp *w = bpf_obj_new_impl(local_id(struct withp), 0); if (!w) return 0; w->a = 4; total += w->a; bpf_obj_drop_impl(w, 0); return 0; }
#define B(n, sec) SEC(sec) int n(void *c) { int key = 0; struct k2 *k = bpf_map_lookup_elem(&ks, &key); struct plain *p, *q; if (!k) return 0; 
B(s_own, "iter.s/task") p = k->kept; if (p) total += p->a; return 0; }
B(s_own_write, "iter.s/task") p = k->kept; if (p) p->a = 1; return 0; }
B(s_own_rcu, "iter.s/task") bpf_rcu_read_lock(); p = k->kept; if (p) total += p->a; bpf_rcu_read_unlock(); return 0; }
B(s_own_rcu_write, "iter.s/task") bpf_rcu_read_lock(); p = k->kept; if (p) p->a = 1; bpf_rcu_read_unlock(); return 0; }
B(s_own_rcu_after, "iter.s/task") bpf_rcu_read_lock(); p = k->kept; if (!p) { bpf_rcu_read_unlock(); return 0; } bpf_rcu_read_unlock(); total += p->a; return 0; }
B(s_own_rcu_after_w, "iter.s/task") bpf_rcu_read_lock(); p = k->kept; if (!p) { bpf_rcu_read_unlock(); return 0; } bpf_rcu_read_unlock(); p->a = 1; return 0; }
B(s_own_rcu_after_n, "iter.s/task") bpf_rcu_read_lock(); p = k->kept; bpf_rcu_read_unlock(); if (p) total += p->a; return 0; }
B(s_own_xchg_after, "iter.s/task") p = bpf_obj_new_impl(local_id(struct plain), 0); if (!p) return 0; q = bpf_kptr_xchg(&k->kept, p); if (q) bpf_obj_drop_impl(q, 0); total += p->a; return 0; }
B(s_own_xchg_after_rcu, "iter.s/task") p = bpf_obj_new_impl(local_id(struct plain), 0); if (!p) return 0; bpf_rcu_read_lock(); q = bpf_kptr_xchg(&k->kept, p); total += p->a;  bpf_rcu_read_unlock(); if (q) bpf_obj_drop_impl(q, 0); return 0; }
P(plain_drop) p = bpf_obj_new_impl(local_id(struct plain), 0); if (!p) return 0; p = (void*)bpf_kptr_xchg(&k->kept, (void*)p); if (p) bpf_obj_drop_impl(p, 0); return 0; }
B(per_to_plain, "tc") p = bpf_percpu_obj_new_impl(local_id(struct plain), 0); if (!p) return 0; p = bpf_kptr_xchg(&k->kept, p); if (p) bpf_obj_drop_impl(p, 0); return 0; }
P(rcu_after_this) p = k->kept; if (!p) return 0; q = bpf_this_cpu_ptr(p); if (!q) return 0; q->b = 3; bpf_get_current_comm(q, 8); return 0; }
P(this_moved) p = k->kept; if (!p) return 0; q = bpf_this_cpu_ptr((void*)p + 8); q->a = 3; return 0; }
