/* Arenas, timers and work queues. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KFUNC extern __attribute__((section(".ksyms")))
#define ARENA __attribute__((address_space(1)))
#define ARENA_ARG __attribute__((btf_decl_tag("arg:arena")))
struct bpf_wq { u64 o[2]; } __attribute__((aligned(8)));
KFUNC void ARENA *bpf_arena_alloc_pages(void *map, void ARENA *addr, u32 pages, int node, u64 flags);
KFUNC void bpf_arena_free_pages(void *map, void ARENA *addr, u32 pages);
KFUNC int bpf_wq_init(struct bpf_wq *wq, void *map, unsigned flags);
KFUNC int bpf_wq_start(struct bpf_wq *wq, unsigned flags);
KFUNC int bpf_wq_set_callback_impl(struct bpf_wq *wq, int (cb)(void *map, int *key, void *value), unsigned flags, void *aux);
struct { __uint(type, 33); __uint(map_flags, 1 << 10); __uint(max_entries, 10); } arena SEC(".maps");
struct timed { struct bpf_timer timer; int n; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, struct timed); } timers SEC(".maps");
struct worked { struct bpf_wq wq; int n; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, struct worked); } works SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1); __type(key, int); __type(value, struct worked); } works2 SEC(".maps");
struct node { struct node ARENA *next; long v; };
long total;
int ARENA in_arena;
SEC("syscall") int allocates(void *ctx) {
  struct node ARENA *p = bpf_arena_alloc_pages(&arena, 0, 1, -1, 0);
  if (!p) return 1;
  p->v = 5; p->next = p;
  total = p->next->v;
  bpf_arena_free_pages(&arena, p, 1);
  return 0;
}
SEC("syscall") int unchecked(void *ctx) {
  struct node ARENA *p = bpf_arena_alloc_pages(&arena, 0, 1, -1, 0);
  p->v = 5;
  return 0;
}
SEC("syscall") int never_freed(void *ctx) { return bpf_arena_alloc_pages(&arena, 0, 1, -1, 0) != 0; }
SEC("syscall") int global(void *ctx) { in_arena = 3; return in_arena; }
SEC("syscall") int variable(void *ctx) {
  long ARENA *p = bpf_arena_alloc_pages(&arena, 0, 1, -1, 0);
  if (!p) return 1;
  p[bpf_get_prandom_u32()] = 3; p[-5] = 2;
  return 0;
}
SEC("syscall") int atomic(void *ctx) {
  long ARENA *p = bpf_arena_alloc_pages(&arena, 0, 1, -1, 0);
  if (!p) return 1;
  __sync_fetch_and_add(p, 3);
  return 0;
}
SEC("syscall") int to_helper(void *ctx) {
  void ARENA *p = bpf_arena_alloc_pages(&arena, 0, 1, -1, 0);
  if (!p) return 1;
  bpf_get_current_comm((void *)p, 16);
  return 0;
}
SEC("syscall") int other_map(void *ctx) { return bpf_arena_alloc_pages(&timers, 0, 1, -1, 0) != 0; }
SEC("syscall") int number_as_address(void *ctx) { long ARENA *p = (void ARENA *)total; *p = 4; asm volatile("" :: "r"(&arena)); return *p; }
SEC("tc") int not_asleep(void *ctx) { return bpf_arena_alloc_pages(&arena, 0, 1, -1, 0) != 0; }
SEC("tc") int uses(void *ctx) { return in_arena; }
SEC("syscall") int free_any(void *ctx) { bpf_arena_free_pages(&arena, (void ARENA *)total, bpf_get_prandom_u32()); return 0; }
__attribute__((noinline)) int sums(struct node ARENA *n ARENA_ARG) { long s = 0; for (int i = 0; i < 10 && n; i++) { s += n->v; n = n->next; } return s; }
SEC("syscall") int passes(void *ctx) { struct node ARENA *p = bpf_arena_alloc_pages(&arena, 0, 1, -1, 0); return sums(p); }
SEC("syscall") int loop_list(void *ctx) {
  struct node ARENA *p = bpf_arena_alloc_pages(&arena, 0, 1, -1, 0); long s = 0;
  for (int i = 0; i < 100 && p; i++) { s += p->v; p = p->next; }
  return s;
}
static int tick(void *map, int *key, struct timed *t) { t->n++; bpf_timer_start(&t->timer, 1000, 0); return 0; }
static int tick1(void *map, int *key, struct timed *t) { return 1; }
#define TIMER(name, cb, m) SEC("tc") int name(void *ctx) { int k = 0; struct timed *t = bpf_map_lookup_elem(&timers, &k); if (!t) return 0; \
  bpf_timer_init(&t->timer, m, 1); bpf_timer_set_callback(&t->timer, cb); bpf_timer_start(&t->timer, 5, 0); bpf_timer_cancel(&t->timer); return 0; }
TIMER(timer, tick, &timers) TIMER(timer_bad_return, tick1, &timers) TIMER(timer_other_map, tick, &works)
SEC("tc") int timer_read(void *ctx) { int k = 0; struct timed *t = bpf_map_lookup_elem(&timers, &k); return t ? *(volatile int *)&t->timer : 0; }
static int work(void *map, int *key, void *value) { struct worked *w = value; w->n++; bpf_wq_start(&w->wq, 0); return 0; }
static int work1(void *map, int *key, void *value) { return 1; }
static int worksleep(void *map, int *key, void *value) { char b[8]; bpf_copy_from_user(b, 8, (void *)0x1000); return 0; }
#define WORK(name, cb, m) SEC("tc") int name(void *ctx) { int k = 0; struct worked *w = bpf_map_lookup_elem(&works, &k); if (!w) return 0; \
  bpf_wq_init(&w->wq, m, 0); bpf_wq_set_callback_impl(&w->wq, cb, 0, 0); bpf_wq_start(&w->wq, 0); return 0; }
WORK(worked, work, &works) WORK(work_bad_return, work1, &works) WORK(work_sleeps, worksleep, &works) WORK(work_other_map, work, &timers) WORK(work_other_works, work, &works2)
SEC("tc") int work_read(void *ctx) { int k = 0; struct worked *t = bpf_map_lookup_elem(&works, &k); return t ? *(volatile int *)&t->wq : 0; }
SEC("tc") int work_no_wq(void *ctx) { int k = 0; struct worked *w = bpf_map_lookup_elem(&works, &k); if (!w) return 0; return bpf_wq_start((void *)&w->n, 0); }
SEC("tc") int work_nullable(void *ctx) { int k = 1; struct worked *w = bpf_map_lookup_elem(&works, &k); return bpf_wq_start(&w->wq, 0); }
SEC("tc") int work_on_stack(void *ctx) { struct bpf_wq w = {}; return bpf_wq_start(&w, 0); }
SEC("kprobe/x") int work_in_kprobe(void *ctx) { int k = 0; struct worked *w = bpf_map_lookup_elem(&works, &k); if (!w) return 0; return bpf_wq_start(&w->wq, 0); }
SEC("tc") int work_flags(void *ctx) { int k = 0; struct worked *w = bpf_map_lookup_elem(&works, &k); if (!w) return 0; return bpf_wq_start(&w->wq, bpf_get_prandom_u32()); }
#define P(name, code) SEC("syscall") int name(void *ctx) { void ARENA *p = bpf_arena_alloc_pages(&arena, 0, 1, -1, 0); long r = (long)ctx; asm volatile("r6 = %[p];" code : [r]"+r"(r) : [p]"r"(p), [c]"r"(ctx) : "r6","r7","r8","memory"); return 0; }
P(deref, "r7 = *(u64 *)(r6 + 8);")
P(scalar_plus, "r7 = 8; r7 += r6; r8 = *(u64 *)(r7 + 0);")
P(unknown_plus, "r7 = *(u64 *)(r6 + 8); r7 += r6; r8 = *(u64 *)(r7 + 0);")
P(minus_itself, "r7 = r6; r7 -= r6; r8 = *(u64 *)(r7 + 0);")
P(narrow, "r7 = r6; w7 += 4; r8 = *(u64 *)(r7 + 0);")
P(narrow_mul, "r7 = r6; w7 *= 4; r8 = *(u64 *)(r7 + 0);")
P(wmov, "w7 = w6; r8 = *(u64 *)(r7 + 0);")
P(neg, "r7 = r6; r7 = -r7; r8 = *(u64 *)(r7 + 0);")
P(swap, "r7 = r6; r7 = be64 r7; r8 = *(u64 *)(r7 + 0);")
P(cast_to, "r7 = addr_space_cast(r6, 1, 0); r8 = *(u64 *)(r7 + 0);")
P(cast_from, "r7 = addr_space_cast(r6, 0, 1); r8 = *(u64 *)(r7 + 0);")
P(cast_number, "r7 = 5; r7 = addr_space_cast(r7, 0, 1); r8 = *(u64 *)(r7 + 0);")
P(cast_context, "r7 = addr_space_cast(%[c], 0, 1); r8 = *(u64 *)(r7 + 0);")
P(cast_context1, "r7 = addr_space_cast(%[c], 1, 0); r8 = *(u64 *)(r7 + 0);")
P(cast_stack, "r7 = addr_space_cast(r10, 0, 1); r8 = *(u64 *)(r7 + 0);")
P(cast_bad, "r7 = addr_space_cast(r6, 2, 0);")
P(store_pointer, "r7 = addr_space_cast(r6, 0, 1); *(u64 *)(r7 + 0) = r10;")
P(store_ctx, "*(u64 *)(r6 + 0) = %[c];")
P(compare, "if r6 > r10 goto +1; r7 = 1;")
P(compare2, "if r6 > 5 goto +1; r7 = 1;")
P(compare3, "if w6 > 5 goto +1; r7 = 1;")
P(signed_load, "r7 = addr_space_cast(r6, 0, 1); r8 = *(s8 *)(r7 + 0);")
P(div, "r6 /= 3; r7 = *(u64 *)(r6 + 0);")
P(shift, "r6 <<= 70; ")
P(plus_stack, "r6 += r10; r7 = *(u64 *)(r6 + 0);")
P(stack_plus, "r7 = r10; r7 += r6; r7 = *(u64 *)(r7 + 0);")
P(a_deref, "r6 = addr_space_cast(r6, 0, 1);r7 = *(u64 *)(r6 + 8);")
P(a_scalar_plus, "r6 = addr_space_cast(r6, 0, 1);r7 = 8; r7 += r6; r8 = *(u64 *)(r7 + 0);")
P(a_unknown_plus, "r6 = addr_space_cast(r6, 0, 1);r7 = *(u64 *)(r6 + 8); r7 += r6; r8 = *(u64 *)(r7 + 0);")
P(a_minus_itself, "r6 = addr_space_cast(r6, 0, 1);r7 = r6; r7 -= r6; r8 = *(u64 *)(r7 + 0);")
P(a_narrow, "r6 = addr_space_cast(r6, 0, 1);r7 = r6; w7 += 4; r8 = *(u64 *)(r7 + 0);")
P(a_narrow_mul, "r6 = addr_space_cast(r6, 0, 1);r7 = r6; w7 *= 4; r8 = *(u64 *)(r7 + 0);")
P(a_wmov, "r6 = addr_space_cast(r6, 0, 1);w7 = w6; r8 = *(u64 *)(r7 + 0);")
P(a_neg, "r6 = addr_space_cast(r6, 0, 1);r7 = r6; r7 = -r7; r8 = *(u64 *)(r7 + 0);")
P(a_swap, "r6 = addr_space_cast(r6, 0, 1);r7 = r6; r7 = be64 r7; r8 = *(u64 *)(r7 + 0);")
P(a_store_ctx, "r6 = addr_space_cast(r6, 0, 1);*(u64 *)(r6 + 0) = %[c];")
P(a_compare, "r6 = addr_space_cast(r6, 0, 1);if r6 > r10 goto +1; r7 = 1;")
P(a_compare2, "r6 = addr_space_cast(r6, 0, 1);if r6 > 5 goto +1; r7 = 1;")
P(a_compare3, "r6 = addr_space_cast(r6, 0, 1);if w6 > 5 goto +1; r7 = 1;")
P(a_div, "r6 = addr_space_cast(r6, 0, 1);r6 /= 3; r7 = *(u64 *)(r6 + 0);")
P(a_shift, "r6 = addr_space_cast(r6, 0, 1);r6 <<= 70; ")
P(a_plus_stack, "r6 = addr_space_cast(r6, 0, 1);r6 += r10; r7 = *(u64 *)(r6 + 0);")
P(a_stack_plus, "r6 = addr_space_cast(r6, 0, 1);r7 = r10; r7 += r6; r7 = *(u64 *)(r7 + 0);")
