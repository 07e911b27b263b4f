/* Lists and trees of objects: under which lock, whose, and how often. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#include <stddef.h>
#define KFUNC extern __attribute__((section(".ksyms")))
#define KPTR __attribute__((btf_type_tag("kptr")))
#define CONTAINS(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
#include <bpf/bpf_core_read.h>
#define local_id(type) bpf_core_type_id_local(type)
#define OPAQUE(type, words) struct type { u64 opaque[words]; } __attribute__((aligned(8)))
OPAQUE(bpf_list_head, 2); OPAQUE(bpf_list_node, 3); OPAQUE(bpf_rb_root, 2); OPAQUE(bpf_rb_node, 4);
struct bpf_refcount { u32 opaque[1]; } __attribute__((aligned(4)));
KFUNC void *bpf_obj_new_impl(u64 local_type_id, void *meta);
KFUNC void bpf_obj_drop_impl(void *kptr, void *meta);
KFUNC void *bpf_refcount_acquire_impl(void *kptr, void *meta);
KFUNC int bpf_list_push_front_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta, u64 off);
KFUNC struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head);
KFUNC struct bpf_list_node *bpf_list_front(struct bpf_list_head *head);
KFUNC struct bpf_list_node *bpf_list_back(struct bpf_list_head *head);
KFUNC int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node, _Bool (less)(struct bpf_rb_node *a, const struct bpf_rb_node *b), void *meta, u64 off);
KFUNC struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node);
KFUNC struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root);
KFUNC struct bpf_rb_node *bpf_rbtree_root(struct bpf_rb_root *root);
KFUNC struct bpf_rb_node *bpf_rbtree_left(struct bpf_rb_root *root, struct bpf_rb_node *node);
KFUNC struct bpf_rb_node *bpf_rbtree_right(struct bpf_rb_root *root, struct bpf_rb_node *node);
KFUNC void bpf_rcu_read_lock(void); KFUNC void bpf_rcu_read_unlock(void);
#define new_of(type) ((type *)bpf_obj_new_impl(local_id(type), 0))
#define drop(p) bpf_obj_drop_impl(p, 0)
#define entry(p, type, member) ((type *)((void *)(p) - offsetof(type, member)))
struct item { long data; struct bpf_list_node node; };
struct shared { long data; struct bpf_list_node list; struct bpf_rb_node tree; struct bpf_refcount count; };
struct nested { long x; struct item it; };
struct holder { struct bpf_spin_lock lock; struct bpf_list_head head CONTAINS(item, node); struct item KPTR *kept; };
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1); __type(key, int); __type(value, struct holder); } hm SEC(".maps");
#define private(name) SEC(".data." #name) __attribute__((aligned(8)))
private(A) struct bpf_spin_lock la; private(A) struct bpf_list_head ha CONTAINS(item, node);
private(B) struct bpf_spin_lock lb; private(B) struct bpf_list_head hb CONTAINS(item, node);
private(C) struct bpf_spin_lock lc; private(C) struct bpf_list_head hc CONTAINS(shared, list); private(C) struct bpf_rb_root rc CONTAINS(shared, tree);
long total;
static _Bool less(struct bpf_rb_node *a, const struct bpf_rb_node *b) { return entry(a, struct shared, tree)->data < entry(b, struct shared, tree)->data; }
#define P(n) SEC("tc") int n(struct __sk_buff *s) { struct item *p, *q; struct shared *x, *y; struct bpf_list_node *n1; struct bpf_rb_node *t, *u; int k = 0;
P(move) bpf_spin_lock(&la); n1 = bpf_list_pop_front(&ha); bpf_spin_unlock(&la); if (!n1) return 0; bpf_spin_lock(&lb); bpf_list_push_front_impl(&hb, n1, 0, 0); bpf_spin_unlock(&lb); return 0; }
P(wrong_lock) p = new_of(struct item); if (!p) return 0; bpf_spin_lock(&lb); bpf_list_push_front_impl(&ha, &p->node, 0, 0); bpf_spin_unlock(&lb); return 0; }
P(unlock_other) bpf_spin_lock(&la); bpf_spin_unlock(&lb); return 0; }
P(lock_both) bpf_spin_lock(&la); bpf_spin_lock(&lb); bpf_spin_unlock(&lb); bpf_spin_unlock(&la); return 0; }
P(rotate) bpf_spin_lock(&la); n1 = bpf_list_pop_front(&ha); if (n1) bpf_list_push_front_impl(&ha, n1, 0, 0); bpf_spin_unlock(&la); return 0; }
P(front_back) bpf_spin_lock(&la); n1 = bpf_list_front(&ha); if (n1) total += entry(n1, struct item, node)->data; n1 = bpf_list_back(&ha); if (n1) entry(n1, struct item, node)->data = 3; bpf_spin_unlock(&la); return 0; }
P(front_pushed) bpf_spin_lock(&la); n1 = bpf_list_front(&ha); if (n1) bpf_list_push_front_impl(&ha, n1, 0, 0); bpf_spin_unlock(&la); return 0; }
P(walk) bpf_spin_lock(&lc); t = bpf_rbtree_root(&rc); if (t) u = bpf_rbtree_left(&rc, t); else u = 0; if (u) total += entry(u, struct shared, tree)->data; if (t) { u = bpf_rbtree_right(&rc, t); if (u) u = bpf_rbtree_remove(&rc, u); } else u = 0; bpf_spin_unlock(&lc); if (u) drop(entry(u, struct shared, tree)); return 0; }
P(walk_loop) bpf_spin_lock(&lc); t = bpf_rbtree_root(&rc); for (int i = 0; i < 8 && t; i++) { if (entry(t, struct shared, tree)->data > s->len) t = bpf_rbtree_left(&rc, t); else t = bpf_rbtree_right(&rc, t); } bpf_spin_unlock(&lc); return 0; }
P(refs) x = new_of(struct shared); if (!x) return 0; bpf_spin_lock(&lc); bpf_rbtree_add_impl(&rc, &x->tree, less, 0, 0); y = bpf_refcount_acquire_impl(x, 0); bpf_spin_unlock(&lc); if (y) { total += y->data; drop(y); } return 0; }
P(refs_late) x = new_of(struct shared); if (!x) return 0; bpf_spin_lock(&lc); bpf_rbtree_add_impl(&rc, &x->tree, less, 0, 0);  bpf_spin_unlock(&lc); y = bpf_refcount_acquire_impl(x, 0); if (y) drop(y); return 0; }
P(refs_own) x = new_of(struct shared); if (!x) return 0; y = bpf_refcount_acquire_impl(x, 0); drop(x); if (y) { y->data = 3; drop(y); } return 0; }
P(refs_node) bpf_spin_lock(&lc); t = bpf_rbtree_first(&rc); if (!t) { bpf_spin_unlock(&lc); return 0; } y = bpf_refcount_acquire_impl(entry(t, struct shared, tree), 0); bpf_spin_unlock(&lc); if (!y) return 0; drop(y); return 0; }
P(refs_in) bpf_spin_lock(&lc); t = bpf_rbtree_first(&rc); if (!t) { bpf_spin_unlock(&lc); return 0; } y = bpf_refcount_acquire_impl((void*)t, 0); bpf_spin_unlock(&lc); if (!y) return 0; drop(y); return 0; }
P(both) x = new_of(struct shared); if (!x) return 0; y = bpf_refcount_acquire_impl(x, 0); if (!y) { drop(x); return 0; } bpf_spin_lock(&lc); bpf_rbtree_add_impl(&rc, &x->tree, less, 0, 0); bpf_list_push_front_impl(&hc, &y->list, 0, 0); bpf_spin_unlock(&lc); return 0; }
P(same_twice) x = new_of(struct shared); if (!x) return 0; bpf_spin_lock(&lc); bpf_rbtree_add_impl(&rc, &x->tree, less, 0, 0); bpf_list_push_front_impl(&hc, &x->list, 0, 0); bpf_spin_unlock(&lc); return 0; }
P(removed_used) bpf_spin_lock(&lc); t = bpf_rbtree_first(&rc); if (!t) { bpf_spin_unlock(&lc); return 0; } u = bpf_rbtree_remove(&rc, t); total += entry(t, struct shared, tree)->data; bpf_spin_unlock(&lc); if (u) drop(entry(u, struct shared, tree)); return 0; }
P(removed_twice) bpf_spin_lock(&lc); t = bpf_rbtree_first(&rc); if (!t) { bpf_spin_unlock(&lc); return 0; } u = bpf_rbtree_remove(&rc, t); t = bpf_rbtree_remove(&rc, t); bpf_spin_unlock(&lc); if (u) drop(entry(u, struct shared, tree)); if (t) drop(entry(t, struct shared, tree)); return 0; }
P(of_hash) struct holder *h = bpf_map_lookup_elem(&hm, &k); if (!h) return 0; p = new_of(struct item); if (!p) return 0; bpf_spin_lock(&h->lock); bpf_list_push_front_impl(&h->head, &p->node, 0, 0); bpf_spin_unlock(&h->lock); return 0; }
P(kept_pushed) struct holder *h = bpf_map_lookup_elem(&hm, &k); if (!h) return 0; p = bpf_kptr_xchg(&h->kept, 0); if (!p) return 0; bpf_spin_lock(&h->lock); bpf_list_push_front_impl(&h->head, &p->node, 0, 0); bpf_spin_unlock(&h->lock); return 0; }
P(popped_kept) struct holder *h = bpf_map_lookup_elem(&hm, &k); if (!h) return 0; bpf_spin_lock(&h->lock); n1 = bpf_list_pop_front(&h->head); bpf_spin_unlock(&h->lock); if (!n1) return 0; p = bpf_kptr_xchg(&h->kept, entry(n1, struct item, node)); if (p) drop(p); return 0; }
P(popped_kept_at_node) struct holder *h = bpf_map_lookup_elem(&hm, &k); if (!h) return 0; bpf_spin_lock(&h->lock); n1 = bpf_list_pop_front(&h->head); bpf_spin_unlock(&h->lock); if (!n1) return 0; p = bpf_kptr_xchg(&h->kept, (void*)n1); if (p) drop(p); return 0; }
P(xchg_under_lock) struct holder *h = bpf_map_lookup_elem(&hm, &k); if (!h) return 0; bpf_spin_lock(&h->lock); p = bpf_kptr_xchg(&h->kept, 0); bpf_spin_unlock(&h->lock); if (p) drop(p); return 0; }
P(compared) bpf_spin_lock(&la); n1 = bpf_list_front(&ha); struct bpf_list_node *n2 = bpf_list_back(&ha); total = n1 == n2; bpf_spin_unlock(&la); return 0; }
P(loop_push) for (int i = 0; i < 8; i++) { p = new_of(struct item); if (!p) break; p->data = i; bpf_spin_lock(&la); bpf_list_push_front_impl(&ha, &p->node, 0, 0); bpf_spin_unlock(&la); } return 0; }
P(push_in_tail) p = new_of(struct item); if (!p) return 0; bpf_spin_lock(&la); if (bpf_list_push_front_impl(&ha, &p->node, 0, 0)) total++; bpf_spin_unlock(&la); return 0; }
P(new_nested) struct nested *n = new_of(struct nested); if (!n) return 0; n->it.data = 1; drop(n); return 0; }
P(spilled) volatile long keep; p = new_of(struct item); *(struct item * volatile *)&keep = p; if (!p) return 0; q = *(struct item * volatile *)&keep; if (q) q->data = 1; drop(p); return 0; }
static __attribute__((noinline)) int drops(struct item *p) { drop(p); return 0; }
P(in_callee) p = new_of(struct item); if (!p) return 0; return drops(p); }
static __attribute__((noinline)) struct item *makes(void) { return new_of(struct item); }
P(from_callee) p = makes(); if (!p) return 0; drop(p); return 0; }
P(helper_arg) p = new_of(struct item); if (!p) return 0; bpf_probe_read_kernel(&k, 4, p); bpf_get_current_comm(&p->data, 8); drop(p); return 0; }
P(map_key_arg) p = new_of(struct item); if (!p) return 0; bpf_map_lookup_elem(&hm, &p->data); drop(p); return 0; }
P(atomic) p = new_of(struct item); if (!p) return 0; __sync_fetch_and_add(&p->data, 1); drop(p); return 0; }
P(var_off) p = new_of(struct item); if (!p) return 0; total += ((char *)p)[s->len & 7]; drop(p); return 0; }
