/* Locks that may fail, one or several, with and without interrupts. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KFUNC extern __attribute__((section(".ksyms")))
struct bpf_res_spin_lock { u32 val; } __attribute__((aligned(4)));
KFUNC int bpf_res_spin_lock(struct bpf_res_spin_lock *l);
KFUNC void bpf_res_spin_unlock(struct bpf_res_spin_lock *l);
KFUNC int bpf_res_spin_lock_irqsave(struct bpf_res_spin_lock *l, unsigned long *f);
KFUNC void bpf_res_spin_unlock_irqrestore(struct bpf_res_spin_lock *l, unsigned long *f);
KFUNC void bpf_local_irq_save(unsigned long *f); KFUNC void bpf_local_irq_restore(unsigned long *f);
KFUNC void bpf_preempt_disable(void); KFUNC void bpf_preempt_enable(void);
struct v { long x; struct bpf_res_spin_lock l; };
struct w { long x; struct bpf_res_spin_lock l; };
struct both { struct bpf_spin_lock a; struct bpf_res_spin_lock l; };
struct sp { struct bpf_spin_lock a; int x; };
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 2); __type(key,int); __type(value, struct w); } m SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 2); __type(key,int); __type(value, struct w); } h SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 2); __type(key,int); __type(value, struct sp); } sm SEC(".maps");
struct bpf_res_spin_lock A SEC(".data.A"); struct bpf_res_spin_lock B SEC(".data.B");
long total;
#define P(n) SEC("tc") int n(struct __sk_buff *s) { int k = 0; unsigned long f, g; struct w *v = bpf_map_lookup_elem(&m, &k), *u = bpf_map_lookup_elem(&m, &k); if (!v || !u) return 0; 
P(pair) if (bpf_res_spin_lock(&v->l)) return 1; v->x++; bpf_res_spin_unlock(&v->l); return 0; }
P(unchecked) bpf_res_spin_lock(&v->l); v->x++; bpf_res_spin_unlock(&v->l); return 0; }
P(leak) if (bpf_res_spin_lock(&v->l)) return 1; return 0; }
P(unlock_on_failure) if (bpf_res_spin_lock(&v->l)) { bpf_res_spin_unlock(&v->l); return 1; } bpf_res_spin_unlock(&v->l); return 0; }
P(unlock_only) bpf_res_spin_unlock(&v->l); return 0; }
P(twice) if (bpf_res_spin_lock(&v->l)) return 1; if (bpf_res_spin_lock(&v->l)) { bpf_res_spin_unlock(&v->l); return 1; } bpf_res_spin_unlock(&v->l); bpf_res_spin_unlock(&v->l); return 0; }
P(nested) if (bpf_res_spin_lock(&v->l)) return 1; if (bpf_res_spin_lock(&u->l)) { bpf_res_spin_unlock(&v->l); return 1; } bpf_res_spin_unlock(&u->l); bpf_res_spin_unlock(&v->l); return 0; }
P(nested_out_of_order) if (bpf_res_spin_lock(&v->l)) return 1; if (bpf_res_spin_lock(&u->l)) { bpf_res_spin_unlock(&v->l); return 1; } bpf_res_spin_unlock(&v->l); bpf_res_spin_unlock(&u->l); return 0; }
P(other_unlocked) if (bpf_res_spin_lock(&v->l)) return 1; bpf_res_spin_unlock(&u->l); return 0; }
P(irq) if (bpf_res_spin_lock_irqsave(&v->l, &f)) return 1; v->x++; bpf_res_spin_unlock_irqrestore(&v->l, &f); return 0; }
P(irq_leak) if (bpf_res_spin_lock_irqsave(&v->l, &f)) return 1; v->x++; return 0; }
P(irq_fail_restore) if (bpf_res_spin_lock_irqsave(&v->l, &f)) { bpf_local_irq_restore(&f); return 1; } bpf_res_spin_unlock_irqrestore(&v->l, &f); return 0; }
P(irq_mixed) if (bpf_res_spin_lock_irqsave(&v->l, &f)) return 1; bpf_res_spin_unlock(&v->l); bpf_local_irq_restore(&f); return 0; }
P(irq_mixed2) bpf_local_irq_save(&f); if (bpf_res_spin_lock(&v->l)) { bpf_local_irq_restore(&f); return 1; } bpf_res_spin_unlock_irqrestore(&v->l, &f); return 0; }
P(irq_around) bpf_local_irq_save(&f); if (bpf_res_spin_lock(&v->l)) { bpf_local_irq_restore(&f); return 1; } bpf_res_spin_unlock(&v->l); bpf_local_irq_restore(&f); return 0; }
P(irq_nested) if (bpf_res_spin_lock_irqsave(&v->l, &f)) return 1; if (bpf_res_spin_lock_irqsave(&u->l, &g)) { bpf_res_spin_unlock_irqrestore(&v->l, &f); return 1; } bpf_res_spin_unlock_irqrestore(&u->l, &g); bpf_res_spin_unlock_irqrestore(&v->l, &f); return 0; }
P(irq_nested_swapped) if (bpf_res_spin_lock_irqsave(&v->l, &f)) return 1; if (bpf_res_spin_lock_irqsave(&u->l, &g)) { bpf_res_spin_unlock_irqrestore(&v->l, &f); return 1; } bpf_res_spin_unlock_irqrestore(&u->l, &f); bpf_res_spin_unlock_irqrestore(&v->l, &g); return 0; }
P(irq_local_restores_lock) if (bpf_res_spin_lock_irqsave(&v->l, &f)) return 1; bpf_local_irq_restore(&f); return 0; }
P(irq_lock_restores_local) bpf_local_irq_save(&f); bpf_res_spin_unlock_irqrestore(&v->l, &f); return 0; }
P(irq_same_place) bpf_local_irq_save(&f); if (bpf_res_spin_lock_irqsave(&v->l, &f)) return 1; return 0; }
P(helper_under) if (bpf_res_spin_lock(&v->l)) return 1; total = bpf_ktime_get_ns(); bpf_res_spin_unlock(&v->l); return 0; }
P(lookup_under) if (bpf_res_spin_lock(&v->l)) return 1; bpf_map_lookup_elem(&h, &k); bpf_res_spin_unlock(&v->l); return 0; }
P(kfunc_under) if (bpf_res_spin_lock(&v->l)) return 1; bpf_preempt_disable(); bpf_preempt_enable(); bpf_res_spin_unlock(&v->l); return 0; }
static __attribute__((noinline)) int callee(struct w *v) { v->x++; return 0; }
P(static_under) if (bpf_res_spin_lock(&v->l)) return 1; callee(v); bpf_res_spin_unlock(&v->l); return 0; }
__attribute__((noinline)) int gcallee(int x) { total++; return 0; }
P(global_under) if (bpf_res_spin_lock(&v->l)) return 1; gcallee(1); bpf_res_spin_unlock(&v->l); return 0; }
static __attribute__((noinline)) int locker(struct w *v) { return bpf_res_spin_lock(&v->l); }
P(lock_in_callee) if (locker(v)) return 1; bpf_res_spin_unlock(&v->l); return 0; }
P(touches) *(volatile int *)&v->l = 1; return 0; }
P(reads) total = *(volatile int *)&v->l; return 0; }
P(spin_inside) struct sp *q = bpf_map_lookup_elem(&sm, &k); if (!q) return 0; if (bpf_res_spin_lock(&v->l)) return 1; bpf_spin_lock(&q->a); q->x++; bpf_spin_unlock(&q->a); bpf_res_spin_unlock(&v->l); return 0; }
P(res_inside_spin) struct sp *q = bpf_map_lookup_elem(&sm, &k); if (!q) return 0; bpf_spin_lock(&q->a); if (bpf_res_spin_lock(&v->l)) {bpf_spin_unlock(&q->a);return 1;} bpf_res_spin_unlock(&v->l); bpf_spin_unlock(&q->a);  return 0; }
P(globals_nested) if (bpf_res_spin_lock(&A)) return 1; if (bpf_res_spin_lock(&B)) { bpf_res_spin_unlock(&A); return 1;} bpf_res_spin_unlock(&B); bpf_res_spin_unlock(&A); return 0; }
P(globals_crossed) if (bpf_res_spin_lock(&A)) return 1; if (bpf_res_spin_lock(&B)) { bpf_res_spin_unlock(&A); return 1;} bpf_res_spin_unlock(&A); bpf_res_spin_unlock(&B); return 0; }
P(global_twice) if (bpf_res_spin_lock(&A)) return 1; if (bpf_res_spin_lock(&A)) { bpf_res_spin_unlock(&A); return 1;} bpf_res_spin_unlock(&A); bpf_res_spin_unlock(&A); return 0; }
P(moved) if (bpf_res_spin_lock((void*)v)) return 1; bpf_res_spin_unlock(&v->l); return 0; }
P(spin_for_res) bpf_spin_lock((void*)&v->l); bpf_spin_unlock((void*)&v->l); return 0; }
P(in_loop) for (int i = 0; i < 10; i++) { if (bpf_res_spin_lock(&v->l)) return 1; v->x++; bpf_res_spin_unlock(&v->l); } return 0; }
P(held_over_loop) if (bpf_res_spin_lock(&v->l)) return 1; for (int i = 0; i < 100; i++) { v->x += i; asm volatile("");} bpf_res_spin_unlock(&v->l); return 0; }
SEC("xdp") int in_xdp(void *s) { if (bpf_res_spin_lock(&A)) return 1; bpf_res_spin_unlock(&A); return 2; }
SEC("kprobe/x") int in_kprobe(void *s) { if (bpf_res_spin_lock(&A)) return 1; bpf_res_spin_unlock(&A); return 0; }
SEC("raw_tp/x") int in_raw(void *s) { if (bpf_res_spin_lock(&A)) return 1; bpf_res_spin_unlock(&A); return 0; }
SEC("socket") int in_socket(void *s) { if (bpf_res_spin_lock(&A)) return 1; bpf_res_spin_unlock(&A); return 0; }
SEC("tp_btf/sched_switch") int in_tracing(void *s) { if (bpf_res_spin_lock(&A)) return 1; bpf_res_spin_unlock(&A); return 0; }
SEC("iter.s/task") int in_sleep(void *s) { if (bpf_res_spin_lock(&A)) return 1; bpf_res_spin_unlock(&A); return 0; }
SEC("iter.s/task") int sleeps_under(void *s) { char b[8]; if (bpf_res_spin_lock(&A)) return 1; bpf_copy_from_user(b, 8, 0); bpf_res_spin_unlock(&A); return 0; }
SEC("tc") int of_hash(void *s) { int k = 0; struct w *v = bpf_map_lookup_elem(&h, &k); if (!v) return 0; if (bpf_res_spin_lock(&v->l)) return 1; bpf_res_spin_unlock(&v->l); return 2; }
