// What programs throw, and the functions that they name for it; since Linux 6.7.
#include "bpf.h"

#define KSYM __attribute__((section(".ksyms")))
#define CATCHES(function) __attribute__((btf_decl_tag("exception_callback:" #function)))

extern void bpf_throw(u64 cookie) KSYM;

struct packet {
  u32 len;
};

u64 seen;

static NOINLINE u64 half(u64 cookie) { return cookie / 2; }
NOINLINE int answers(u64 cookie) {
  seen = cookie;
  return half(cookie);
}
NOINLINE int passes(u64 cookie) { return 77; }

SEC("tc") CATCHES(answers) int thrown(struct packet *packet) {
  if (packet->len > 5) bpf_throw(14);
  return 1;
}
SEC("tc") CATCHES(passes) int other(struct packet *packet) {
  if (packet->len > 5) bpf_throw(1);
  return 1;
}
SEC("?tc") CATCHES(nowhere) int lost(struct packet *packet) { return packet->len; }
SEC("?tc") CATCHES(half) int hidden(struct packet *packet) { return half(packet->len); }
SEC("?tc") CATCHES(answers) CATCHES(passes) int twice(struct packet *packet) { return packet->len; }

LICENSE;
