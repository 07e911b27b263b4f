// All tasks, one after another.
#include "bpf.h"

HELPER(127, long, bpf_seq_write, void *, const void *, u32)

struct bpf_iter_meta { void *seq; };
struct context { struct bpf_iter_meta *meta; void *task; };

static inline __attribute__((always_inline)) int write(struct context *context) {
  static const char line[] = "task\n";
  if (context->task) bpf_seq_write(context->meta->seq, line, 5);
  return 0;
}

SEC("iter/task") int tasks(struct context *context) { return write(context); }
SEC("iter.s/task") int tasks_sleepable(struct context *context) { return write(context); }

LICENSE;
