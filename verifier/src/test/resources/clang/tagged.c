/* Global functions whose parameters have tags, or are objects of the kernel; and those that may sleep. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KERNEL __attribute__((preserve_access_index))
#define KFUNC extern __attribute__((section(".ksyms")))
#define __noinline_global __attribute__((noinline))
#define __arg_ctx __attribute__((btf_decl_tag("arg:ctx")))
#define __arg_nonnull __attribute__((btf_decl_tag("arg:nonnull")))
#define __arg_nullable __attribute__((btf_decl_tag("arg:nullable")))
#define __arg_trusted __attribute__((btf_decl_tag("arg:trusted")))
#define __arg_untrusted __attribute__((btf_decl_tag("arg:untrusted")))
#define __arg_arena __attribute__((btf_decl_tag("arg:arena")))
struct css_set { int x; } KERNEL;
struct task_struct { int pid; struct task_struct *real_parent; struct task_struct *last_wakee; struct css_set *cgroups; } KERNEL;
struct cgroup { int level; } KERNEL;
struct own { int a; long b; };
KFUNC struct task_struct *bpf_task_acquire(struct task_struct *p);
KFUNC void bpf_task_release(struct task_struct *p);
KFUNC struct task_struct *bpf_task_from_pid(int pid);
KFUNC void bpf_rcu_read_lock(void); KFUNC void bpf_rcu_read_unlock(void);
long total;
#define G __noinline_global int
G trusted(struct task_struct *t __arg_trusted) { return t->pid; }
G trusted_null(struct task_struct *t __arg_trusted __arg_nullable) { return t ? t->pid : 0; }
G trusted_null_unchecked(struct task_struct *t __arg_trusted __arg_nullable) { return t->pid; }
G trusted_acquires(struct task_struct *t __arg_trusted) { struct task_struct *p = bpf_task_acquire(t); if (!p) return 0; int r = p->pid; bpf_task_release(p); return r; }
G trusted_releases(struct task_struct *t __arg_trusted) { bpf_task_release(t); return 0; }
G untrusted(struct task_struct *t __arg_untrusted) { return t->pid; }
G untrusted_acquires(struct task_struct *t __arg_untrusted) { struct task_struct *p = bpf_task_acquire(t); if (!p) return 0; bpf_task_release(p); return 0; }
G untrusted_own(struct own *t __arg_untrusted) { return t->a; }
G untrusted_own_write(struct own *t __arg_untrusted) { t->a = 1; return 0; }
G untrusted_int(int *t __arg_untrusted) { return *t; }
G untrusted_void(void *t __arg_untrusted) { return *(int *)t; }
G untrusted_beyond(int *t __arg_untrusted) { return t[1000]; }
G trusted_own(struct own *t __arg_trusted) { return t->a; }
G trusted_int(int *t __arg_trusted) { return *t; }
G plain_task(struct task_struct *t) { return t ? 1 : 0; }
G ctxnull(struct __sk_buff *s __arg_ctx __arg_nonnull) { return s->len; }
G ctxnullable(struct __sk_buff *s __arg_ctx __arg_nullable) { return s ? s->len : 0; }
G nullable_mem(int *p __arg_nullable) { return p ? *p : 0; }
G nullable_nonnull(int *p __arg_nullable __arg_nonnull) { return *p; }
G nonnull_int(int p __arg_nonnull) { return p; }
G unknown_tag(int *p __attribute__((btf_decl_tag("arg:strange")))) { return p ? *p : 0; }
#define T(n, e) SEC("tp_btf/sched_switch") int BPF_PROG(n, _Bool preempt, struct task_struct *prev) { struct task_struct *t; return e; }
T(a1, trusted(prev))
T(a2, trusted(0))
T(a3, trusted_null(0))
T(a4, trusted_null(prev))
T(a5, trusted_null_unchecked(prev))
T(a6, trusted_acquires(prev))
T(a7, trusted_releases(prev))
T(a8, untrusted(prev))
T(a9, untrusted(0))
T(a10, untrusted(prev->last_wakee))
T(a11, untrusted_acquires(prev))
T(a12, untrusted_own((void*)prev))
T(a13, untrusted_own_write((void*)prev))
T(a14, untrusted_int((void*)total))
T(a15, untrusted_void((void*)total))
T(a16, untrusted_beyond((void*)total))
T(a17, trusted_own((void*)prev))
T(a18, trusted_int((void*)prev))
T(a19, plain_task(prev))
T(a20, trusted(prev->last_wakee))
T(a21, trusted(prev->real_parent))
T(a22, trusted(bpf_get_current_task_btf()))
T(a23, ({ t = bpf_task_from_pid(1); int r = 0; if (t) { r = trusted(t); bpf_task_release(t); } r; }))
T(a24, ({ t = bpf_task_from_pid(1); int r = trusted_null(t);  if (t) { bpf_task_release(t); } r; }))
T(a25, ({ t = bpf_task_from_pid(1); int r = trusted(t);  if (t) { bpf_task_release(t); } r; }))
T(a26, ({ struct own o = {}; untrusted_own(&o); }))
T(a27, ({ int o = 1; untrusted_int(&o); }))
T(a29, nonnull_int(1))
T(a30, unknown_tag(0))
T(a31, nullable_mem(0))
T(a32, ({ int x = 1; nullable_mem(&x); }))
T(a33, ({ int x = 1; nullable_nonnull(&x); }))
T(a34, trusted((void*)ctx))
T(a35, untrusted((void *)total))
T(a36, trusted((void *)total))
SEC("tc") int c1(struct __sk_buff *s) { return ctxnull(s); }
SEC("tc") int c2(struct __sk_buff *s) { return ctxnullable(s); }
SEC("tc") int c3(struct __sk_buff *s) { return ctxnullable(0); }
SEC("iter.s/task") int s1(void *c) { return trusted(bpf_get_current_task_btf()); }
SEC("iter.s/task") int s2(void *c) { int r; bpf_rcu_read_lock(); r = trusted(bpf_get_current_task_btf()->real_parent); bpf_rcu_read_unlock(); return 0; }
G sleepy_in_global(int x) { bpf_rcu_read_lock(); total += x; bpf_rcu_read_unlock(); return 0; }
SEC("iter.s/task") int s3(void *c) { bpf_rcu_read_lock(); sleepy_in_global(1); bpf_rcu_read_unlock(); return 0; }
G leaves_lock(int x) { bpf_rcu_read_lock(); return 0; }
SEC("iter.s/task") int s4(void *c) { leaves_lock(1); bpf_rcu_read_unlock(); return 0; }
G from_user(int x) { char b[8]; bpf_copy_from_user(b, 8, (void*)(long)x); return b[0]; }
SEC("iter.s/task") int s5(void *c) { bpf_rcu_read_lock(); from_user(1); bpf_rcu_read_unlock(); return 0; }
SEC("iter.s/task") int s6(void *c) { from_user(1); return 0; }
KFUNC void bpf_preempt_disable(void); KFUNC void bpf_preempt_enable(void);
SEC("iter.s/task") int s7(void *c) { bpf_preempt_disable(); from_user(1); bpf_preempt_enable(); return 0; }
SEC("tp_btf/sched_switch") int s8(void *c) { bpf_preempt_disable(); sleepy_in_global(1); bpf_preempt_enable(); return 0; }
KFUNC void bpf_local_irq_save(unsigned long *f); KFUNC void bpf_local_irq_restore(unsigned long *f);
SEC("tp_btf/sched_switch") int s9(void *c) { unsigned long f; bpf_local_irq_save(&f); sleepy_in_global(1); bpf_local_irq_restore(&f); return 0; }
SEC("iter.s/task") int s10(void *c) { unsigned long f; bpf_local_irq_save(&f); from_user(1); bpf_local_irq_restore(&f); return 0; }
SEC("tp_btf/sched_switch") int s11(void *c) { struct task_struct *t = bpf_task_from_pid(1); if (!t) return 0; sleepy_in_global(t->pid); bpf_task_release(t); return 0; }
#define O asm volatile("" : "+r"(p))
G mem_int(int *p) { O; return p ? *p : 0; }
G ctx_untrusted(struct __sk_buff *p __arg_ctx __arg_untrusted) { O; return p ? p->len : 0; }
G ctx_int(int p __arg_ctx) { O; return p; }
G untr_nonnull(int *p __arg_untrusted __arg_nonnull) { O; return *p; }
G untr_nullable(int *p __arg_untrusted __arg_nullable) { O; return *p; }
G untr_write(int *p __arg_untrusted) { O; *p = 1; return 0; }
G untr_task(struct task_struct *p __arg_untrusted) { O; return p->pid; }
G untr_int(int *p __arg_untrusted) { O; return *p; }
G untr_char(char *p __arg_untrusted) { O; return *p; }
G untr_pp(int **p __arg_untrusted) { O; return p ? 1 : 0; }
G tr_nonnull(struct task_struct *p __arg_trusted __arg_nonnull) { O; return p->pid; }
G tr(struct task_struct *p __arg_trusted) { O; return p->pid; }
G tr_css(struct css_set *p __arg_trusted) { O; return p ? 1 : 0; }
G tr_void(void *p __arg_trusted) { O; return p ? 1 : 0; }
T(b1, mem_int(&prev->pid))
T(b2, nullable_mem(0))
T(b3, nonnull_int(1))
T(b4, unknown_tag(0))
T(b7, ctx_int(1))
T(b8, untr_nonnull((void*)total))
T(b9, untr_nullable((void*)total))
T(b10, untr_write((void*)total))
T(b11, untr_task((void*)ctx))
T(b12, untr_int((void*)ctx))
T(b13, untr_char((void*)ctx))
T(b14, untr_pp((void*)ctx))
T(b15, tr_nonnull(prev))
T(b16, tr((void*)prev->cgroups))
T(b17, tr_css(prev->cgroups))
T(b18, tr_css(prev))
T(b19, tr_void(prev))
T(b20, tr(prev->last_wakee->last_wakee))
T(b21, ({ bpf_rcu_read_lock(); t = prev->real_parent; bpf_rcu_read_unlock(); tr(t); }))
T(b22, ({ int x = 1; tr((void*)&x); }))
T(b23, mem_int((int*)prev))
SEC("tc") int c4(struct __sk_buff *s) { return untr_task((void*)s); }
SEC("tc") int c5(struct __sk_buff *s) { void *d = (void*)(long)s->data; return untr_int(d); }
SEC("iter.s/task") int s12(void *c) { struct task_struct *p = bpf_get_current_task_btf()->real_parent; tr(p); return 0; }
SEC("iter.s/task") int s13(void *c) { struct task_struct *p = bpf_get_current_task_btf()->last_wakee; tr(p); return 0; }
