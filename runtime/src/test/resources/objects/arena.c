// Variables in an arena, which programs and the process share.
typedef unsigned int u32;
typedef unsigned long long u64;
#define SEC(name) __attribute__((section(name), used))
#define ARENA __attribute__((address_space(1)))
#define __uint(name, value) int (*name)[value]

struct {
  __uint(type, 33);
  __uint(map_flags, 1024);
  __uint(max_entries, 4);
} arena SEC(".maps");

u64 ARENA counter SEC(".addr_space.1") = 40;
u32 ARENA step SEC(".addr_space.1") = 2;
u64 seen;

SEC("syscall") int count(void *context) {
  // The verifier has to see the arena, and that the addresses are of it.
  void *volatile here = &arena;
  counter += step;
  seen = counter;
  return (int)seen;
}

char LICENSE[] SEC("license") = "GPL";
