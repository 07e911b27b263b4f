// What a look at programs of others has found: each was once taken for something else than kernels take it for.
#include "common.h"
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>
#include <stddef.h>

#define KFUNC extern __attribute__((section(".ksyms")))
#define KPTR __attribute__((btf_type_tag("kptr")))
#define CONTAINS(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
struct bpf_rb_root { u64 opaque[2]; } __attribute__((aligned(8)));
struct bpf_rb_node { u64 opaque[4]; } __attribute__((aligned(8)));
struct bpf_iter_num { u64 opaque[1]; } __attribute__((aligned(8)));
KFUNC void *bpf_obj_new_impl(u64 local_type_id, void *meta);
KFUNC void bpf_obj_drop_impl(void *kptr, void *meta);
KFUNC int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node,
                              _Bool (less)(struct bpf_rb_node *a, const struct bpf_rb_node *b), void *meta, u64 off);
KFUNC struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node);
KFUNC int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end);
KFUNC int *bpf_iter_num_next(struct bpf_iter_num *it);
KFUNC void bpf_iter_num_destroy(struct bpf_iter_num *it);

struct twig { long key; struct bpf_rb_node node; };
struct forest { struct bpf_spin_lock lock; struct bpf_rb_root roots[2] CONTAINS(twig, node); };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, struct forest); } forests SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_SOCKMAP); __uint(max_entries, 2); __type(key, int); __type(value, int); } sockets SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_SK_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, int); } storage SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); } programs SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1); __type(key, u64); __type(value, u64); } numbers SEC(".maps");

static _Bool before(struct bpf_rb_node *a, const struct bpf_rb_node *b) {
  return ((struct twig *)((void *)a - offsetof(struct twig, node)))->key < ((struct twig *)((void *)b - offsetof(struct twig, node)))->key;
}

/* A tree in an array of trees, and a call behind the one that compares. */
SEC("tc") int second_tree(struct __sk_buff *skb) {
  int zero = 0;
  struct forest *f = bpf_map_lookup_elem(&forests, &zero);
  if (!f) return 0;
  struct twig *t = bpf_obj_new_impl(bpf_core_type_id_local(struct twig), 0), *u = bpf_obj_new_impl(bpf_core_type_id_local(struct twig), 0);
  if (!t) { if (u) bpf_obj_drop_impl(u, 0); return 0; }
  bpf_spin_lock(&f->lock);
  bpf_rbtree_add_impl(&f->roots[1], &t->node, before, 0, 0);
  bpf_spin_unlock(&f->lock);
  if (u) bpf_obj_drop_impl(u, 0);
  return 0;
}

/* Which has no such argument: it is to be a number. */
SEC("tc") int no_tree(struct __sk_buff *skb) {
  int zero = 0;
  struct forest *f = bpf_map_lookup_elem(&forests, &zero);
  if (!f) return 0;
  struct twig *t = bpf_obj_new_impl(bpf_core_type_id_local(struct twig), 0);
  if (!t) return 0;
  bpf_spin_lock(&f->lock);
  bpf_rbtree_add_impl(&f->roots[1], &t->node, before, 0, (u64)skb);
  bpf_spin_unlock(&f->lock);
  return 0;
}

SEC("tc") int keeps_a_socket(struct __sk_buff *skb) {
  int zero = 0;
  struct bpf_sock_tuple tuple = {};
  struct bpf_sock *sk = bpf_sk_lookup_tcp(skb, &tuple, sizeof(tuple.ipv4), -1, 0);
  if (!sk) return 0;
  bpf_map_update_elem(&sockets, &zero, sk, 0);
  bpf_sk_release(sk);
  return 0;
}

SEC("lwt_in") int may_not_keep_it(struct __sk_buff *skb) {
  int zero = 0;
  return bpf_map_delete_elem(&sockets, &zero);
}

SEC("cgroup/dev") int asks_for_the_result(struct bpf_cgroup_dev_ctx *ctx) { return bpf_get_retval() == 0; }
SEC("cgroup/sysctl") int asks_for_it_too(struct bpf_sysctl *ctx) { return bpf_get_retval() == 0; }

struct sock;
struct sk_buff { struct sock *sk; } __attribute__((preserve_access_index));
SEC("tp_btf/kfree_skb") int storage_of_a_packets_socket(u64 *ctx) {
  struct sk_buff *skb = (void *)ctx[0];
  bpf_sk_storage_get(&storage, skb->sk, 0, 0);
  return 0;
}

SEC("tp_btf/sched_switch") int an_object_as_key(u64 *ctx) {
  return bpf_map_lookup_elem(&numbers, (void *)bpf_get_current_task_btf()) != 0;
}

static __attribute__((noinline)) int goes_on(struct __sk_buff *skb) {
  bpf_tail_call_static(skb, &programs, 0);
  return 0;
}
/* A tail call that returns has changed nothing: what it may have done is seen by callers only. */
SEC("tc") int packet_behind_a_tail_call_that_failed(struct __sk_buff *skb) {
  u8 *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
  if (data + 4 > end) return 0;
  if (data[3] == 1) bpf_tail_call_static(skb, &programs, 0);
  data[0] = 1;
  return 0;
}
static __attribute__((noinline)) int goes_on_or_writes(struct __sk_buff *skb) {
  u8 *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
  if (data + 4 > end) return 0;
  bpf_tail_call_static(skb, &programs, 0);
  data[0] = 1;
  return 1;
}
SEC("tc") int packet_in_a_function_behind_a_tail_call(struct __sk_buff *skb) {
  return goes_on_or_writes(skb);
}
/* It may end the function with any result. */
SEC("tc") int result_of_a_tail_call(struct __sk_buff *skb) {
  u8 few[2] = {};
  return few[goes_on_or_writes(skb)];
}
SEC("tc") int packet_behind_a_tail_call(struct __sk_buff *skb) {
  u8 *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
  if (data + 4 > end) return 0;
  goes_on(skb);
  data[0] = 1;
  return 0;
}

static __attribute__((noinline)) void fills(struct bpf_iter_num *it, u32 *to, u32 count) {
  int *i;
  while ((i = bpf_iter_num_next(it))) { u32 at = *i; if (at >= count) break; to[at] = at; }
}
/* What is the same in all rounds of one call is another in those of the next. */
SEC("tc") int iterator_in_two_calls(struct __sk_buff *skb) {
  struct bpf_iter_num it;
  u32 few[4], more[8];
  bpf_iter_num_new(&it, 0, 4);
  fills(&it, few, 4);
  bpf_iter_num_destroy(&it);
  bpf_iter_num_new(&it, 0, 8);
  fills(&it, more, 8);
  bpf_iter_num_destroy(&it);
  return few[0] + more[0];
}
SEC("tc") int iterator_beyond(struct __sk_buff *skb) {
  struct bpf_iter_num it;
  u32 few[4];
  bpf_iter_num_new(&it, 0, 4);
  fills(&it, few, 5);
  bpf_iter_num_destroy(&it);
  return few[0];
}

