// One of two objects that become one: what the other defines, it declares.
#include "parts.h"

struct { __uint(type, 1); __uint(max_entries, 16); __type(key, int); __type(value, struct node); } ours MAPS;

int counter = 7;
const volatile int limit = 9;
int zeros[4];
struct node node;
static int secret_number = 3;
extern long far_away;
extern int LINUX_KERNEL_VERSION __attribute__((section(".kconfig")));
extern int CONFIG_NOBODY_HAS __attribute__((section(".kconfig"), weak));

extern int second_function(struct node *node, int x);
WEAK int both_weak(int x) { return x + 1; }
WEAK NOINLINE int one_strong(int x) { return x * 3; }
HIDDEN NOINLINE int hidden(int x) { return x + secret_number; }
static NOINLINE int same_name(int x) { volatile int y = x; return y * 5 + counter; }

SEC("socket") int first_program(struct context *context) {
  int key = 1;
  struct node *value = bpf_map_lookup_elem(&ours, &key);
  if (LINUX_KERNEL_VERSION > 5) counter++;
  return second_function(&node, 3) + both_weak(2) + one_strong(4) + hidden(5)
      + same_name(context->length) + (int)far_away + (value ? value->value : 0) + limit + zeros[1] + CONFIG_NOBODY_HAS;
}

char LICENSE[] SEC("license") = "GPL";
