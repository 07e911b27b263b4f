// What both objects know. The first sees `struct other` declared only.
#include "../objects/bpf.h"

#define MAPS __attribute__((section(".maps")))
#define WEAK __attribute__((weak))
#define HIDDEN __attribute__((visibility("hidden")))

struct other;
struct node {
  struct node *next;
  struct other *other;
  int value;
};
struct context {
  u32 length;
};
