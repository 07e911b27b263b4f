/* Objects of the program's own: made, linked into lists and trees, counted, and kept in maps. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#include <stddef.h>

#define KFUNC extern __attribute__((section(".ksyms")))
#define KPTR __attribute__((btf_type_tag("kptr")))
#define PERCPU_KPTR __attribute__((btf_type_tag("percpu_kptr")))
#define CONTAINS(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
#define local_id(type) bpf_core_type_id_local(type)
#include <bpf/bpf_core_read.h>

#define OPAQUE(type, words) struct type { u64 opaque[words]; } __attribute__((aligned(8)))
OPAQUE(bpf_list_head, 2);
OPAQUE(bpf_list_node, 3);
OPAQUE(bpf_rb_root, 2);
OPAQUE(bpf_rb_node, 4);
struct bpf_refcount { u32 opaque[1]; } __attribute__((aligned(4)));

KFUNC void *bpf_obj_new_impl(u64 local_type_id, void *meta);
KFUNC void bpf_obj_drop_impl(void *kptr, void *meta);
KFUNC void *bpf_percpu_obj_new_impl(u64 local_type_id, void *meta);
KFUNC void bpf_percpu_obj_drop_impl(void *kptr, void *meta);
KFUNC void *bpf_refcount_acquire_impl(void *kptr, void *meta);
KFUNC int bpf_list_push_front_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta, u64 off);
KFUNC int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta, u64 off);
KFUNC struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head);
KFUNC struct bpf_list_node *bpf_list_pop_back(struct bpf_list_head *head);
KFUNC struct bpf_list_node *bpf_list_front(struct bpf_list_head *head);
KFUNC int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node,
                              _Bool (less)(struct bpf_rb_node *a, const struct bpf_rb_node *b), void *meta, u64 off);
KFUNC struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node);
KFUNC struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root);
KFUNC void bpf_rcu_read_lock(void);
KFUNC void bpf_rcu_read_unlock(void);
#define new_of(type) ((type *)bpf_obj_new_impl(local_id(type), 0))
#define drop(p) bpf_obj_drop_impl(p, 0)
#define push(h, n) bpf_list_push_front_impl(h, n, 0, 0)
#define add(r, n, l) bpf_rbtree_add_impl(r, n, l, 0, 0)
#define entry(p, type, member) ((type *)((void *)(p) - offsetof(type, member)))

struct item {
  long data;
  struct bpf_list_node node;
  int more;
};
struct twig {
  long key;
  struct bpf_rb_node node;
};
struct shared {
  long data;
  struct bpf_list_node list;
  struct bpf_rb_node tree;
  struct bpf_refcount count;
};
struct plain {
  long a;
  int b;
};
struct lists {
  struct bpf_spin_lock lock;
  struct bpf_list_head head CONTAINS(item, node);
};
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, int);
  __type(value, struct lists);
} map SEC(".maps");
struct keeper {
  struct plain KPTR *kept;
  struct item KPTR *item;
};
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, int);
  __type(value, struct keeper);
} keepers SEC(".maps");
struct percpu_keeper { struct plain PERCPU_KPTR *kept; };
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, int);
  __type(value, struct percpu_keeper);
} percpu_keepers SEC(".maps");

#define private(name) SEC(".data." #name) __attribute__((aligned(8)))
private(A) struct bpf_spin_lock lock;
private(A) struct bpf_list_head head CONTAINS(item, node);
private(B) struct bpf_spin_lock tree_lock;
private(B) struct bpf_rb_root root CONTAINS(twig, node);
private(C) struct bpf_spin_lock both_lock;
private(C) struct bpf_list_head both_head CONTAINS(shared, list);
private(C) struct bpf_rb_root both_root CONTAINS(shared, tree);
long total;

static _Bool less(struct bpf_rb_node *a, const struct bpf_rb_node *b) {
  return entry(a, struct twig, node)->key < entry(b, struct twig, node)->key;
}
static _Bool less_shared(struct bpf_rb_node *a, const struct bpf_rb_node *b) {
  return entry(a, struct shared, tree)->data < entry(b, struct shared, tree)->data;
}

SEC("tc") int makes_and_drops(void *ctx) {
  struct plain *p = new_of(struct plain);
  if (!p) return 0;
  p->a = 1; p->b = p->a + 2;
  drop(p);
  return 0;
}
SEC("tc") int leaks(void *ctx) {
  struct plain *p = new_of(struct plain);
  if (!p) return 0;
  p->a = 1;
  return 0;
}
SEC("tc") int unchecked(void *ctx) {
  struct plain *p = new_of(struct plain);
  p->a = 1;
  drop(p);
  return 0;
}
SEC("tc") int used_after(void *ctx) {
  struct plain *p = new_of(struct plain);
  if (!p) return 0;
  drop(p);
  return p->b;
}
SEC("tc") int twice(void *ctx) {
  struct plain *p = new_of(struct plain);
  if (!p) return 0;
  drop(p); drop(p);
  return 0;
}
SEC("tc") int drops_null(void *ctx) {
  struct plain *p = new_of(struct plain);
  drop(p);
  return 0;
}
SEC("tc") int beyond(void *ctx) {
  struct plain *p = new_of(struct plain);
  if (!p) return 0;
  *(volatile long *)((void *)p + 16) = 1;
  drop(p);
  return 0;
}
SEC("tc") int moved_drop(void *ctx) {
  struct plain *p = new_of(struct plain);
  if (!p) return 0;
  drop((void *)p + 8);
  return 0;
}
SEC("tc") int node_written(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  *(long *)&p->node = 1;
  drop(p);
  return 0;
}
SEC("tc") int node_read(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  total = *(volatile long *)&p->node;
  drop(p);
  return 0;
}
SEC("tc") int drops_value(void *ctx) {
  int key = 0;
  struct lists *l = bpf_map_lookup_elem(&map, &key);
  if (l) drop(l);
  return 0;
}
SEC("tc") int pushes(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  p->data = 7;
  bpf_spin_lock(&lock);
  push(&head, &p->node);
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int pushes_without_lock(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  push(&head, &p->node);
  return 0;
}
SEC("tc") int pushes_under_another_lock(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  bpf_spin_lock(&tree_lock);
  push(&head, &p->node);
  bpf_spin_unlock(&tree_lock);
  return 0;
}
SEC("tc") int pushes_other_type(void *ctx) {
  struct shared *p = new_of(struct shared);
  if (!p) return 0;
  bpf_spin_lock(&lock);
  push(&head, &p->list);
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int pushes_wrong_offset(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  bpf_spin_lock(&lock);
  push(&head, (void *)p);
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int used_in_list(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  bpf_spin_lock(&lock);
  push(&head, &p->node);
  p->data = 3;
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int used_after_unlock(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  bpf_spin_lock(&lock);
  push(&head, &p->node);
  bpf_spin_unlock(&lock);
  p->data = 3;
  return 0;
}
SEC("tc") int dropped_in_list(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  bpf_spin_lock(&lock);
  push(&head, &p->node);
  bpf_spin_unlock(&lock);
  drop(p);
  return 0;
}
SEC("tc") int pushed_twice(void *ctx) {
  struct item *p = new_of(struct item);
  if (!p) return 0;
  bpf_spin_lock(&lock);
  push(&head, &p->node);
  push(&head, &p->node);
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int pops(void *ctx) {
  struct bpf_list_node *n;
  bpf_spin_lock(&lock);
  n = bpf_list_pop_front(&head);
  bpf_spin_unlock(&lock);
  if (!n) return 0;
  struct item *p = entry(n, struct item, node);
  total += p->data;
  drop(p);
  return 0;
}
SEC("tc") int pops_and_leaks(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_pop_back(&head);
  bpf_spin_unlock(&lock);
  return n != 0;
}
SEC("tc") int pops_unchecked(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_pop_back(&head);
  bpf_spin_unlock(&lock);
  drop(entry(n, struct item, node));
  return 0;
}
SEC("tc") int drops_node(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_pop_back(&head);
  bpf_spin_unlock(&lock);
  if (n) drop(n);
  return 0;
}
SEC("tc") int drops_under_lock(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_pop_back(&head);
  if (n) drop(entry(n, struct item, node));
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int new_under_lock(void *ctx) {
  bpf_spin_lock(&lock);
  struct item *p = new_of(struct item);
  bpf_spin_unlock(&lock);
  if (p) drop(p);
  return 0;
}
SEC("tc") int looks(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_front(&head);
  if (n) total += entry(n, struct item, node)->data;
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int looks_too_late(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_front(&head);
  bpf_spin_unlock(&lock);
  if (n) total += entry(n, struct item, node)->data;
  return 0;
}
SEC("tc") int of_a_map(void *ctx) {
  int key = 0;
  struct lists *l = bpf_map_lookup_elem(&map, &key);
  if (!l) return 0;
  struct item *p = new_of(struct item);
  if (!p) return 0;
  bpf_spin_lock(&l->lock);
  push(&l->head, &p->node);
  bpf_spin_unlock(&l->lock);
  return 0;
}
SEC("tc") int of_another_value(void *ctx) {
  int key = 0;
  struct lists *l = bpf_map_lookup_elem(&map, &key);
  struct lists *m = bpf_map_lookup_elem(&map, &key);
  if (!l || !m) return 0;
  struct item *p = new_of(struct item);
  if (!p) return 0;
  bpf_spin_lock(&l->lock);
  push(&m->head, &p->node);
  bpf_spin_unlock(&l->lock);
  return 0;
}
SEC("tc") int adds(void *ctx) {
  struct twig *p = new_of(struct twig);
  if (!p) return 0;
  p->key = 5;
  bpf_spin_lock(&tree_lock);
  add(&root, &p->node, less);
  bpf_spin_unlock(&tree_lock);
  return 0;
}
SEC("tc") int removes(void *ctx) {
  bpf_spin_lock(&tree_lock);
  struct bpf_rb_node *n = bpf_rbtree_first(&root);
  if (!n) { bpf_spin_unlock(&tree_lock); return 1; }
  n = bpf_rbtree_remove(&root, n);
  bpf_spin_unlock(&tree_lock);
  if (!n) return 2;
  struct twig *p = entry(n, struct twig, node);
  total += p->key;
  drop(p);
  return 0;
}
SEC("tc") int removes_own(void *ctx) {
  struct twig *p = new_of(struct twig);
  if (!p) return 0;
  bpf_spin_lock(&tree_lock);
  bpf_rbtree_remove(&root, &p->node);
  bpf_spin_unlock(&tree_lock);
  return 0;
}
SEC("tc") int removes_too_late(void *ctx) {
  bpf_spin_lock(&tree_lock);
  struct bpf_rb_node *n = bpf_rbtree_first(&root);
  bpf_spin_unlock(&tree_lock);
  if (!n) return 1;
  bpf_spin_lock(&tree_lock);
  n = bpf_rbtree_remove(&root, n);
  bpf_spin_unlock(&tree_lock);
  if (n) drop(entry(n, struct twig, node));
  return 0;
}
SEC("tc") int adds_and_removes(void *ctx) {
  struct twig *p = new_of(struct twig);
  struct bpf_rb_node *n;
  if (!p) return 0;
  bpf_spin_lock(&tree_lock);
  add(&root, &p->node, less);
  n = bpf_rbtree_remove(&root, &p->node);
  bpf_spin_unlock(&tree_lock);
  if (n) drop(entry(n, struct twig, node));
  return 0;
}
SEC("tc") int adds_without_lock(void *ctx) {
  struct twig *p = new_of(struct twig);
  if (!p) return 0;
  add(&root, &p->node, less);
  return 0;
}
SEC("tc") int counts(void *ctx) {
  struct shared *p = new_of(struct shared), *q;
  if (!p) return 0;
  q = bpf_refcount_acquire_impl(p, 0);
  bpf_spin_lock(&both_lock);
  bpf_rbtree_add_impl(&both_root, &p->tree, less_shared, 0, 0);
  if (q) bpf_list_push_back_impl(&both_head, &q->list, 0, 0);
  bpf_spin_unlock(&both_lock);
  return 0;
}
SEC("tc") int counts_unchecked(void *ctx) {
  struct shared *p = new_of(struct shared), *q;
  if (!p) return 0;
  q = bpf_refcount_acquire_impl(p, 0);
  q->data = 1;
  drop(p); drop(q);
  return 0;
}
SEC("tc") int counts_and_leaks(void *ctx) {
  struct shared *p = new_of(struct shared);
  if (!p) return 0;
  bpf_refcount_acquire_impl(p, 0);
  drop(p);
  return 0;
}
SEC("tc") int counts_plain(void *ctx) {
  struct plain *p = new_of(struct plain), *q;
  if (!p) return 0;
  q = bpf_refcount_acquire_impl(p, 0);
  if (q) drop(q);
  drop(p);
  return 0;
}
SEC("tc") int keeps(void *ctx) {
  int key = 0;
  struct keeper *k = bpf_map_lookup_elem(&keepers, &key);
  struct plain *p;
  if (!k) return 0;
  p = new_of(struct plain);
  if (!p) return 0;
  p = bpf_kptr_xchg(&k->kept, p);
  if (p) drop(p);
  return 0;
}
SEC("tc") int keeps_and_leaks(void *ctx) {
  int key = 0;
  struct keeper *k = bpf_map_lookup_elem(&keepers, &key);
  struct plain *p;
  if (!k) return 0;
  p = new_of(struct plain);
  if (!p) return 0;
  bpf_kptr_xchg(&k->kept, p);
  return 0;
}
SEC("tc") int keeps_other(void *ctx) {
  int key = 0;
  struct keeper *k = bpf_map_lookup_elem(&keepers, &key);
  struct twig *p;
  if (!k) return 0;
  p = new_of(struct twig);
  if (!p) return 0;
  p = (void *)bpf_kptr_xchg(&k->kept, (void *)p);
  if (p) drop(p);
  return 0;
}
SEC("tc") int reads_kept(void *ctx) {
  int key = 0;
  struct keeper *k = bpf_map_lookup_elem(&keepers, &key);
  struct plain *p;
  if (!k) return 0;
  p = k->kept;
  if (p) total += p->b;
  return 0;
}
SEC("tc") int writes_kept(void *ctx) {
  int key = 0;
  struct keeper *k = bpf_map_lookup_elem(&keepers, &key);
  struct plain *p;
  if (!k) return 0;
  p = k->kept;
  if (p) p->b = 1;
  return 0;
}
SEC("tc") int takes_and_pushes(void *ctx) {
  int key = 0;
  struct keeper *k = bpf_map_lookup_elem(&keepers, &key);
  struct item *p;
  if (!k) return 0;
  p = bpf_kptr_xchg(&k->item, 0);
  if (!p) return 0;
  bpf_spin_lock(&lock);
  push(&head, &p->node);
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int percpu(void *ctx) {
  struct plain *p = bpf_percpu_obj_new_impl(local_id(struct plain), 0);
  struct plain *q;
  if (!p) return 0;
  q = bpf_this_cpu_ptr(p);
  q->a = 3;
  q = bpf_per_cpu_ptr(p, 0);
  if (q) total += q->a;
  bpf_percpu_obj_drop_impl(p, 0);
  return 0;
}
SEC("tc") int percpu_direct(void *ctx) {
  struct plain *p = bpf_percpu_obj_new_impl(local_id(struct plain), 0);
  if (!p) return 0;
  p->a = 3;
  bpf_percpu_obj_drop_impl(p, 0);
  return 0;
}
SEC("tc") int percpu_dropped_plain(void *ctx) {
  struct plain *p = bpf_percpu_obj_new_impl(local_id(struct plain), 0);
  if (!p) return 0;
  drop(p);
  return 0;
}
SEC("tc") int percpu_leaks(void *ctx) {
  struct plain *p = bpf_percpu_obj_new_impl(local_id(struct plain), 0);
  return p != 0;
}
SEC("tc") int percpu_kept(void *ctx) {
  int key = 0;
  struct percpu_keeper *k = bpf_map_lookup_elem(&percpu_keepers, &key);
  if (!k) return 0;
  struct plain *p = bpf_percpu_obj_new_impl(local_id(struct plain), 0);
  if (!p) return 0;
  p = bpf_kptr_xchg(&k->kept, p);
  if (p) bpf_percpu_obj_drop_impl(p, 0);
  return 0;
}
SEC("tc") int to_helper(void *ctx) {
  struct plain *p = new_of(struct plain);
  if (!p) return 0;
  bpf_get_current_comm(p, 8);
  bpf_trace_printk((void *)p, 8);
  drop(p);
  return 0;
}
SEC("tc") int loop_of_pops(void *ctx) {
  for (int i = 0; i < 10; i++) {
    bpf_spin_lock(&lock);
    struct bpf_list_node *n = bpf_list_pop_front(&head);
    bpf_spin_unlock(&lock);
    if (!n) break;
    struct item *p = entry(n, struct item, node);
    p->data++;
    bpf_spin_lock(&lock);
    push(&head, &p->node);
    bpf_spin_unlock(&lock);
  }
  return 0;
}
struct linked { struct linked *next; long v; void *raw; char text[8]; };
struct holder { struct plain KPTR *in; long v; };
struct inlist { struct bpf_spin_lock lock; struct bpf_list_head head CONTAINS(item, node); };
SEC("tc") int stores_pointer(void *ctx) {
  struct linked *p = new_of(struct linked); if (!p) return 0;
  p->next = p; drop(p); return 0;
}
SEC("tc") int loads_pointer(void *ctx) {
  struct linked *p = new_of(struct linked); if (!p) return 0;
  long x = (long)p->next; drop(p); return x;
}
SEC("tc") int follows_pointer(void *ctx) {
  struct linked *p = new_of(struct linked); if (!p) return 0;
  long x = p->next->v; drop(p); return x;
}
SEC("tc") int loads_half_pointer(void *ctx) {
  struct linked *p = new_of(struct linked); if (!p) return 0;
  int x = *(volatile int *)&p->next; drop(p); return x;
}
SEC("tc") int writes_half_pointer(void *ctx) {
  struct linked *p = new_of(struct linked); if (!p) return 0;
  *(volatile int *)&p->next = 1; drop(p); return 0;
}
SEC("tc") int unaligned(void *ctx) {
  struct plain *p = new_of(struct plain); if (!p) return 0;
  *(volatile int *)((void*)p + 4) = 1; total = *(volatile long *)((void*)p + 8); drop(p); return 0;
}
SEC("tc") int straddles(void *ctx) {
  struct plain *p = new_of(struct plain); if (!p) return 0;
  *(volatile char *)((void*)p + 13) = 1; drop(p); return 0;
}
SEC("tc") int reads_padding(void *ctx) {
  struct plain *p = new_of(struct plain); if (!p) return 0;
  total = *(volatile char *)((void*)p + 13); drop(p); return 0;
}
SEC("tc") int variable(void *ctx) {
  struct linked *p = new_of(struct linked); if (!p) return 0;
  unsigned i = bpf_get_prandom_u32() & 7; p->text[i] = 1; drop(p); return 0;
}
SEC("tc") int atomic(void *ctx) {
  struct plain *p = new_of(struct plain); if (!p) return 0;
  __sync_fetch_and_add(&p->a, 1); drop(p); return 0;
}
SEC("tc") int removed_alias(void *ctx) {
  bpf_spin_lock(&tree_lock);
  struct bpf_rb_node *n = bpf_rbtree_first(&root), *m;
  if (!n) { bpf_spin_unlock(&tree_lock); return 1; }
  m = bpf_rbtree_remove(&root, n);
  total += entry(n, struct twig, node)->key;
  bpf_spin_unlock(&tree_lock);
  if (m) drop(entry(m, struct twig, node));
  return 0;
}
SEC("tc") int popped_alias(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_front(&head), *m;
  if (!n) { bpf_spin_unlock(&lock); return 1; }
  m = bpf_list_pop_front(&head);
  total += entry(n, struct item, node)->data;
  bpf_spin_unlock(&lock);
  if (m) drop(entry(m, struct item, node));
  return 0;
}
SEC("tc") int writes_in_list(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_front(&head);
  if (n) entry(n, struct item, node)->data = 4;
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int counts_in_list(void *ctx) {
  struct shared *q = 0;
  bpf_spin_lock(&both_lock);
  struct bpf_list_node *n = bpf_list_front(&both_head);
  if (n) q = bpf_refcount_acquire_impl(entry(n, struct shared, list), 0);
  bpf_spin_unlock(&both_lock);
  if (q) drop(q);
  return 0;
}
SEC("tc") int pushes_from_front(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_front(&head);
  if (n) push(&head, n);
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int new_of_number(void *ctx) {
  void *p = bpf_obj_new_impl(1, 0); if (p) drop(p); return 0;
}
SEC("tc") int new_of_any(void *ctx) {
  void *p = bpf_obj_new_impl(total, 0); if (p) drop(p); return 0;
}
SEC("tc") int new_of_beyond(void *ctx) {
  void *p = bpf_obj_new_impl(100000, 0); if (p) drop(p); return 0;
}
static _Bool helping(struct bpf_rb_node *a, const struct bpf_rb_node *b) { return bpf_ktime_get_ns() & 1; }
static _Bool wide(struct bpf_rb_node *a, const struct bpf_rb_node *b) { return (entry(a, struct twig, node)->key); }
static int big(struct bpf_rb_node *a, const struct bpf_rb_node *b) { return 5; }
static _Bool writes(struct bpf_rb_node *a, const struct bpf_rb_node *b) { entry(a, struct twig, node)->key = 1; return 0; }
static _Bool rem(struct bpf_rb_node *a, const struct bpf_rb_node *b) { bpf_rbtree_remove(&root, a); return 0; }
static _Bool fir(struct bpf_rb_node *a, const struct bpf_rb_node *b) { return bpf_rbtree_first(&root) != 0; }
static _Bool unl(struct bpf_rb_node *a, const struct bpf_rb_node *b) { bpf_spin_unlock(&tree_lock); return 0; }
#define ADD(name, cb) SEC("tc") int name(void *ctx) { struct twig *p = new_of(struct twig); if (!p) return 0; \
  bpf_spin_lock(&tree_lock); add(&root, &p->node, (void *)cb); bpf_spin_unlock(&tree_lock); return 0; }
ADD(less_helping, helping) ADD(less_wide, wide) ADD(less_big, big) ADD(less_writes, writes) ADD(less_removes, rem) ADD(less_first, fir) ADD(less_unlocks, unl)
struct {
  __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1); __type(key, int); __type(value, struct holder);
} holders SEC(".maps");
SEC("tc") int kept_in_object(void *ctx) {
  struct holder *h = new_of(struct holder); struct plain *p; if (!h) return 0;
  p = new_of(struct plain);
  if (p) { p = bpf_kptr_xchg(&h->in, p); if (p) drop(p); }
  drop(h); return 0;
}
SEC("tc") int reads_kptr_in_object(void *ctx) {
  struct holder *h = new_of(struct holder); struct plain *p; if (!h) return 0;
  p = h->in; total += p != 0;
  drop(h); return 0;
}
SEC("tc") int list_in_object(void *ctx) {
  struct inlist *l = new_of(struct inlist); struct item *p; if (!l) return 0;
  p = new_of(struct item); if (!p) { drop(l); return 0; }
  bpf_spin_lock(&l->lock); push(&l->head, &p->node); bpf_spin_unlock(&l->lock);
  drop(l); return 0;
}
SEC("tc") int unlocked_while_front(void *ctx) {
  bpf_spin_lock(&lock);
  struct bpf_list_node *n = bpf_list_pop_front(&head);
  bpf_spin_unlock(&lock);
  if (!n) return 0;
  bpf_spin_lock(&lock);
  struct item *p = entry(n, struct item, node);
  p->more = 3;
  push(&head, &p->node);
  total += p->data;
  bpf_spin_unlock(&lock);
  return 0;
}
SEC("tc") int arg_to_static(void *ctx) {
  struct plain *p = new_of(struct plain); if (!p) return 0;
  p->a += 2; *(volatile char *)&p->b = 3; drop(p); return 0;
}
SEC("tc") int locked_direct(void *ctx) { total = *(volatile long *)&head; return 0; }
SEC("raw_tp") int not_here(void *ctx) { struct plain *p = new_of(struct plain); if (p) drop(p); return 0; }
SEC("kprobe/x") int not_in_kprobe(void *ctx) { struct plain *p = new_of(struct plain); if (p) drop(p); return 0; }
SEC("xdp") int in_xdp(void *ctx) { struct plain *p = new_of(struct plain); if (p) drop(p); return 0; }
SEC("tp_btf/sched_switch") int in_tp(void *ctx) { struct plain *p = new_of(struct plain); if (p) drop(p); return 0; }
SEC("iter.s/task") int in_sleeper(void *ctx) { struct plain *p = new_of(struct plain); if (p) { p->a = 1; drop(p);} return 0; }
SEC("iter.s/task") int reads_kept_asleep(void *ctx) { int key = 0;
  struct keeper *k = bpf_map_lookup_elem(&keepers, &key); struct plain *p; if (!k) return 0; p = k->kept; if (p) total += p->b; return 0; }
SEC("iter.s/task") int reads_kept_reading(void *ctx) { int key = 0;
  struct keeper *k = bpf_map_lookup_elem(&keepers, &key); struct plain *p; if (!k) return 0; bpf_rcu_read_lock(); p = k->kept; if (p) total += p->b; bpf_rcu_read_unlock(); return 0; }
SEC("tc") int xchg_kept(void *ctx) { int key = 0;
  struct keeper *k = bpf_map_lookup_elem(&keepers, &key); struct plain *p; if (!k) return 0; p = k->kept; if (!p) return 0; p = bpf_kptr_xchg(&k->kept, p); if (p) drop(p); return 0; }
