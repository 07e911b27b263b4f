/* Values with pointers to structures that are only declared here: the kernel keeps nothing in them. */
#include "made.h"
#define SK(n) SEC("tc") int n(struct __sk_buff *s)
#define KP(n) SEC("kprobe/bpf_fentry_test1") int n(struct pt_regs *s)
SK(usesall) { struct item *o = new_of(struct item); struct twig *w = new_of(struct twig); struct shared *h = new_of(struct shared); if (o) drop(o); if (w) drop(w); if (h) drop(h); return 0; }
#define V int k = 0; struct value *v = bpf_map_lookup_elem(&values, &k); long n; if (!v) return 0;
KP(a1) { V return bpf_get_stack(s, v, 40, 0); }
KP(a2) { V return bpf_get_stack(s, v, 48, 0); }
KP(a3) { V n = total & 7; return bpf_get_stack(s, (char *)v + n, 32, 0); }
KP(a4) { V n = total & 15; return bpf_get_stack(s, (char *)v + n, 32, 0); }
KP(a5) { V n = total & 31; return bpf_get_stack(s, (char *)v + n, 8, 0); }
KP(a6) { V n = total & 63; return bpf_get_stack(s, (char *)v + n, 8, 0); }
KP(a7) { V n = total & 31; return bpf_probe_read_kernel((char *)v + n, 16, (void *)total); }
KP(a8) { V n = total & 31; return bpf_probe_read_kernel((char *)v, n + 16, (void *)total); }
KP(a9) { V return bpf_probe_read_kernel((char *)v, 41, (void *)total); }
KP(a10) { V n = total & 31; return ((char *)v)[n]; }
KP(a11) { V n = total & 63; return ((char *)v)[n]; }
KP(a12) { V n = total & 63; ((char *)v)[n] = 1; return 0; }
