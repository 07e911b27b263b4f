#include "common.h"

struct inner { int depth; u64 width; } CORE;
struct task { int pid; struct inner in; struct task *parent; char name[16]; } CORE;
enum kind { KIND_A = 1, KIND_B = 2 };
SEC("kprobe/do_exit") int core(struct task *task) {
  int pid = task->parent->pid;
  if (__builtin_preserve_field_info(task->in.width, 2)) pid += (int)task->in.width;
  if (__builtin_preserve_type_info(*(struct inner *)0, 0)) pid += task->name[3];
  return pid + (int)__builtin_preserve_enum_value(*(typeof(enum kind) *)KIND_B, 1);
}
