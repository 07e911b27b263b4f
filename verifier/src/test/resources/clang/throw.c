/* Programs that throw, and what runs then. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KFUNC extern __attribute__((section(".ksyms")))
KFUNC void bpf_throw(u64 cookie);
KFUNC void bpf_rcu_read_lock(void);
KFUNC void bpf_rcu_read_unlock(void);
KFUNC void bpf_preempt_disable(void);
KFUNC void bpf_preempt_enable(void);
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } ring SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, long); } arr SEC(".maps");
struct locked { struct bpf_spin_lock lock; int v; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, struct locked); } locks SEC(".maps");
long total;
SEC("tc") int throws(struct __sk_buff *ctx) { if (ctx->len > 5) bpf_throw(0); return 0; }
SEC("tc") int always(struct __sk_buff *ctx) { bpf_throw(7); return 0; }
SEC("tc") int holding(struct __sk_buff *ctx) {
  void *r = bpf_ringbuf_reserve(&ring, 8, 0);
  if (!r) return 0;
  if (ctx->len > 5) bpf_throw(0);
  bpf_ringbuf_discard(r, 0);
  return 0;
}
SEC("tc") int released(struct __sk_buff *ctx) {
  void *r = bpf_ringbuf_reserve(&ring, 8, 0);
  if (!r) return 0;
  bpf_ringbuf_discard(r, 0);
  if (ctx->len > 5) bpf_throw(0);
  return 0;
}
SEC("tc") int locked(struct __sk_buff *ctx) {
  int k = 0; struct locked *l = bpf_map_lookup_elem(&locks, &k);
  if (!l) return 0;
  bpf_spin_lock(&l->lock);
  if (ctx->len > 5) bpf_throw(0);
  bpf_spin_unlock(&l->lock);
  return 0;
}
SEC("tc") int reading(struct __sk_buff *ctx) { bpf_rcu_read_lock(); if (ctx->len > 5) bpf_throw(0); bpf_rcu_read_unlock(); return 0; }
SEC("tc") int undisturbed(struct __sk_buff *ctx) { bpf_preempt_disable(); if (ctx->len > 5) bpf_throw(0); bpf_preempt_enable(); return 0; }
static __attribute__((noinline)) int deep(struct __sk_buff *ctx, int x) { if (x > 3) bpf_throw(1); return x + 1; }
SEC("tc") int in_static(struct __sk_buff *ctx) { return deep(ctx, ctx->len); }
SEC("tc") int in_static_holding(struct __sk_buff *ctx) {
  void *r = bpf_ringbuf_reserve(&ring, 8, 0); int x;
  if (!r) return 0;
  x = deep(ctx, ctx->len);
  bpf_ringbuf_discard(r, 0);
  return x;
}
__attribute__((noinline)) int global(struct __sk_buff *ctx, int x) { if (x > 3) bpf_throw(1); return x + 1; }
SEC("tc") int in_global(struct __sk_buff *ctx) { return global(ctx, ctx->len); }
SEC("tc") int in_global_holding(struct __sk_buff *ctx) {
  u32 len = ctx->len;
  void *r = bpf_ringbuf_reserve(&ring, 8, 0); int x;
  if (!r) return 0;
  x = global(ctx, len);
  bpf_ringbuf_discard(r, 0);
  return x;
}
SEC("cgroup_skb/ingress") int cg_cookie0(struct __sk_buff *ctx) { if (ctx->len > 5) bpf_throw(0); return 1; }
SEC("cgroup_skb/ingress") int cg_cookie9(struct __sk_buff *ctx) { if (ctx->len > 5) bpf_throw(9); return 1; }
SEC("cgroup_skb/ingress") int cg_cookie1(struct __sk_buff *ctx) { if (ctx->len > 5) bpf_throw(1); return 1; }
SEC("cgroup_skb/ingress") int cg_cookie_any(struct __sk_buff *ctx) { if (ctx->len > 5) bpf_throw(ctx->len); return 1; }
static long round1(u32 i, void *c) { if (i > 5) bpf_throw(1); return 0; }
SEC("tc") int in_callback(struct __sk_buff *ctx) { bpf_loop(10, round1, 0, 0); return 0; }
SEC("tc") int in_callback_holding(struct __sk_buff *ctx) { void *r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 0; bpf_loop(10, round1, 0, 0); bpf_ringbuf_discard(r, 0); return 0; }
SEC("tc") int throws_pointer(struct __sk_buff *ctx) { bpf_throw((u64)ctx); return 0; }
SEC("xdp") int in_xdp(struct xdp_md *ctx) { if (ctx->data) bpf_throw(0); return 2; }
SEC("tp_btf/sched_switch") int BPF_PROG(in_tp) { if (total) bpf_throw(0); return 0; }
SEC("raw_tp/x") int in_raw(void *c) { if (total) bpf_throw(0); return 0; }
struct bpf_iter_num { u64 o[1]; };
KFUNC int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end);
KFUNC int *bpf_iter_num_next(struct bpf_iter_num *it);
KFUNC void bpf_iter_num_destroy(struct bpf_iter_num *it);
SEC("tc") int in_iterator(struct __sk_buff *ctx) { struct bpf_iter_num it; int *v; bpf_iter_num_new(&it, 0, 10); while ((v = bpf_iter_num_next(&it))) if (*v == 5) bpf_throw(3); bpf_iter_num_destroy(&it); return 0; }
SEC("?tc") int unread(struct __sk_buff *ctx) { bpf_throw(0); total = 5; return 0; }
