// Sockets in a map, and the choice of a socket.
#include "bpf.h"

u64 counts[5];
struct { __uint(type, SOCKMAP); __uint(max_entries, 2); __type(key, u32); __type(value, u64); } sockets SEC(".maps");

#define PASS 1

SEC("sk_skb/stream_parser") int parse(void *skb) { __sync_fetch_and_add(&counts[0], 1); return *(u32 *)skb; }
SEC("sk_skb/stream_verdict") int judge(void *skb) { __sync_fetch_and_add(&counts[1], 1); return PASS; }
SEC("sk_msg") int send(void *message) { __sync_fetch_and_add(&counts[2], 1); return PASS; }
SEC("sk_lookup") int look_up(void *context) { __sync_fetch_and_add(&counts[3], 1); return PASS; }
SEC("sk_reuseport") int choose(void *context) { return PASS; }
SEC("sk_reuseport/migrate") int migrate(void *context) { return PASS; }
SEC("sk_skb/verdict") int only_judge(void *skb) { return PASS; }

LICENSE;
