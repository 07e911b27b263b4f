// Functions without static: kernels verify each on its own, by its signature.
#include "common.h"

#define __noinline_global __attribute__((noinline))
#define __arg_ctx __attribute__((btf_decl_tag("arg:ctx")))
#define __arg_nonnull __attribute__((btf_decl_tag("arg:nonnull")))
#define __arg_nullable __attribute__((btf_decl_tag("arg:nullable")))

struct pair {
  int a;
  int b;
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 4);
  __type(key, __u32);
  __type(value, struct pair);
} pairs SEC(".maps");

// Numbers may be any.
__noinline_global int plus(int a, unsigned long b) { asm volatile("" : "+r"(b)); return a + b; }

__noinline_global int index_of(unsigned i) {
  struct pair p[4] = {};
  asm volatile("" : "+r"(i));
  return i < 4 ? ((volatile struct pair *)p)[i].a : 0;
}

__noinline_global int any_index(unsigned i) {
  volatile struct pair p[4] = {};
  asm volatile("" : "+r"(i));
  return p[i].a;
}

__noinline_global int sum(struct pair *p) {
  asm volatile("");
  return p ? p->a + p->b : 0;
}

__noinline_global int unchecked(struct pair *p) { asm volatile(""); return p->a; }

__noinline_global int given(struct pair *p __arg_nonnull) { asm volatile(""); return p->a; }

__noinline_global int beyond(struct pair *p) { asm volatile(""); return p ? *(volatile int *)((char *)p + 8) : 0; }

__noinline_global int change(struct pair *p) {
  asm volatile("");
  if (!p) return 0;
  p->a = 1;
  return 1;
}

__noinline_global int length(struct __sk_buff *s) { asm volatile(""); return s->len; }

__noinline_global int tagged(void *s __arg_ctx) { asm volatile(""); return ((struct __sk_buff *)s)->len; }

__noinline_global int untyped(void *p) { asm volatile(""); return p != 0; }

__noinline_global void nothing(int a) { asm volatile("" : : "r"(a)); }

__noinline_global struct pair *address(struct pair *p) { asm volatile(""); return p; }

__noinline_global int by_value_of_pointer(int **p) { asm volatile(""); return p ? 1 : 0; }

__noinline_global int inner(struct pair *p) { asm volatile(""); return p ? p->b : 3; }
__noinline_global int outer(struct pair *p) { asm volatile(""); return inner(p) + 1; }
__noinline_global int faulty_inside(struct pair *p) { asm volatile(""); return unchecked(p); }

static __noinline_global int own(struct pair *p) { asm volatile(""); return p->a; }

SEC("tc") int numbers(struct __sk_buff *s) { return plus(s->len, s->mark) & 1; }
SEC("tc") int result_is_any(struct __sk_buff *s) {
  volatile char buffer[8] = {};
  return buffer[plus(1, 1)];
}
SEC("tc") int bounded(struct __sk_buff *s) { return index_of(s->len); }
SEC("tc") int unbounded(struct __sk_buff *s) { return any_index(1); }
SEC("tc") int on_the_stack(struct __sk_buff *s) {
  struct pair p = {1, 2};
  return sum(&p);
}
SEC("tc") int half_on_the_stack(struct __sk_buff *s) {
  int half = 1;
  return sum((struct pair *)&half);
}
SEC("tc") int null_is_fine(struct __sk_buff *s) { return sum(0); }
SEC("tc") int null_is_not(struct __sk_buff *s) { return given(0); }
SEC("tc") int of_a_map(struct __sk_buff *s) {
  __u32 key = s->mark;
  return sum(bpf_map_lookup_elem(&pairs, &key));
}
SEC("tc") int maybe_null(struct __sk_buff *s) {
  __u32 key = s->mark;
  return given(bpf_map_lookup_elem(&pairs, &key));
}
SEC("tc") int tested(struct __sk_buff *s) {
  __u32 key = s->mark;
  struct pair *p = bpf_map_lookup_elem(&pairs, &key);
  return p ? given(p) : 0;
}
SEC("tc") int not_tested_inside(struct __sk_buff *s) {
  struct pair p = {1, 2};
  return unchecked(&p);
}
SEC("tc") int beyond_the_end(struct __sk_buff *s) {
  struct pair p[2] = {{1, 2}, {3, 4}};
  return beyond(p);
}
SEC("tc") int changes(struct __sk_buff *s) {
  struct pair p = {1, 2};
  change(&p);
  return p.a;
}
SEC("tc") int context(struct __sk_buff *s) { return length(s); }
SEC("xdp") int other_context(struct xdp_md *x) { return length((struct __sk_buff *)x); }
SEC("tc") int no_context(struct __sk_buff *s) {
  char other[200] = {};
  return length((struct __sk_buff *)other);
}
SEC("tc") int by_tag(struct __sk_buff *s) { return tagged(s); }
SEC("tc") int number_for_tag(struct __sk_buff *s) { return tagged((void *)1); }
SEC("tc") int takes_anything(struct __sk_buff *s) { return untyped(s); }
SEC("tc") int returns_nothing(struct __sk_buff *s) {
  nothing(1);
  return 0;
}
SEC("tc") int returns_address(struct __sk_buff *s) {
  struct pair p = {1, 2};
  return address(&p) != 0;
}
SEC("tc") int pointer_to_pointer(struct __sk_buff *s) {
  int *p = 0;
  return by_value_of_pointer(&p);
}
SEC("tc") int number_for_memory(struct __sk_buff *s) { return sum((struct pair *)(long)s->len); }
SEC("tc") int address_for_number(struct __sk_buff *s) { return plus((long)s, 0); }
SEC("tc") int two_deep(struct __sk_buff *s) {
  struct pair p = {1, 2};
  return outer(&p);
}
SEC("tc") int fault_two_deep(struct __sk_buff *s) {
  struct pair p = {1, 2};
  return faulty_inside(&p);
}
SEC("tc") int static_knows(struct __sk_buff *s) {
  struct pair p = {1, 2};
  return own(&p);
}
SEC("tc") int packet_as_memory(struct __sk_buff *s) {
  void *data = (void *)(long)s->data, *end = (void *)(long)s->data_end;
  if (data + sizeof(struct pair) > end) return 0;
  return sum(data);
}
SEC("socket") int result_in_range(struct __sk_buff *s) { return plus(1, 2); }
SEC("cgroup_skb/ingress") int result_out_of_range(struct __sk_buff *s) { return plus(1, 2); }
