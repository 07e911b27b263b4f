/* Addresses that get another type: the kernel's own context, and memory that is only read. */
#include "made.h"
#define SK(n) SEC("tc") int n(struct __sk_buff *s)
KFUNC void *bpf_cast_to_kern_ctx(void *p);
KFUNC void *bpf_rdonly_cast(const void *p, u32 id);
struct sk_buff { u32 len; u32 hash; u32 priority; struct sock *sk; } KERNEL; struct sock { u32 sk_mark; } KERNEL;
struct net_device { int ifindex; } KERNEL;
struct xdp_rxq_info { struct net_device *dev; } KERNEL;
struct xdp_buff { void *data; u32 frame_sz; struct xdp_rxq_info *rxq; } KERNEL;
SK(usesall) { struct item *o = new_of(struct item); struct twig *w = new_of(struct twig); struct shared *h = new_of(struct shared); if (o) drop(o); if (w) drop(w); if (h) drop(h); return 0; }
#define OP(n, code) SK(n) { char *t = bpf_rdonly_cast((void *)total, 0); long x = total; asm volatile(code : "+r"(t), "+r"(x)); return t[0]; }
#define OPN(n, code) SK(n) { char *t = bpf_rdonly_cast((void *)total, 0); long x = total; asm volatile(code : "+r"(t), "+r"(x)); return 0; }
OP(o1, "%0 += %1") OP(o2, "%0 -= %1") OP(o3, "%0 *= %1") OP(o4, "%0 &= 7") OP(o5, "%0 &= %1") OP(o6, "%0 <<= 3") OP(o7, "%0 = -%0")
OP(o8, "w0 = 0; %0 = %0") OP(o9, "%0 += 0x7fffffff") OP(o10, "%1 += %0; %0 = %1") OP(o11, "%1 -= %0; %0 = %1") OP(o12, "%0 -= %0") OP(o13, "%0 |= %1") OP(o14, "%1 &= %0; %0 = %1") OP(o15, "%0 /= 3") OP(o16, "%0 <<= 70")
OPN(p3, "%0 *= %1") OPN(p5, "%0 &= %1")  OPN(p14, "%1 &= %0") OPN(p15, "%0 /= %1") OPN(p17, "%0 += %0") OPN(p18, "%1 <<= %0") OP(p19, "%0 += r10") OPN(p20, "r10 += %0")
#define OW(n, code) SK(n) { char *t = bpf_rdonly_cast((void *)total, 0); long x = total; register char *q asm("r3") = t; register long y asm("r4") = x; asm volatile(code : "+r"(q), "+r"(y)); return q[0]; }
OW(w1, "w3 += 1") OW(w2, "w3 += w4") OW(w3, "w4 += w3; r3 = r4") OW(w4, "w3 &= 7") OW(w5, "w3 = w3") OW(w6, "w3 -= w4") OW(w7, "if r3 == 0 goto +1; r3 += 1") OW(w8, "if r3 > r4 goto +1; r3 += 1") OW(w9, "*(u64 *)(r10 - 8) = r3; r3 = *(u64 *)(r10 - 8)") OW(w10, "w3 *= w4") OW(w11, "w4 = w3; r3 = r4")
SK(r6) { struct task_struct *t = bpf_rdonly_cast((void *)total, bpf_core_type_id_kernel(struct task_struct)); return ((char *)t)[total]; }
SK(r7) { struct task_struct *t = bpf_rdonly_cast((void *)total, bpf_core_type_id_kernel(struct task_struct)); return t->real_parent->pid; }
SK(r8) { char *t = bpf_rdonly_cast((void *)total, 0); return *(u64 *)(t + 3); }
SK(r9) { char *t = bpf_rdonly_cast((void *)total, 0); bpf_probe_read_kernel(&total, 8, t); return 0; }
SK(r10) { char *t = bpf_rdonly_cast((void *)total, 0); u32 k; bpf_map_update_elem(&smalls, t, t, 0); return 0; }
SK(r11) { char *t = bpf_rdonly_cast((void *)total, 0); __sync_fetch_and_add((long *)t, 1); return 0; }
SK(r12) { char *t = bpf_rdonly_cast((void *)total, 0); return bpf_csum_diff(0, 0, (void *)t, 8, 0); }
SK(k1) { struct sk_buff *k = bpf_cast_to_kern_ctx(s); return k->len; }
SK(k2) { struct sk_buff *k = bpf_cast_to_kern_ctx(s); struct sock *q = k->sk; if (!q) return 0; return q->sk_mark; }
SK(k3) { struct sk_buff *k = bpf_cast_to_kern_ctx(s); k->priority = 1; return 0; }
SK(k4) { void *k = bpf_cast_to_kern_ctx((void *)s + 4); return 0; }
SK(k5) { void *k = bpf_cast_to_kern_ctx((void *)total); return 0; }
SK(k6) { void *k = bpf_cast_to_kern_ctx(&total); return 0; }
SK(k7) { struct bpf_dynptr p; struct sk_buff *k = bpf_cast_to_kern_ctx(s); return bpf_dynptr_from_skb((void *)k, 0, &p); }
SK(k8) { struct sk_buff *k = bpf_cast_to_kern_ctx(s); struct small *m = bpf_sk_storage_get(&socks, k->sk, 0, 1); if (m) m->a = 1; return 0; }
SK(k9) { struct sk_buff *k = bpf_cast_to_kern_ctx(s); return bpf_get_hash_recalc((void *)k); }
SEC("xdp") int x1(struct xdp_md *s) { struct xdp_buff *k = bpf_cast_to_kern_ctx(s); return k->rxq->dev->ifindex & 1; }
SEC("kprobe/x") int kp1(void *s) { void *k = bpf_cast_to_kern_ctx(s); return 0; }
SEC("tp_btf/sched_switch") int tp1(void *s) { void *k = bpf_cast_to_kern_ctx(s); return 0; }
SEC("perf_event") int pe1(void *s) { void *k = bpf_cast_to_kern_ctx(s); return 0; }
SEC("cgroup/sock_create") int cs1(void *s) { void *k = bpf_cast_to_kern_ctx(s); return 1; }
SEC("cgroup_skb/egress") int ck1(void *s) { struct sk_buff *k = bpf_cast_to_kern_ctx(s); return k->len > 9; }
SEC("tracepoint/sched/sched_switch") int tpp(void *s) { void *k = bpf_cast_to_kern_ctx(s); return 0; }
SEC("sk_lookup") int sl1(void *s) { void *k = bpf_cast_to_kern_ctx(s); return 1; }
SEC("syscall") int sy1(void *s) { void *k = bpf_cast_to_kern_ctx(s); return 1; }
