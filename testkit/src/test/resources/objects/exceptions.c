/* Programs that end themselves, from wherever they are, with a number or by a function of theirs. */
typedef unsigned long long u64;

#define SEC(n) __attribute__((section(n), used))
#define THROWN_TO(name) __attribute__((btf_decl_tag("exception_callback:" #name)))

extern void bpf_throw(u64 cookie) __attribute__((section(".ksyms")));

u64 before, after, caught;

__attribute__((noinline)) static int deep(u64 number) {
  before += number;
  if (number > 2)
    bpf_throw(number * 11);
  after += number;
  return number;
}

__attribute__((noinline)) static int deeper(u64 number) {
  return deep(number) + deep(number + 1);
}

__attribute__((noinline)) int global(u64 number) {
  return deeper(number) + 1;
}

SEC("tc") int at_once(void *context) {
  bpf_throw(64);
  return 1;
}

SEC("tc") int from_a_function(void *context) {
  return deeper(2);
}

SEC("tc") int not_at_all(void *context) {
  return deeper(1);
}

SEC("tc") int from_a_global_function(void *context) {
  return global(2) + 100;
}

__attribute__((noinline)) static int twice(u64 number) {
  after += 100;
  return number * 2;
}

int catches(u64 cookie) {
  caught = cookie;
  return twice(cookie) + before;
}

SEC("tc") THROWN_TO(catches) int to_a_function(void *context) {
  return deeper(2);
}

SEC("tc") THROWN_TO(catches) int to_a_function_in_vain(void *context) {
  return deeper(1);
}

char gpl[] SEC("license") = "GPL";
