// Programs of control groups and of sockets, at places with contexts of their own.
#include "common.h"

struct { __uint(type, BPF_MAP_TYPE_CGROUP_STORAGE); __type(key, struct bpf_cgroup_storage_key); __type(value, u64); } storage SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_SOCKHASH); __type(key, u64); __type(value, u64); __uint(max_entries, 16); } peers SEC(".maps");

SEC("cgroup_skb/egress") int counts_egress(struct __sk_buff *s) {
  u64 *bytes = bpf_get_local_storage(&storage, 0);
  __sync_fetch_and_add(bytes, s->len);
  return 1;
}

SEC("cgroup_skb/ingress") int drops_ports(struct __sk_buff *s) { return s->local_port != 22 || s->family != 2; }

SEC("cgroup/connect4") int redirects_connections(struct bpf_sock_addr *a) {
  if (a->user_port != bpf_htons(80)) return 1;
  a->user_ip4 = bpf_htonl(0x7f000001);
  a->user_port = bpf_htons(8080);
  return 1;
}

SEC("cgroup/connect6") int redirects_v6(struct bpf_sock_addr *a) {
  a->user_ip6[3] = bpf_htonl(1);
  return a->user_ip6[0] == 0;
}

SEC("cgroup/bind4") int forbids_low_ports(struct bpf_sock_addr *a) { return bpf_ntohs(a->user_port) >= 1024; }

SEC("cgroup/sock_create") int marks_sockets(struct bpf_sock *s) { s->mark = 7; return s->family != 17; }

SEC("cgroup/post_bind4") int sees_ports(struct bpf_sock *s) { return s->src_port != 99; }

SEC("cgroup/sysctl") int sysctls(struct bpf_sysctl *c) {
  char name[32] = {};
  bpf_sysctl_get_name(c, name, sizeof(name), 0);
  return !c->write || name[0] != 'k';
}

SEC("cgroup/dev") int devices(struct bpf_cgroup_dev_ctx *c) { return c->major == 1 && (c->access_type & 0xffff) == 2; }

SEC("cgroup/getsockopt") int reads_options(struct bpf_sockopt *c) {
  u8 *value = c->optval, *end = c->optval_end;
  if (value + 4 > end) return 1;
  if (c->level == 1) { value[0] = 3; c->optlen = 4; c->retval = 0; }
  return 1;
}

SEC("cgroup/setsockopt") int writes_options(struct bpf_sockopt *c) { if (c->optname == 5) c->optlen = -1; return 1; }

SEC("sockops") int keeps_peers(struct bpf_sock_ops *o) {
  u64 key = o->remote_ip4;
  if (o->op == BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB) bpf_sock_hash_update(o, &peers, &key, BPF_ANY);
  return 1;
}

SEC("sk_msg") int sends_on(struct sk_msg_md *m) {
  u64 key = m->remote_ip4;
  u8 *data = m->data, *end = m->data_end;
  if (data + 4 > end || data[0] == 'x') return SK_DROP;
  return bpf_msg_redirect_hash(m, &peers, &key, BPF_F_INGRESS);
}

SEC("sk_lookup") int steers(struct bpf_sk_lookup *c) { return c->local_port == 7 ? SK_DROP : SK_PASS; }

SEC("socket") int by_length(struct __sk_buff *s) { return s->len > 64 ? 64 : 0; }

SEC("cgroup_skb/egress") int returns_too_much(struct __sk_buff *s) { return s->len; }
SEC("cgroup/connect4") int writes_the_family(struct bpf_sock_addr *a) { a->user_family = 2; return 1; }
SEC("cgroup/sock_create") int writes_the_type(struct bpf_sock *s) { *(volatile u32 *)&s->type = 1; return 1; }
