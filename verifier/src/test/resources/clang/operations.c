/* Programs for the kernel's tables of functions (struct_ops): what they are given, may store to, call and return. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KERNEL __attribute__((preserve_access_index))
#define KFUNC extern __attribute__((section(".ksyms")))
struct sock { unsigned long sk_pacing_rate; u32 sk_mark; } KERNEL;
struct inet_sock { struct sock sk; } KERNEL;
struct inet_connection_sock { struct inet_sock icsk_inet; u64 icsk_ca_priv[13]; } KERNEL;
struct tcp_sock { struct inet_connection_sock inet_conn; u32 snd_cwnd; u32 snd_ssthresh; } KERNEL;
struct ack_sample { u32 pkts_acked; u32 in_flight; } KERNEL; struct rate_sample { int delivered; } KERNEL;
struct tcp_congestion_ops { void *ssthresh, *cong_avoid, *set_state, *cwnd_event, *in_ack_event, *pkts_acked, *min_tso_segs, *cong_control, *undo_cwnd, *sndbuf_expand, *get_info, *init, *release; char name[16]; };
struct bpf_dummy_ops_state { int val; } KERNEL;
struct bpf_dummy_ops { void *test_1, *test_2, *test_sleepable; };
KFUNC u32 tcp_reno_ssthresh(struct sock *); KFUNC u32 tcp_slow_start(struct tcp_sock *, u32); KFUNC void cubictcp_init(struct sock *);
KFUNC void bpf_rcu_read_lock(void); KFUNC void bpf_rcu_read_unlock(void);
struct { __uint(type, BPF_MAP_TYPE_SK_STORAGE); __uint(map_flags, 1); __type(key, int); __type(value, u64); } store SEC(".maps");
long total; int one = 1;
#define P(n, r, ...) SEC("struct_ops/" #n) r BPF_PROG(n, __VA_ARGS__)
P(halves, u32, struct sock *sk) { struct tcp_sock *tp = (void *)sk; return tp->snd_cwnd / 2; }
P(widens, void, struct sock *sk, u32 ack, u32 acked) { struct tcp_sock *tp = (void *)sk; tp->snd_cwnd = acked; tp->snd_ssthresh = ack; }
P(state, void, struct sock *sk, u8 state) { total = state; cubictcp_init(sk); }
P(event, void, struct sock *sk, int event) { if (event == 1) bpf_setsockopt(sk, 6, 13, &one, 4); }
P(acks, void, struct sock *sk, u32 flags) { total = tcp_slow_start((void *)sk, flags); }
P(acked, void, struct sock *sk, const struct ack_sample *sample) { total = sample->pkts_acked; }
P(least, u32, struct sock *sk) { return (long)sk; }
P(control, void, struct sock *sk, u32 ack, int flag, const struct rate_sample *rs) { sk->sk_pacing_rate = rs->delivered; }
P(undo, u32, struct sock *sk) { return tcp_reno_ssthresh(sk); }
P(expand, u32, struct sock *sk) { u64 *v = bpf_sk_storage_get(&store, sk, 0, 1); if (v) *v = 1; return 2; }
P(keeps, void, struct sock *sk) { struct tcp_sock *tp = (void *)sk; tp->inet_conn.icsk_ca_priv[12] = (long)sk; *((u8 *)&tp->inet_conn.icsk_ca_priv[1] + 3) = 1; }
P(nothing, void, struct sock *sk) { bpf_rcu_read_lock(); bpf_rcu_read_unlock(); }
SEC(".struct_ops") struct tcp_congestion_ops taken = { .ssthresh = halves, .cong_avoid = widens, .set_state = state, .cwnd_event = event, .in_ack_event = acks, .pkts_acked = acked, .min_tso_segs = least, .cong_control = control, .undo_cwnd = undo, .sndbuf_expand = expand, .init = keeps, .release = nothing, .name = "taken" };
P(stores_mark, u32, struct sock *sk) { sk->sk_mark = 1; return 0; }
P(stores_too_wide, void, struct sock *sk, u32 ack, u32 acked) { *(volatile u64 *)&((struct tcp_sock *)sk)->snd_cwnd = 1; }
P(beyond, void, struct sock *sk, u8 state) { total = ctx[2]; }
P(half_argument, void, struct sock *sk, int event) { total = *(volatile u32 *)ctx; }
P(atomic, void, struct sock *sk, u32 flags) { __sync_fetch_and_add(&((struct tcp_sock *)sk)->snd_cwnd, 1); }
P(stores_sample, void, struct sock *sk, const struct ack_sample *sample) { *(volatile u32 *)&sample->in_flight = 1; }
P(not_these_helpers, void, struct sock *sk, u32 ack, int flag, const struct rate_sample *rs) { bpf_send_signal(9); }
P(unaligned_argument, u32, struct sock *sk) { return *(volatile u64 *)((char *)ctx + 4); }
P(from_number, u32, struct sock *sk) { return *(volatile u32 *)(long)one; }
P(far_state, void, struct sock *sk) { *(volatile u64 *)(((struct tcp_sock *)sk)->inet_conn.icsk_ca_priv + 13) = 1; }
P(not_in_release, void, struct sock *sk) { bpf_setsockopt(sk, 6, 13, &one, 4); }
SEC(".struct_ops") struct tcp_congestion_ops faulty = { .ssthresh = stores_mark, .cong_avoid = stores_too_wide, .set_state = beyond, .cwnd_event = half_argument, .in_ack_event = atomic, .pkts_acked = stores_sample, .cong_control = not_these_helpers, .undo_cwnd = unaligned_argument, .sndbuf_expand = from_number, .init = far_state, .release = not_in_release, .name = "faulty" };
P(info, unsigned long, struct sock *sk) { return 0; }
SEC(".struct_ops") struct tcp_congestion_ops closed = { .get_info = info, .name = "closed" };
P(checked, int, struct bpf_dummy_ops_state *st) { if (!st) return 0; st->val = 5; return st->val; }
P(several, int, struct bpf_dummy_ops_state *st, int a, unsigned short b, char c, unsigned long d) { st->val = a + b + c + d; return 0; }
SEC("struct_ops.s/sleepy") int BPF_PROG(sleepy, struct bpf_dummy_ops_state *st) { *(volatile char *)((char *)st + 3) = 1; return 0; }
SEC(".struct_ops") struct bpf_dummy_ops dummy = { .test_1 = checked, .test_2 = several, .test_sleepable = sleepy };
P(unchecked, int, struct bpf_dummy_ops_state *st) { return st->val; }
P(helped, int, struct bpf_dummy_ops_state *st) { return bpf_get_prandom_u32(); }
P(over_the_end, int, struct bpf_dummy_ops_state *st) { *(volatile short *)((char *)st + 3) = 1; return 0; }
SEC(".struct_ops") struct bpf_dummy_ops dull = { .test_1 = unchecked, .test_2 = helped, .test_sleepable = over_the_end };
SEC("struct_ops.s/asleep") int BPF_PROG(asleep, struct bpf_dummy_ops_state *st) { return 0; }
SEC(".struct_ops") struct bpf_dummy_ops drowsy = { .test_1 = asleep };
