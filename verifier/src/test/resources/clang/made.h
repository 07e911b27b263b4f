/* What programs that are made at random have: maps, variables, the kernel's functions. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#include <stddef.h>
#define KERNEL __attribute__((preserve_access_index))
#define KFUNC extern __attribute__((section(".ksyms")))
#define KPTR __attribute__((btf_type_tag("kptr")))
#define UNTRUSTED __attribute__((btf_type_tag("kptr_untrusted")))
#define PERCPU __attribute__((btf_type_tag("percpu_kptr")))
#define CONTAINS(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
#define ARENA __attribute__((address_space(1)))
#define GLOBAL __attribute__((noinline))
#define STATIC static __attribute__((noinline))
#include <bpf/bpf_core_read.h>
#define can_loop ({ __label__ out, on; _Bool go = 1; asm volatile goto("may_goto %l[out]" :::: out); goto on; out: go = 0; on:; go; })
#define hide(x) asm volatile("" : "+r"(x))
#define OPAQUE(type, words) struct type { u64 opaque[words]; } __attribute__((aligned(8)))
OPAQUE(bpf_list_head, 2); OPAQUE(bpf_list_node, 3); OPAQUE(bpf_rb_root, 2); OPAQUE(bpf_rb_node, 4); OPAQUE(bpf_wq, 2);
OPAQUE(bpf_iter_num, 1); OPAQUE(bpf_iter_task, 3); OPAQUE(bpf_iter_bits, 2); OPAQUE(bpf_iter_css, 3);
struct bpf_refcount { u32 opaque[1]; } __attribute__((aligned(4)));
struct bpf_res_spin_lock { u32 val; } __attribute__((aligned(4)));
struct task_struct { int pid; int tgid; u64 start_time; struct task_struct *real_parent; struct task_struct *last_wakee; struct css_set *cgroups; } KERNEL;
struct cgroup { int level; } KERNEL;
struct css_set { struct cgroup *dfl_cgrp; } KERNEL;
struct cpumask { unsigned long bits[1]; } KERNEL;
struct bpf_cpumask { struct cpumask cpumask; } KERNEL;
KFUNC struct task_struct *bpf_task_acquire(struct task_struct *p);
KFUNC void bpf_task_release(struct task_struct *p);
KFUNC struct task_struct *bpf_task_from_pid(int pid);
KFUNC struct cgroup *bpf_cgroup_acquire(struct cgroup *cgrp);
KFUNC struct cgroup *bpf_cgroup_from_id(u64 id);
KFUNC struct cgroup *bpf_cgroup_ancestor(struct cgroup *cgrp, int level);
KFUNC struct cgroup *bpf_task_get_cgroup1(struct task_struct *task, int hierarchy);
KFUNC long bpf_task_under_cgroup(struct task_struct *task, struct cgroup *ancestor);
KFUNC void bpf_cgroup_release(struct cgroup *cgrp);
KFUNC struct bpf_cpumask *bpf_cpumask_create(void);
KFUNC struct bpf_cpumask *bpf_cpumask_acquire(struct bpf_cpumask *mask);
KFUNC void bpf_cpumask_release(struct bpf_cpumask *mask);
KFUNC void bpf_cpumask_set_cpu(u32 cpu, struct bpf_cpumask *mask);
KFUNC u32 bpf_cpumask_first(const struct cpumask *mask);
KFUNC void bpf_rcu_read_lock(void);
KFUNC void bpf_rcu_read_unlock(void);
KFUNC void bpf_preempt_disable(void);
KFUNC void bpf_preempt_enable(void);
KFUNC void bpf_local_irq_save(unsigned long *flags);
KFUNC void bpf_local_irq_restore(unsigned long *flags);
KFUNC int bpf_res_spin_lock(struct bpf_res_spin_lock *l);
KFUNC void bpf_res_spin_unlock(struct bpf_res_spin_lock *l);
KFUNC int bpf_res_spin_lock_irqsave(struct bpf_res_spin_lock *l, unsigned long *f);
KFUNC void bpf_res_spin_unlock_irqrestore(struct bpf_res_spin_lock *l, unsigned long *f);
KFUNC int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end);
KFUNC int *bpf_iter_num_next(struct bpf_iter_num *it);
KFUNC void bpf_iter_num_destroy(struct bpf_iter_num *it);
KFUNC int bpf_iter_task_new(struct bpf_iter_task *it, struct task_struct *task, unsigned int flags);
KFUNC struct task_struct *bpf_iter_task_next(struct bpf_iter_task *it);
KFUNC void bpf_iter_task_destroy(struct bpf_iter_task *it);
KFUNC int bpf_iter_bits_new(struct bpf_iter_bits *it, const u64 *p, u32 n);
KFUNC int *bpf_iter_bits_next(struct bpf_iter_bits *it);
KFUNC void bpf_iter_bits_destroy(struct bpf_iter_bits *it);
KFUNC int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags, struct bpf_dynptr *ptr);
KFUNC int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr);
KFUNC void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset, void *buffer, u64 size);
KFUNC void *bpf_dynptr_slice_rdwr(const struct bpf_dynptr *p, u64 offset, void *buffer, u64 size);
KFUNC int bpf_dynptr_adjust(const struct bpf_dynptr *p, u64 start, u64 end);
KFUNC _Bool bpf_dynptr_is_null(const struct bpf_dynptr *p);
KFUNC u64 bpf_dynptr_size(const struct bpf_dynptr *p);
KFUNC int bpf_dynptr_clone(const struct bpf_dynptr *p, struct bpf_dynptr *clone);
KFUNC int bpf_dynptr_copy(struct bpf_dynptr *d, u64 doff, struct bpf_dynptr *s, u64 soff, u64 size);
KFUNC void *bpf_obj_new_impl(u64 local_type_id, void *meta);
KFUNC void bpf_obj_drop_impl(void *kptr, void *meta);
KFUNC void *bpf_percpu_obj_new_impl(u64 local_type_id, void *meta);
KFUNC void bpf_percpu_obj_drop_impl(void *kptr, void *meta);
KFUNC void *bpf_refcount_acquire_impl(void *kptr, void *meta);
KFUNC int bpf_list_push_front_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta, u64 off);
KFUNC int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta, u64 off);
KFUNC struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head);
KFUNC int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node,
                              _Bool (less)(struct bpf_rb_node *a, const struct bpf_rb_node *b), void *meta, u64 off);
KFUNC struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node);
KFUNC struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root);
KFUNC int bpf_wq_init(struct bpf_wq *wq, void *map, unsigned flags);
KFUNC int bpf_wq_start(struct bpf_wq *wq, unsigned flags);
KFUNC int bpf_wq_set_callback_impl(struct bpf_wq *wq, int (cb)(void *map, int *key, void *value), unsigned flags, void *aux);
KFUNC void ARENA *bpf_arena_alloc_pages(void *map, void ARENA *addr, u32 pages, int node, u64 flags);
KFUNC void bpf_arena_free_pages(void *map, void ARENA *addr, u32 pages);
KFUNC void bpf_throw(u64 cookie);
#define new_of(type) ((type *)bpf_obj_new_impl(bpf_core_type_id_local(type), 0))
#define drop(p) bpf_obj_drop_impl(p, 0)
#define entry(p, type, member) ((type *)((void *)(p) - offsetof(type, member)))

struct item { long data; struct bpf_list_node node; };
struct shared { long data; struct bpf_list_node list; struct bpf_rb_node tree; struct bpf_refcount count; };
struct twig { long key; struct bpf_rb_node node; };
struct plain { long a; int b; };
struct value { long count; u32 data[8]; struct task_struct KPTR *task; struct task_struct UNTRUSTED *seen; struct cgroup KPTR *group; struct plain KPTR *own; struct bpf_cpumask KPTR *mask; struct plain PERCPU *each; };
struct locked { struct bpf_spin_lock lock; long count; struct bpf_list_head head CONTAINS(item, node); struct bpf_rb_root root CONTAINS(twig, node); };
struct slow { long count; struct bpf_res_spin_lock lock; };
struct timed { struct bpf_timer timer; struct bpf_wq wq; long count; };
struct small { u32 a; u32 b; u64 c[3]; };
#define MAP(name, kind, k, v) struct { __uint(type, BPF_MAP_TYPE_##kind); __uint(max_entries, 4); __type(key, k); __type(value, v); } name SEC(".maps")
MAP(values, ARRAY, int, struct value); MAP(table, HASH, u64, struct value); MAP(locks, ARRAY, int, struct locked); MAP(slows, ARRAY, int, struct slow);
MAP(timers, ARRAY, int, struct timed); MAP(cpus, PERCPU_ARRAY, int, struct small); MAP(smalls, HASH, u32, struct small);
struct { __uint(type, BPF_MAP_TYPE_QUEUE); __uint(key_size, 0); __type(value, u64); __uint(max_entries, 8); } queue SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 4); __type(key, int); __type(value, int); } progs SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_TASK_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, struct small); } tasks SEC(".maps");
struct { __uint(type, 32); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, struct small); } groups SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_SK_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, struct small); } socks SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } ring SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_USER_RINGBUF); __uint(max_entries, 4096); } users SEC(".maps");
struct { __uint(type, 33); __uint(map_flags, 1 << 10); __uint(max_entries, 10); } arena SEC(".maps");
struct leaf { struct leaf ARENA *next; long v; };
#define private(name) SEC(".data." #name) __attribute__((aligned(8)))
private(C) struct bpf_spin_lock both_lock;
private(C) struct bpf_list_head both_head CONTAINS(shared, list);
private(C) struct bpf_rb_root both_root CONTAINS(shared, tree);
long total;
u32 array[8];
const volatile u32 limit = 8;

static _Bool less(struct bpf_rb_node *a, const struct bpf_rb_node *b) { return entry(a, struct twig, node)->key < entry(b, struct twig, node)->key; }
static _Bool less_shared(struct bpf_rb_node *a, const struct bpf_rb_node *b) { return entry(a, struct shared, tree)->data < entry(b, struct shared, tree)->data; }
