// Sockets in maps, and the choice of a socket.
#include "bpf.h"

struct { __uint(type, SOCKMAP); __uint(max_entries, 2); __type(key, u32); __type(value, u64); } parsed SEC(".maps");
struct { __uint(type, SOCKHASH); __uint(max_entries, 2); __type(key, u32); __type(value, u64); } whole SEC(".maps");
struct { __uint(type, SOCKMAP); __uint(max_entries, 2); __type(key, u32); __type(value, u64); } others SEC(".maps");

#define PASS 1

u64 parse_runs;
SEC("sk_skb/stream_parser") int parse(u32 *skb) {
  __sync_fetch_and_add(&parse_runs, 1);
  return skb[0]; // a message is what there is
}

PROGRAM("sk_skb/stream_verdict", judge, PASS)
PROGRAM("sk_skb/verdict", only_judge, PASS)
PROGRAM("sk_skb", judge_by_type, PASS)
PROGRAM("sk_msg", send, PASS)
PROGRAM("sk_lookup", look_up, PASS)
PROGRAM("sk_reuseport", choose, PASS)

// A connection that waits has lost its listener: the kernel asks for another.
struct choice {
  u64 data, end;
  u32 length, protocol, ip_protocol, any;
  u64 hash, socket, migrating;
};

u64 migrate_runs;
SEC("sk_reuseport/migrate") int migrate(struct choice *context) {
  if (context->migrating) __sync_fetch_and_add(&migrate_runs, 1);
  return PASS;
}

LICENSE;
