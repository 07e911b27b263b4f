// What traffic control runs: the packet through helpers and pointers, the socket buffer's members.
#include "common.h"

struct event { u32 from, to, length, mark; };
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } events SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH); __type(key, u64); __type(value, struct event); __uint(max_entries, 64); } flows SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __type(key, u32); __type(value, u8[64]); __uint(max_entries, 1); } scratch SEC(".maps");

SEC("tc") int marks(struct __sk_buff *s) {
  s->mark = s->len & 0xff;
  s->priority = 7;
  s->cb[2] = s->hash;
  return 0;
}

SEC("tc") int loads_bytes(struct __sk_buff *s) {
  u8 head[20];
  if (bpf_skb_load_bytes(s, 14, head, sizeof(head))) return 0;
  return head[9] == IPPROTO_TCP ? 2 : 0;
}

SEC("tc") int reports(struct __sk_buff *s) {
  struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);
  if (!e) return 0;
  e->length = s->len;
  e->mark = s->mark;
  e->from = e->to = 0;
  bpf_ringbuf_submit(e, 0);
  return 0;
}

SEC("tc") int discards(struct __sk_buff *s) {
  struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);
  if (!e) return 0;
  e->length = s->len;
  if (s->len < 100) { bpf_ringbuf_discard(e, 0); return 0; }
  bpf_ringbuf_submit(e, BPF_RB_NO_WAKEUP);
  return 1;
}

SEC("tc") int looks_for_a_socket(struct __sk_buff *s) {
  struct bpf_sock_tuple tuple = {};
  struct bpf_sock *sk = bpf_sk_lookup_tcp(s, &tuple, sizeof(tuple.ipv4), BPF_F_CURRENT_NETNS, 0);
  if (!sk) return 0;
  int state = sk->state;
  bpf_sk_release(sk);
  return state;
}

SEC("tc") int full_sockets(struct __sk_buff *s) {
  struct bpf_sock *sk = s->sk;
  if (!sk) return 0;
  sk = bpf_sk_fullsock(sk);
  if (!sk) return 0;
  struct bpf_tcp_sock *tp = bpf_tcp_sock(sk);
  return tp ? tp->snd_cwnd : sk->mark;
}

SEC("tc") int writes_the_packet(struct __sk_buff *s) {
  if (bpf_skb_pull_data(s, 34)) return 0;
  u8 *data = (void *)(long)s->data, *end = (void *)(long)s->data_end;
  if (data + 34 > end) return 0;
  data[22] = 64;
  u16 value = bpf_htons(64);
  bpf_skb_store_bytes(s, 24, &value, 2, BPF_F_RECOMPUTE_CSUM);
  bpf_l3_csum_replace(s, 24, 1, 2, 2);
  return 0;
}

SEC("tc") int copies_what_fits(struct __sk_buff *s) {
  u32 zero = 0, length = s->len;
  u8 *buffer = bpf_map_lookup_elem(&scratch, &zero);
  if (!buffer) return 0;
  if (length > 64) length = 64;
  if (length < 1) return 0;
  return bpf_skb_load_bytes(s, 0, buffer, length);
}

SEC("tc") int indexes_by_packet(struct __sk_buff *s) {
  u8 *data = (void *)(long)s->data, *end = (void *)(long)s->data_end;
  u32 zero = 0;
  u8 *buffer = bpf_map_lookup_elem(&scratch, &zero);
  if (!buffer || data + 2 > end) return 0;
  return buffer[data[0] & 63] + buffer[data[1] % 64];
}

SEC("tc") int keeps_flows(struct __sk_buff *s) {
  u64 key = s->hash;
  struct event *e = bpf_map_lookup_elem(&flows, &key);
  if (e) { e->length += s->len; return 0; }
  struct event fresh = {.length = s->len};
  return bpf_map_update_elem(&flows, &key, &fresh, BPF_NOEXIST);
}

static __noinline int classify(u32 length) { return length > 1000 ? 2 : length > 100; }
SEC("tc") int calls_a_function(struct __sk_buff *s) { return classify(s->len) + classify(s->mark); }

SEC("tc") int keeps_the_record(struct __sk_buff *s) {
  struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);
  if (!e) return 0;
  e->length = s->len;
  return 0;
}

SEC("tc") int writes_behind_submit(struct __sk_buff *s) {
  struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);
  if (!e) return 0;
  bpf_ringbuf_submit(e, 0);
  *(volatile u32 *)&e->length = 1;
  return 0;
}

SEC("tc") int keeps_the_socket(struct __sk_buff *s) {
  struct bpf_sock_tuple tuple = {};
  struct bpf_sock *sk = bpf_sk_lookup_udp(s, &tuple, sizeof(tuple.ipv4), BPF_F_CURRENT_NETNS, 0);
  return sk ? 1 : 0;
}

SEC("tc") int copies_too_much(struct __sk_buff *s) {
  u32 zero = 0;
  u8 *buffer = bpf_map_lookup_elem(&scratch, &zero);
  return buffer ? bpf_skb_load_bytes(s, 0, buffer, s->len) : 0;
}
