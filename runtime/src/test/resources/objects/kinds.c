// Types of every kind that BTF has.
#include "bpf.h"

enum big { MOST = 0x10000000000ull };
struct tagged {
  float fraction;
  double precise;
  u64 __attribute__((btf_type_tag("user"))) * pointer;
  enum big size;
} __attribute__((btf_decl_tag("seen")));

struct tagged instance;
const volatile char name[4] = "abc";

NOINLINE int use(u64 number) { return number == MOST; }

SEC("socket") int read(void *skb) { return use(instance.size); }

LICENSE;
