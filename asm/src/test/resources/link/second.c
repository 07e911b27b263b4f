// The other of two objects that become one.
#include "parts.h"

struct other { int x; struct node *back; };
struct { __uint(type, 2); __uint(max_entries, 4); __type(key, int); __type(value, long); } theirs MAPS;
extern struct { __uint(type, 1); __uint(max_entries, 16); __type(key, int); __type(value, struct node); } ours MAPS;

extern int counter;
long far_away = 99;
char spare;
int more_zeros[3];
struct other other;
static int secret_number = 30;
extern int LINUX_KERNEL_VERSION __attribute__((section(".kconfig")));
extern int hidden(int x);

NOINLINE int second_function(struct node *node, int x) {
  return node ? node->value + x + secret_number + more_zeros[x & 1] : 0;
}
WEAK int both_weak(int x) { return x + 100; }
NOINLINE int one_strong(int x) { return x * 7; }
static NOINLINE int same_name(int x) { volatile int y = x; return y * 50 + counter; }

SEC("socket") int second_program(struct context *context) {
  int key = 1;
  struct node *found = bpf_map_lookup_elem(&ours, &key);
  long *other_found = bpf_map_lookup_elem(&theirs, &key);
  if (other_found) return *other_found;
  return (found ? found->value : 0) + both_weak(2) + one_strong(3) + same_name(context->length)
      + hidden(1) + LINUX_KERNEL_VERSION + other.x;
}

SEC("xdp") int in_its_own_section(struct context *context) { return same_name(3) + spare; }

char LICENSE[] SEC("license") = "GPL";
