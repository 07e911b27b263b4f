/* Spin locks, timers, sockets, maps of sockets, and records of a ring buffer. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KFUNC extern __attribute__((section(".ksyms")))
struct sp { struct bpf_spin_lock l; int x; long y; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 2); __type(key,int); __type(value, struct sp); } m SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 2); __type(key,int); __type(value, struct sp); } h SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY); __uint(max_entries, 2); __type(key,int); __type(value, long[4]); } pc SEC(".maps");
struct tv { long a; struct bpf_timer t; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 2); __type(key,int); __type(value, struct tv); } tm SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } ring SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_SOCKMAP); __uint(max_entries, 4); __type(key,int); __type(value, int); } sm SEC(".maps");
struct bpf_spin_lock G SEC(".data.G"); long g SEC(".data.G"); struct bpf_spin_lock H SEC(".data.H"); long hh SEC(".data.H");
long total;
#define P(n) SEC("tc") int n(struct __sk_buff *s) { int k = 0; struct sp *v = bpf_map_lookup_elem(&m, &k), *w; struct bpf_sock *sk, *s2; struct bpf_tcp_sock *tp; struct bpf_sock_tuple t = {}; char *r; if (!v) return 0;
P(l1) bpf_spin_lock(&v->l); v->x++; v->y = s->len; bpf_spin_unlock(&v->l); return 0; }
P(l2) bpf_spin_lock(&v->l); if (v->x > 3) { bpf_spin_unlock(&v->l); return 1; } v->x++; bpf_spin_unlock(&v->l); return 0; }
P(l3) bpf_spin_lock(&v->l); if (v->x > 3) return 1; bpf_spin_unlock(&v->l); return 0; }
P(l4) w = bpf_map_lookup_elem(&m, &k); if (!w) return 0; bpf_spin_lock(&v->l); bpf_spin_unlock(&w->l); return 0; }
P(l5) w = v; bpf_spin_lock(&v->l); bpf_spin_unlock(&w->l); return 0; }
P(l6) bpf_spin_lock(&G); g++; bpf_spin_unlock(&G); return 0; }
P(l7) bpf_spin_lock(&G); g++; bpf_spin_unlock(&H); return 0; }
P(l8) bpf_spin_lock(&v->l); for (int i = 0; i < 10; i++) { v->y += i; asm volatile(""); } bpf_spin_unlock(&v->l); return 0; }
P(l9) for (int i = 0; i < 4; i++) { bpf_spin_lock(&v->l); v->x++; bpf_spin_unlock(&v->l); } return 0; }
P(l10) struct sp c = {}; bpf_map_update_elem(&m, &k, &c, BPF_F_LOCK); return 0; }
P(l11) bpf_map_update_elem(&h, &k, v, 0); return 0; }
P(l12) bpf_spin_lock(&v->l); r = (char *)(long)s->data; if (r + 4 <= (char *)(long)s->data_end) v->x = r[2]; bpf_spin_unlock(&v->l); return 0; }
P(l13) w = bpf_map_lookup_elem(&h, &k); if (!w) return 0; bpf_spin_lock(&w->l); v->y = w->y; bpf_spin_unlock(&w->l); return 0; }
static __attribute__((noinline)) void unlocks(struct sp *v) { bpf_spin_unlock(&v->l); }
P(l14) bpf_spin_lock(&v->l); unlocks(v); return 0; }
P(l15) bpf_probe_read_kernel(&k, 4, v); return 0; }
P(l16) total = *(int *)((char *)v + (s->len & 3)); return 0; }
P(l17) *((char *)&v->x + (s->len & 7)) = 1; return 0; }
static long cb(void *map, int *key, struct sp *v, void *c) { bpf_spin_lock(&v->l); v->x++; bpf_spin_unlock(&v->l); return 0; }
P(l18) bpf_for_each_map_elem(&m, cb, 0, 0); return 0; }
static long cbl(u32 i, struct sp *v) { bpf_spin_lock(&v->l); return 0; }
P(l19) bpf_loop(4, cbl, v, 0); return 0; }
P(t1) struct tv *q = bpf_map_lookup_elem(&tm, &k); if (!q) return 0; bpf_timer_init(&q->t, &tm, 1); bpf_timer_start(&q->t, 100, 0); bpf_timer_cancel(&q->t); return 0; }
static int tcb(void *map, int *key, struct tv *q) { bpf_timer_start(&q->t, 5, 0); q->a++; return 0; }
P(t2) struct tv *q = bpf_map_lookup_elem(&tm, &k); if (!q) return 0; bpf_timer_set_callback(&q->t, tcb); return 0; }
static int tcb1(void *map, int *key, struct tv *q) { return 1; }
P(t3) struct tv *q = bpf_map_lookup_elem(&tm, &k); if (!q) return 0; bpf_timer_set_callback(&q->t, tcb1); return 0; }
P(t4) struct tv *q = bpf_map_lookup_elem(&tm, &k); if (!q) return 0; bpf_timer_init(&q->t, &m, 1); return 0; }
P(t5) struct tv *q = bpf_map_lookup_elem(&tm, &k); if (!q) return 0; *(volatile long *)&q->t = 1; return 0; }
P(s1) sk = bpf_sk_lookup_tcp(s, &t, sizeof(t.ipv4), -1, 0); if (!sk) return 0; total += sk->family; bpf_sk_release(sk); return 0; }
P(s2) sk = bpf_sk_lookup_tcp(s, &t, sizeof(t.ipv4), -1, 0); if (!sk) return 0; tp = bpf_tcp_sock(sk); if (tp) total += tp->snd_cwnd; bpf_sk_release(sk); return 0; }
P(s3) sk = bpf_sk_lookup_tcp(s, &t, sizeof(t.ipv4), -1, 0); if (!sk) return 0; tp = bpf_tcp_sock(sk); bpf_sk_release(sk); if (tp) total += tp->snd_cwnd; return 0; }
P(s4) sk = bpf_sk_lookup_tcp(s, &t, sizeof(t.ipv4), -1, 0); if (!sk) return 0; s2 = bpf_sk_fullsock(sk); if (!s2) { bpf_sk_release(sk); return 0; } bpf_sk_release(s2); return 0; }
P(s5) sk = s->sk; if (!sk) return 0; s2 = bpf_sk_fullsock(sk); if (!s2) return 0; total += s2->src_port + s2->state; s2 = bpf_get_listener_sock(s2); if (s2) total += s2->mark; return 0; }
P(s6) sk = bpf_skc_lookup_tcp(s, &t, sizeof(t.ipv4), -1, 0); if (!sk) return 0; total += sk->family; bpf_sk_release(sk); return 0; }
P(s7) sk = bpf_skc_lookup_tcp(s, &t, sizeof(t.ipv4), -1, 0); if (!sk) return 0; total += sk->mark; bpf_sk_release(sk); return 0; }
P(s8) sk = bpf_map_lookup_elem(&sm, &k); if (!sk) return 0; total += sk->mark; bpf_sk_release(sk); return 0; }
P(s9) sk = bpf_map_lookup_elem(&sm, &k); if (!sk) return 0; total += sk->mark; return 0; }
P(s10) sk = bpf_sk_lookup_udp(s, &t, sizeof(t.ipv4), -1, 0); if (sk) bpf_sk_assign(s, sk, 0); if (sk) bpf_sk_release(sk); return 0; }
P(s11) sk = bpf_sk_lookup_udp(s, &t, sizeof(t.ipv4), -1, 0); if (!sk) return 0; bpf_sk_release(sk); total += sk->family; return 0; }
P(s12) for (int i = 0; i < 3; i++) { sk = bpf_sk_lookup_udp(s, &t, sizeof(t.ipv4), -1, 0); if (sk) bpf_sk_release(sk); } return 0; }
P(r1) r = bpf_ringbuf_reserve(&ring, 16, 0); if (!r) return 0; r[15] = 1; bpf_map_update_elem(&sm, &k, r, 0); bpf_ringbuf_submit(r, 0); return 0; }
P(r2) r = bpf_ringbuf_reserve(&ring, 64, 0); if (!r) return 0; bpf_skb_load_bytes(s, 0, r, 64); bpf_ringbuf_submit(r, 0); return 0; }
P(r3) r = bpf_ringbuf_reserve(&ring, 64, 0); if (!r) return 0; bpf_ringbuf_output(&ring, r, 64, 0); bpf_ringbuf_discard(r, 0); return 0; }
P(r4) r = bpf_ringbuf_reserve(&ring, 64, 0); if (!r) return 0; __sync_fetch_and_add((long*)r, 1); bpf_ringbuf_submit(r + 8, 0); return 0; }
P(r5) r = bpf_ringbuf_reserve(&ring, s->len, 0); if (!r) return 0; bpf_ringbuf_submit(r, 0); return 0; }
static __attribute__((noinline)) int fill(char *r) { r[3] = 1; return 0; }
P(r6) r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 0; fill(r); bpf_ringbuf_submit(r, 0); return 0; }
__attribute__((noinline)) int gfill(long *r) { if (r) *r = 1; return 0; }
P(r7) r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 0; gfill((long*)r); bpf_ringbuf_submit(r, 0); return 0; }
P(r8) r = bpf_ringbuf_reserve(&ring, 4, 0); if (!r) return 0; gfill((long*)r); bpf_ringbuf_submit(r, 0); return 0; }
static long lcb(u32 i, void *c) { char *r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 1; *r = i; bpf_ringbuf_submit(r, 0); return 0; }
P(r9) bpf_loop(8, lcb, 0, 0); return 0; }
static long lcb2(u32 i, void *c) { char *r = bpf_ringbuf_reserve(&ring, 8, 0); return r == 0; }
P(r10) bpf_loop(8, lcb2, 0, 0); return 0; }
struct rc { char *r; };
static long lcb3(u32 i, struct rc *c) { bpf_ringbuf_submit(c->r, 0); return 0; }
P(r11) struct rc c; c.r = bpf_ringbuf_reserve(&ring, 8, 0); if (!c.r) return 0; bpf_loop(1, lcb3, &c, 0); return 0; }
static long lcb4(u32 i, struct rc *c) { c->r[i & 7] = 1; return 0; }
P(r12) struct rc c; c.r = bpf_ringbuf_reserve(&ring, 8, 0); if (!c.r) return 0; bpf_loop(8, lcb4, &c, 0); bpf_ringbuf_submit(c.r, 0); return 0; }
P(p1) long *q = bpf_map_lookup_percpu_elem(&pc, &k, 1); if (q) total += q[3]; return 0; }
P(m1) sk = bpf_sk_lookup_tcp(s, &t, sizeof(t.ipv4), -1, 0); if (!sk) return 0; bpf_map_update_elem(&sm, &k, sk, 0); bpf_sk_release(sk); return 0; }
P(m2) bpf_map_update_elem(&sm, &k, s->sk, 0); return 0; }
P(m3) sk = s->sk; if (!sk) return 0; bpf_map_update_elem(&sm, &k, sk, 0); return 0; }
P(m4) int fd = 3; bpf_map_update_elem(&sm, &k, &fd, 0); return 0; }
P(m5) bpf_map_delete_elem(&sm, &k); return 0; }
P(m6) sk = bpf_sk_lookup_tcp(s, &t, sizeof(t.ipv4), -1, 0); if (!sk) return 0; tp = bpf_tcp_sock(sk); if (tp) bpf_map_update_elem(&sm, &k, tp, 0); bpf_sk_release(sk); return 0; }
SEC("sockops") int so(struct bpf_sock_ops *o) { int k = 0; bpf_sock_map_update(o, &sm, &k, 0); return 1; }
SEC("sockops") int so2(struct bpf_sock_ops *o) { int k = 0; if (o->sk) bpf_map_update_elem(&sm, &k, o->sk, 0); return 1; }
SEC("sk_skb") int sv(struct __sk_buff *s) { int k = 0; struct bpf_sock *sk = bpf_map_lookup_elem(&sm, &k); if (sk) { bpf_map_update_elem(&sm, &k, sk, 0); bpf_sk_release(sk); } return 1; }
#define T(n, sec) SEC(sec) int n(void *c) { int k = 0; struct bpf_sock *sk = bpf_map_lookup_elem(&sm, &k); if (sk) { bpf_map_update_elem(&sm, &k, sk, 0); bpf_sk_release(sk); } return 0; }
T(xdp_, "xdp") T(tc_, "tc") T(act_, "action") T(skskb, "sk_skb") T(skmsg, "sk_msg") T(cg, "cgroup_skb/ingress") T(kp, "kprobe/x") T(tpb, "tp_btf/sched_switch") T(sa, "cgroup/connect4")
