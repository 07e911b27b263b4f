/* What only some round of a loop does, or a callback that is called in one, has to be followed as well. */
#include "common.h"
#define KFUNC extern __attribute__((section(".ksyms")))
#define can_loop ({ __label__ out, on; _Bool go = 1; asm volatile goto("may_goto %l[out]" :::: out); goto on; out: go = 0; on:; go; })
struct bpf_iter_num { u64 opaque[1]; } __attribute__((aligned(8)));
KFUNC int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end);
KFUNC int *bpf_iter_num_next(struct bpf_iter_num *it);
KFUNC void bpf_iter_num_destroy(struct bpf_iter_num *it);
u32 array[8];
static long fine(u64 i, void *c) { return 0; }
static long wrong(u64 i, void *c) { array[i] = 1; return 0; }
static long wrong_inside(u64 i, void *c) { bpf_loop(1, wrong, 0, 0); return 0; }

SEC("tc") int behind_a_loop_of_unknown_length(struct __sk_buff *s) {
  bpf_loop(s->len, fine, 0, 0);
  bpf_loop(1, wrong, 0, 0);
  return 0;
}

SEC("tc") int in_an_iterator(struct __sk_buff *s) {
  struct bpf_iter_num t;
  bpf_iter_num_new(&t, 0, 4);
  while (bpf_iter_num_next(&t)) bpf_loop(1, wrong, 0, 0);
  bpf_iter_num_destroy(&t);
  return 0;
}

SEC("tc") int fine_in_an_iterator(struct __sk_buff *s) {
  struct bpf_iter_num t;
  bpf_iter_num_new(&t, 0, 4);
  while (bpf_iter_num_next(&t)) bpf_loop(1, fine, 0, 0);
  bpf_iter_num_destroy(&t);
  return 0;
}

SEC("tc") int in_may_goto(struct __sk_buff *s) {
  for (int n = 0; n < 9 && can_loop; n++) bpf_loop(1, wrong, 0, 0);
  return 0;
}

SEC("tc") int in_a_callback(struct __sk_buff *s) {
  bpf_loop(3, wrong_inside, 0, 0);
  return 0;
}

/* Both calls are needed, each of which has a way of its own; the ways that come first end with calls left. */
struct marks { u64 one, two, three; };
static __attribute__((naked)) long marks(u64 i, struct marks *m) {
  asm volatile("r6 = r2; call %[random]; r3 = 5; r4 = r0; r0 = 0; if r4 == 7 goto 1f; if r4 == 8 goto 2f;"
               "*(u64 *)(r6 + 16) = r3; exit; 1: *(u64 *)(r6 + 0) = r3; exit; 2: *(u64 *)(r6 + 8) = r3; exit;"
               :: [random] "i"(bpf_get_prandom_u32) : "memory");
}
SEC("tc") int two_calls(struct __sk_buff *s) {
  struct marks m = {1, 1, 1};
  bpf_loop(2, marks, &m, 0);
  asm volatile("r3 = *(u64 *)%[one]; if r3 != 5 goto 1f; r3 = *(u64 *)%[two]; if r3 != 5 goto 1f; r3 = *(u64 *)%[three]; if r3 != 1 goto 1f; r3 /= 0; 1:"
               :: [one] "m"(m.one), [two] "m"(m.two), [three] "m"(m.three) : "r3");
  return 0;
}

/* The second loop inside sets, in its third round, what the first one uses in its third. */
SEC("tc") __attribute__((naked)) int one_inside_sets_what_another_uses(struct __sk_buff *s) {
  asm volatile(
      "r1 = r10; r1 += -24; r2 = 0; r3 = 5; call bpf_iter_num_new; r7 = 0; r8 = 0; r9 = -16;"
      "1: r1 = r10; r1 += -24; call bpf_iter_num_next; if r0 == 0 goto 9f;"
      "r1 = r10; r1 += -32; r2 = 0; r3 = 5; call bpf_iter_num_new; r7 = 0; r8 = 0;"
      "2: r1 = r10; r1 += -32; call bpf_iter_num_next; if r0 == 0 goto 4f;"
      "if r7 != 1 goto 3f; r7 = 0; r8 = 1; goto 2b;"
      "3: if r7 != 0 goto 2b; r7 = 1; call %[random]; if r0 != 5 goto 7f; goto 2b; 7: if r8 != 1 goto 2b;"
      "r1 = r10; r1 += r9; r2 = 1; *(u64 *)(r1 + 0) = r2;"
      "r1 = r10; r1 += -32; call bpf_iter_num_destroy; r1 = r10; r1 += -24; call bpf_iter_num_destroy; r0 = 0; exit;"
      "4: r1 = r10; r1 += -32; call bpf_iter_num_destroy;"
      "r1 = r10; r1 += -32; r2 = 0; r3 = 5; call bpf_iter_num_new; r7 = 0; r8 = 0;"
      "5: r1 = r10; r1 += -32; call bpf_iter_num_next; if r0 == 0 goto 8f;"
      "if r7 != 1 goto 6f; r7 = 0; r8 = 1; goto 5b;"
      "6: if r7 != 0 goto 5b; r7 = 1; call %[random]; if r0 != 5 goto 7f; goto 5b; 7: if r8 != 1 goto 5b; r7 = 0; r9 = -17; goto 5b;"
      "8: r1 = r10; r1 += -32; call bpf_iter_num_destroy; goto 1b;"
      "9: r1 = r10; r1 += -24; call bpf_iter_num_destroy; r0 = 0; exit;"
      :: [random] "i"(bpf_get_prandom_u32), "i"(bpf_iter_num_new), "i"(bpf_iter_num_next), "i"(bpf_iter_num_destroy));
}
