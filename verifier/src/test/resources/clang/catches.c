/* Functions that catch what a program throws. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KFUNC extern __attribute__((section(".ksyms")))
#define __exception_cb(name) __attribute__((btf_decl_tag("exception_callback:" #name)))
KFUNC void bpf_throw(u64 cookie);
KFUNC void bpf_rcu_read_lock(void); KFUNC void bpf_rcu_read_unlock(void);
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } ring SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key,int); __type(value, long[8]); } arr SEC(".maps");
long total;
#define N __attribute__((noinline))
N int cb(u64 c) { return c; }
N int cb_ok(u64 c) { total = c; return 0; }
N int cb_out(u64 c) { return 5; }
N int cb_mem(u64 c) { int k = 0; long *v = bpf_map_lookup_elem(&arr, &k); return v ? 0 : 1; }
N int cb_bad(u64 c) { int k = 0; long *v = bpf_map_lookup_elem(&arr, &k); return *v; }
N int cb_throws(u64 c) { bpf_throw(1); return 0; }
N int cb_leak(u64 c) { void *r = bpf_ringbuf_reserve(&ring, 8, 0); return r != 0; }
N int cb_two(u64 c, u64 d) { return c + d; }
N int cb_int(int c) { return c; }
N int cb_ptr(struct __sk_buff *c) { return c->len; }
N int cb_none(void) { return 0; }
N static int helper(int x) { total += x; return 0; }
N int cb_calls(u64 c) { return helper(c); }
N void cb_void(u64 c) { total = c; }
N long cb_long(u64 c) { return c; }
static N int cb_static(u64 c) { total = c; return 0; }
N int cb_redirect(u64 c) { return bpf_redirect(1, 0); }
#define P(n, c) __exception_cb(c) SEC("tc") int n(struct __sk_buff *s) { if (s->len > 5) bpf_throw(s->len); return 0; }
P(p_cb, cb) P(p_ok, cb_ok) P(p_out, cb_out) P(p_mem, cb_mem) P(p_bad, cb_bad) P(p_throws, cb_throws) P(p_leak, cb_leak) P(p_two, cb_two) P(p_int, cb_int) P(p_ptr, cb_ptr) P(p_none, cb_none) P(p_calls, cb_calls) P(p_void, cb_void) P(p_long, cb_long) P(p_redirect, cb_redirect)
#define C(n, c) __exception_cb(c) SEC("cgroup_skb/ingress") int n(struct __sk_buff *s) { if (s->len > 5) bpf_throw(s->len); return 0; }
C(c_cb, cb) C(c_ok, cb_ok) C(c_out, cb_out)
__exception_cb(cb_ok) SEC("tc") int no_throw(struct __sk_buff *s) { return 0; }
__exception_cb(cb_bad) SEC("tc") int no_throw_bad(struct __sk_buff *s) { return 0; }
__exception_cb(cb_ok) SEC("tc") int calls_cb(struct __sk_buff *s) { if (s->len > 5) bpf_throw(s->len); return cb_ok(3); }
__exception_cb(cb_ok) SEC("tc") int throw_ptr(struct __sk_buff *s) { if (s->len > 5) bpf_throw((u64)s); return 0; }
__exception_cb(cb_ok) SEC("tc") int throw_held(struct __sk_buff *s) { void *r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 0; if (s->len > 5) bpf_throw(2); bpf_ringbuf_discard(r,0); return 0; }
static N int inner(struct __sk_buff *s) { if (s->len > 9) bpf_throw(7); return 1; }
__exception_cb(cb_ok) SEC("tc") int in_static(struct __sk_buff *s) { return inner(s); }
N int ginner(struct __sk_buff *s) { if (s->len > 9) bpf_throw(7); return 1; }
__exception_cb(cb_ok) SEC("tc") int in_global(struct __sk_buff *s) { return ginner(s); }
__exception_cb(cb_ok) N int tagged_global(struct __sk_buff *s) { if (s->len > 9) bpf_throw(7); return 1; }
SEC("tc") int sub_tagged(struct __sk_buff *s) { return tagged_global(s); }
__exception_cb(cb_cgout) SEC("cgroup_skb/ingress") int cgp(struct __sk_buff *s) { return ginner(s) & 1; }
N int cb_cgout(u64 c) { return 7; }
SEC("cgroup_skb/ingress") int cgq(struct __sk_buff *s) { return ginner(s) & 1; }
__exception_cb(cb_ok) SEC("xdp") int in_xdp(struct xdp_md *s) { if (s->data) bpf_throw(3); return 2; }
__exception_cb(cb_ok) SEC("tp_btf/sched_switch") int in_tp(void *c) { if (total) bpf_throw(3); return 0; }
__exception_cb(cb_out) SEC("tp_btf/sched_switch") int in_tp_out(void *c) { if (total) bpf_throw(3); return 0; }
__exception_cb(cb_out) SEC("raw_tp/x") int in_raw(void *c) { if (total) bpf_throw(3); return 0; }
N int cb_wild(u64 c) { return *(volatile int *)c; }
__exception_cb(cb_wild) SEC("tc") int wild_unthrown(struct __sk_buff *s) { return 0; }
__exception_cb(cb_wild) SEC("tc") int wild_thrown(struct __sk_buff *s) { if (s->len > 5) bpf_throw(3); return 0; }
__exception_cb(cb_out) SEC("cgroup_skb/ingress") int out_unthrown(struct __sk_buff *s) { return 0; }
static N int sthrow(struct __sk_buff *s) { if (s->len > 9) bpf_throw(7); return 1; }
SEC("cgroup_skb/ingress") int sth(struct __sk_buff *s) { return sthrow(s); }
N int cb_sleep(u64 c) { char b[8]; bpf_copy_from_user(b, 8, (void*)c); return 0; }
__exception_cb(cb_sleep) SEC("iter.s/task") int cbsleep(void *s) { if (total) bpf_throw(3); return 0; }
