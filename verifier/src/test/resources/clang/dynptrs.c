/* Dynptrs: made, made anew, cloned, sliced, given to functions; and packets that move under their slices. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KFUNC extern __attribute__((section(".ksyms")))
KFUNC int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags, struct bpf_dynptr *ptr);
KFUNC int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr);
KFUNC int bpf_dynptr_from_skb_meta(struct __sk_buff *s, u64 flags, struct bpf_dynptr *ptr);
KFUNC void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset, void *buffer, u64 size);
KFUNC void *bpf_dynptr_slice_rdwr(const struct bpf_dynptr *p, u64 offset, void *buffer, u64 size);
KFUNC int bpf_dynptr_adjust(const struct bpf_dynptr *p, u64 start, u64 end);
KFUNC _Bool bpf_dynptr_is_null(const struct bpf_dynptr *p);
KFUNC _Bool bpf_dynptr_is_rdonly(const struct bpf_dynptr *p);
KFUNC u64 bpf_dynptr_size(const struct bpf_dynptr *p);
KFUNC int bpf_dynptr_clone(const struct bpf_dynptr *p, struct bpf_dynptr *clone);
KFUNC int bpf_dynptr_copy(struct bpf_dynptr *d, u64 doff, struct bpf_dynptr *s, u64 soff, u64 size);
KFUNC int bpf_dynptr_memset(struct bpf_dynptr *d, u64 off, u64 size, u8 val);
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } ring SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key,int); __type(value, long[8]); } arr SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1); __type(key,long); __type(value, char[64]); } hash SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_USER_RINGBUF); __uint(max_entries, 4096); } uring SEC(".maps");
long total;
SEC("tc") int slice_of_the_one_before(struct __sk_buff *s) {
  struct bpf_dynptr p; char room[14], *b;
  bpf_dynptr_from_skb(s, 0, &p);
  b = bpf_dynptr_slice(&p, 0, room, 14);
  bpf_dynptr_from_skb(s, 0, &p);
  if (b) total += b[3];
  return 0;
}
SEC("tc") int rdwr_of_the_one_before(struct __sk_buff *s) {
  struct bpf_dynptr p; char room[14], *b;
  bpf_dynptr_from_skb(s, 0, &p);
  b = bpf_dynptr_slice_rdwr(&p, 0, room, 14);
  bpf_dynptr_from_skb(s, 0, &p);
  if (b) total += b[3];
  return 0;
}
SEC("tc") int slice_before_checked(struct __sk_buff *s) {
  struct bpf_dynptr p; char room[14], *b;
  bpf_dynptr_from_skb(s, 0, &p);
  b = bpf_dynptr_slice(&p, 0, room, 14);
  if (!b) return 0;
  bpf_dynptr_from_skb(s, 0, &p);
  total += b[3];
  return 0;
}
SEC("tc") int rdwr_before_checked(struct __sk_buff *s) {
  struct bpf_dynptr p; char room[14], *b;
  bpf_dynptr_from_skb(s, 0, &p);
  b = bpf_dynptr_slice_rdwr(&p, 0, room, 14);
  if (!b) return 0;
  bpf_dynptr_from_skb(s, 0, &p);
  total += b[3];
  return 0;
}
SEC("tc") int slice_overwritten(struct __sk_buff *s) {
  struct bpf_dynptr p; char room[14], *b;
  bpf_dynptr_from_skb(s, 0, &p);
  b = bpf_dynptr_slice(&p, 0, room, 14);
  if (!b) return 0;
  *(volatile long *)&p = 0;
  total += b[3];
  return 0;
}
SEC("tc") int data_overwritten(struct __sk_buff *s) {
  struct bpf_dynptr p; char *b; int k = 0; long *v = bpf_map_lookup_elem(&arr, &k);
  if (!v) return 0;
  bpf_dynptr_from_mem(v, 64, 0, &p);
  b = bpf_dynptr_data(&p, 0, 8);
  if (!b) return 0;
  *(volatile long *)&p = 0;
  total += b[3];
  return 0;
}
SEC("tc") int data_then_anew(struct __sk_buff *s) {
  struct bpf_dynptr p; char *b; int k = 0; long *v = bpf_map_lookup_elem(&arr, &k);
  if (!v) return 0;
  bpf_dynptr_from_mem(v, 64, 0, &p);
  b = bpf_dynptr_data(&p, 0, 8);
  bpf_dynptr_from_mem(v, 32, 0, &p);
  if (!b) return 0;
  total += b[3];
  return 0;
}
SEC("tc") int packet_write_invalidates(struct __sk_buff *s) {
  struct bpf_dynptr p; char room[14]={}, *b;
  bpf_dynptr_from_skb(s, 0, &p);
  b = bpf_dynptr_slice(&p, 0, room, 14);
  if (!b) return 0;
  bpf_dynptr_write(&p, 0, room, 4, 0);
  total += b[3];
  return 0;
}
SEC("tc") int packet_moved_invalidates(struct __sk_buff *s) {
  struct bpf_dynptr p; char room[14]={}, *b;
  bpf_dynptr_from_skb(s, 0, &p);
  b = bpf_dynptr_slice(&p, 0, room, 14);
  if (!b) return 0;
  bpf_skb_pull_data(s, 0);
  total += b[3];
  return 0;
}
SEC("tc") int packet_moved_rdwr(struct __sk_buff *s) {
  struct bpf_dynptr p; char room[14]={}, *b;
  bpf_dynptr_from_skb(s, 0, &p);
  b = bpf_dynptr_slice_rdwr(&p, 0, room, 14);
  if (!b) return 0;
  bpf_skb_pull_data(s, 0);
  total += b[3];
  return 0;
}
SEC("tc") int dynptr_after_moved(struct __sk_buff *s) {
  struct bpf_dynptr p; char room[14]={}, *b;
  bpf_dynptr_from_skb(s, 0, &p);
  bpf_skb_pull_data(s, 0);
  b = bpf_dynptr_slice(&p, 0, room, 14);
  if (!b) return 0;
  total += b[3];
  return 0;
}
SEC("xdp") int xdp_adjust(struct xdp_md *s) {
  struct bpf_dynptr p; char room[14]={}, *b;
  bpf_dynptr_from_xdp(s, 0, &p);
  b = bpf_dynptr_slice(&p, 0, room, 14);
  if (!b) return 0;
  bpf_xdp_adjust_head(s, 4);
  total += b[3];
  return 2;
}
SEC("xdp") int xdp_write(struct xdp_md *s) {
  struct bpf_dynptr p; char room[14]={}, *b;
  bpf_dynptr_from_xdp(s, 0, &p);
  b = bpf_dynptr_slice(&p, 0, room, 14);
  if (!b) return 0;
  bpf_dynptr_write(&p, 0, room, 4, 0);
  total += b[3];
  return 2;
}
SEC("tc") int write_keeps_data(struct __sk_buff *s) {
  struct bpf_dynptr p; char x[4]={}; char *b; int k = 0; long *v = bpf_map_lookup_elem(&arr, &k);
  if (!v) return 0;
  bpf_dynptr_from_mem(v, 64, 0, &p);
  b = bpf_dynptr_data(&p, 0, 8);
  if (!b) return 0;
  bpf_dynptr_write(&p, 0, x, 4, 0);
  total += b[3];
  return 0;
}
SEC("tc") int data_of_skb(struct __sk_buff *s) {
  struct bpf_dynptr p; char *b;
  bpf_dynptr_from_skb(s, 0, &p);
  b = bpf_dynptr_data(&p, 0, 8);
  if (b) total += *b;
  return 0;
}
SEC("tc") int clone_slice(struct __sk_buff *s) {
  struct bpf_dynptr p, q; char room[14]={}, *b;
  bpf_dynptr_from_skb(s, 0, &p);
  bpf_dynptr_clone(&p, &q);
  b = bpf_dynptr_slice(&q, 0, room, 14);
  if (!b) return 0;
  *(volatile long *)&p = 0;
  total += b[3];
  return 0;
}
SEC("tc") int clone_ring_submit(void *s) {
  struct bpf_dynptr p, q; char *b;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  bpf_dynptr_clone(&p, &q);
  b = bpf_dynptr_data(&q, 0, 8);
  bpf_ringbuf_submit_dynptr(&p, 0);
  if (b) *b = 1;
  return 0;
}
SEC("tc") int clone_ring_used(void *s) {
  struct bpf_dynptr p, q;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  bpf_dynptr_clone(&p, &q);
  bpf_ringbuf_submit_dynptr(&p, 0);
  total = bpf_dynptr_size(&q);
  return 0;
}
SEC("tc") int clone_ring_submit_clone(void *s) {
  struct bpf_dynptr p, q;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  bpf_dynptr_clone(&p, &q);
  bpf_ringbuf_submit_dynptr(&q, 0);
  return 0;
}
SEC("tc") int clone_ring_then_anew(void *s) {
  struct bpf_dynptr p, q;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  bpf_dynptr_clone(&p, &q);
  bpf_ringbuf_submit_dynptr(&q, 0);
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  bpf_ringbuf_submit_dynptr(&p, 0);
  return 0;
}
SEC("tc") int clone_over_ring(void *s) {
  struct bpf_dynptr p, q;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &q);
  bpf_dynptr_clone(&p, &q);
  bpf_ringbuf_submit_dynptr(&q, 0);
  return 0;
}
SEC("tc") int clone_over_its_clone(void *s) {
  struct bpf_dynptr p, q;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  bpf_dynptr_clone(&p, &q);
  bpf_dynptr_clone(&p, &q);
  bpf_ringbuf_submit_dynptr(&q, 0);
  return 0;
}
SEC("tc") int clone_into_itself(struct __sk_buff *s) {
  struct bpf_dynptr p;
  bpf_dynptr_from_skb(s, 0, &p);
  bpf_dynptr_clone(&p, &p);
  return 0;
}
SEC("tc") int ring_overwrite_clone(void *s) {
  struct bpf_dynptr p, q;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  bpf_dynptr_clone(&p, &q);
  *(volatile long *)&q = 0;
  bpf_ringbuf_submit_dynptr(&p, 0);
  return 0;
}
SEC("tc") int infos(struct __sk_buff *s) {
  struct bpf_dynptr p;
  bpf_dynptr_from_skb(s, 0, &p);
  bpf_dynptr_adjust(&p, 2, 5);
  total += bpf_dynptr_is_null(&p) + bpf_dynptr_is_rdonly(&p) + bpf_dynptr_size(&p);
  return 0;
}
SEC("tc") int copies(struct __sk_buff *s) {
  struct bpf_dynptr p, q; int k = 0; long *v = bpf_map_lookup_elem(&arr, &k);
  if (!v) return 0;
  bpf_dynptr_from_skb(s, 0, &p);
  bpf_dynptr_from_mem(v, 64, 0, &q);
  bpf_dynptr_copy(&q, 0, &p, 0, 10);
  bpf_dynptr_memset(&q, 0, 5, 1);
  return 0;
}
SEC("tc") int from_mem_stack(struct __sk_buff *s) {
  struct bpf_dynptr p; char x[16] = {};
  bpf_dynptr_from_mem(x, 16, 0, &p);
  return 0;
}
SEC("tc") int from_mem_hash(struct __sk_buff *s) {
  struct bpf_dynptr p; long k = 0; char *v = bpf_map_lookup_elem(&hash, &k); char y[8];
  if (!v) return 0;
  bpf_dynptr_from_mem(v, 64, 0, &p);
  bpf_dynptr_read(y, 8, &p, 0, 0);
  return y[0];
}
SEC("tc") int from_mem_beyond(struct __sk_buff *s) {
  struct bpf_dynptr p; long k = 0; char *v = bpf_map_lookup_elem(&hash, &k);
  if (!v) return 0;
  bpf_dynptr_from_mem(v, 65, 0, &p);
  return 0;
}
SEC("tc") int uninit(struct __sk_buff *s) {
  struct bpf_dynptr p; char y[8];
  bpf_dynptr_read(y, 8, &p, 0, 0);
  return 0;
}
SEC("tc") int read_dynptr(struct __sk_buff *s) {
  struct bpf_dynptr p;
  bpf_dynptr_from_skb(s, 0, &p);
  total = *(volatile long *)&p;
  return 0;
}
SEC("tc") int read_after_overwrite(struct __sk_buff *s) {
  struct bpf_dynptr p;
  bpf_dynptr_from_skb(s, 0, &p);
  *(volatile long *)&p = 3;
  total = *(volatile long *)&p;
  return 0;
}
SEC("tc") int use_after_half(struct __sk_buff *s) {
  struct bpf_dynptr p;
  bpf_dynptr_from_skb(s, 0, &p);
  *((volatile long *)&p + 1) = 3;
  total = bpf_dynptr_size(&p);
  return 0;
}
SEC("tc") int helper_writes_over(struct __sk_buff *s) {
  struct bpf_dynptr p;
  bpf_dynptr_from_skb(s, 0, &p);
  bpf_get_current_comm(&p, 16);
  return 0;
}
SEC("tc") int skb_load_over(struct __sk_buff *s) {
  struct bpf_dynptr p;
  bpf_dynptr_from_skb(s, 0, &p);
  bpf_skb_load_bytes(s, 0, &p, 16);
  return 0;
}
static __attribute__((noinline)) int use(struct bpf_dynptr *p) { return bpf_dynptr_size(p); }
SEC("tc") int static_callee(struct __sk_buff *s) {
  struct bpf_dynptr p;
  bpf_dynptr_from_skb(s, 0, &p);
  return use(&p);
}
static __attribute__((noinline)) int make(struct __sk_buff *s, struct bpf_dynptr *p) { return bpf_dynptr_from_skb(s, 0, p); }
SEC("tc") int made_by_callee(struct __sk_buff *s) {
  struct bpf_dynptr p;
  make(s, &p);
  return use(&p);
}
__attribute__((noinline)) int guse(const struct bpf_dynptr *p) { return bpf_dynptr_size(p); }
SEC("tc") int global_callee(struct __sk_buff *s) {
  struct bpf_dynptr p;
  bpf_dynptr_from_skb(s, 0, &p);
  return guse(&p);
}
SEC("tc") int global_callee_ring(struct __sk_buff *s) {
  struct bpf_dynptr p; int r;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  r = guse(&p);
  bpf_ringbuf_discard_dynptr(&p, 0);
  return r;
}
SEC("tc") int global_callee_uninit(struct __sk_buff *s) {
  struct bpf_dynptr p;
  asm volatile(""::"r"(&p):"memory");
  return guse(&p);
}
__attribute__((noinline)) int gdata(const struct bpf_dynptr *p) { long *v = bpf_dynptr_data(p, 0, 8); return v ? *v : 0; }
SEC("tc") int global_data(struct __sk_buff *s) {
  struct bpf_dynptr p; int r;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  r = gdata(&p);
  bpf_ringbuf_discard_dynptr(&p, 0);
  return r;
}
__attribute__((noinline)) int gsubmit(struct bpf_dynptr *p) { bpf_ringbuf_submit_dynptr(p, 0); return 0; }
SEC("tc") int global_submit(struct __sk_buff *s) {
  struct bpf_dynptr p; int r;
  bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p);
  return gsubmit(&p);
}
static long cb(struct bpf_dynptr *p, void *c) { char y[8]; bpf_dynptr_read(y, 8, p, 0, 0); total += y[1]; return 0; }
SEC("tc") int drain(struct __sk_buff *s) { bpf_user_ringbuf_drain(&uring, cb, 0, 0); return 0; }
static long cbw(struct bpf_dynptr *p, void *c) { char y[8] = {}; bpf_dynptr_write(p, 0, y, 8, 0); return 0; }
SEC("tc") int drain_write(struct __sk_buff *s) { bpf_user_ringbuf_drain(&uring, cbw, 0, 0); return 0; }
static long cbd(struct bpf_dynptr *p, void *c) { char *y = bpf_dynptr_data(p, 0, 4); if (y) *y = 1; return 0; }
SEC("tc") int drain_data_write(struct __sk_buff *s) { bpf_user_ringbuf_drain(&uring, cbd, 0, 0); return 0; }
static long cbs(struct bpf_dynptr *p, void *c) { struct bpf_dynptr q; bpf_dynptr_clone(p, &q); total += bpf_dynptr_size(&q); return 0; }
SEC("tc") int drain_clone(struct __sk_buff *s) { bpf_user_ringbuf_drain(&uring, cbs, 0, 0); return 0; }
SEC("tc") int meta(struct __sk_buff *s) { struct bpf_dynptr p; char r[4]={}; char *b; bpf_dynptr_from_skb_meta(s, 0, &p); b = bpf_dynptr_slice_rdwr(&p, 0, r, 4); if (b) *b = 1; return 0; }
SEC("cgroup_skb/egress") int ro(struct __sk_buff *s) { struct bpf_dynptr p; char r[4]={}; char *b; bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice_rdwr(&p, 0, r, 4); return b != 0; }
SEC("cgroup_skb/egress") int ro_slice(struct __sk_buff *s) { struct bpf_dynptr p; char r[4]={}; char *b; bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice(&p, 0, r, 4); return b && b[0] == 1; }
SEC("cgroup_skb/egress") int ro_write(struct __sk_buff *s) { struct bpf_dynptr p; char r[4]={}; bpf_dynptr_from_skb(s, 0, &p); bpf_dynptr_write(&p, 0, r, 4, 0); return 1; }
SEC("cgroup_skb/egress") int ro_slice_written(struct __sk_buff *s) { struct bpf_dynptr p; char r[4]={}; char *b; bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice(&p, 0, r, 4); if (b) *b = 1; return 1; }
SEC("tc") int slice_null_buffer(struct __sk_buff *s) { struct bpf_dynptr p; char *b; bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice(&p, 0, 0, 4); if (b) total += *b; return 1; }
SEC("tc") int slice_null_buffer_0(struct __sk_buff *s) { struct bpf_dynptr p; char *b; bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice(&p, 0, 0, 0); if (b) total += 1; return 1; }
SEC("tc") int slice_small_buffer(struct __sk_buff *s) { struct bpf_dynptr p; char *b; char x[4]; bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice(&p, 0, x, 600); if (b) total += 1; return 1; }
SEC("tc") int slice_buffer_value(struct __sk_buff *s) { struct bpf_dynptr p; char *b; int k=0; char *x = bpf_map_lookup_elem(&arr,&k); if (!x) return 0; bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice(&p, 0, x, 64); if (b) total += b[63]; return 1; }
SEC("tc") int slice_var(struct __sk_buff *s) { struct bpf_dynptr p; char *b; char x[64]; u32 n = s->len & 31; bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice(&p, 0, x, n); if (b) total += 1; return 1; }
SEC("tc") int var_slot(struct __sk_buff *s) { struct bpf_dynptr p[2]; bpf_dynptr_from_skb(s, 0, &p[s->len & 1]); return 1; }
SEC("tc") int joined(struct __sk_buff *s) { struct bpf_dynptr p; int k=0; char *x = bpf_map_lookup_elem(&arr,&k); if (!x) return 0; if (s->len > 4) bpf_dynptr_from_skb(s, 0, &p); else bpf_dynptr_from_mem(x, 8, 0, &p); return bpf_dynptr_size(&p); }
SEC("tc") int loop_anew(struct __sk_buff *s) { struct bpf_dynptr p; char r[8], *b; int i; for (i = 0; i < 10; i++) { bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice(&p, i, r, 8); if (b) total += b[2]; } return 0; }
#define MEM(f) SEC("tc") int f(struct __sk_buff *s) { struct bpf_dynptr p; char r[8]={}; char *b; int k=0; char *x = bpf_map_lookup_elem(&arr,&k); if (!x) return 0; bpf_dynptr_from_mem(x, 64, 0, &p);
#define SKB(f) SEC("tc") int f(struct __sk_buff *s) { struct bpf_dynptr p; char r[8]={}; char *b; bpf_dynptr_from_skb(s, 0, &p);
#define META(f) SEC("tc") int f(struct __sk_buff *s) { struct bpf_dynptr p; char r[8]={}; char *b; bpf_dynptr_from_skb_meta(s, 0, &p);
#define END return 0; }
#define OVER *(volatile long *)&p = 0;
#define USE if (b) total += b[3];
MEM(mem_data_nullable) b = bpf_dynptr_data(&p, 0, 8); OVER USE END
MEM(mem_data_checked) b = bpf_dynptr_data(&p, 0, 8); if (!b) return 0; OVER USE END
MEM(mem_slice_nullable) b = bpf_dynptr_slice(&p, 0, r, 8); OVER USE END
MEM(mem_slice_checked) b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; OVER USE END
MEM(mem_rdwr_nullable) b = bpf_dynptr_slice_rdwr(&p, 0, r, 8); OVER USE END
MEM(mem_rdwr_checked) b = bpf_dynptr_slice_rdwr(&p, 0, r, 8); if (!b) return 0; OVER USE END
SKB(skb_rdwr_checked) b = bpf_dynptr_slice_rdwr(&p, 0, r, 8); if (!b) return 0; OVER USE END
META(meta_rdwr_checked) b = bpf_dynptr_slice_rdwr(&p, 0, r, 8); if (!b) return 0; OVER USE END
META(meta_slice_write) b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; bpf_dynptr_write(&p, 0, r, 4, 0); USE END
META(meta_slice_moved) b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; bpf_skb_pull_data(s, 0); USE END
MEM(mem_slice_moved) b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; bpf_skb_pull_data(s, 0); USE END
MEM(mem_slice_write) b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; bpf_dynptr_write(&p, 0, r, 8, 0); USE END
SKB(skb_nullable_write) b = bpf_dynptr_slice(&p, 0, r, 8); bpf_dynptr_write(&p, 0, r, 8, 0); USE END
SKB(skb_rdwr_nullable_moved) b = bpf_dynptr_slice_rdwr(&p, 0, r, 8); bpf_skb_pull_data(s, 0); USE END
SKB(skb_copy) struct bpf_dynptr q; int k=0; char *x = bpf_map_lookup_elem(&arr,&k); if (!x) return 0; bpf_dynptr_from_mem(x, 64, 0, &q); b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; bpf_dynptr_copy(&p, 0, &q, 0, 4); USE END
SKB(skb_memset) b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; bpf_dynptr_memset(&p, 0, 4, 0); USE END
SKB(skb_adjust) b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; bpf_dynptr_adjust(&p, 1, 4); USE END
SKB(two_dynptrs_write) struct bpf_dynptr q; b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; bpf_dynptr_from_skb(s, 0, &q); bpf_dynptr_write(&q, 0, r, 4, 0); USE END
SKB(packet_after_write) char *d = (void*)(long)s->data, *e = (void*)(long)s->data_end; if (d + 4 > e) return 0; bpf_dynptr_write(&p, 0, r, 4, 0); total += d[2]; END
MEM(packet_after_mem_write) char *d = (void*)(long)s->data, *e = (void*)(long)s->data_end; if (d + 4 > e) return 0; bpf_dynptr_write(&p, 0, r, 4, 0); total += d[2]; END
META(packet_after_meta_write) char *d = (void*)(long)s->data, *e = (void*)(long)s->data_end; if (d + 4 > e) return 0; bpf_dynptr_write(&p, 0, r, 4, 0); total += d[2]; END
SEC("tc") int ring_data_submit(void *s) { struct bpf_dynptr p; char *b; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); b = bpf_dynptr_data(&p, 0, 8); if (!b) { bpf_ringbuf_discard_dynptr(&p, 0); return 0; } bpf_ringbuf_submit_dynptr(&p, 0); USE return 0; }
SEC("tc") int ring_data_nullable_submit(void *s) { struct bpf_dynptr p; char *b; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); b = bpf_dynptr_data(&p, 0, 8); bpf_ringbuf_submit_dynptr(&p, 0); USE return 0; }
SEC("tc") int ring_slice_submit(void *s) { struct bpf_dynptr p; char *b, r[8]; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) { bpf_ringbuf_discard_dynptr(&p, 0); return 0; } bpf_ringbuf_submit_dynptr(&p, 0); USE return 0; }
SEC("tc") int ring_slice_nullable_submit(void *s) { struct bpf_dynptr p; char *b, r[8]; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); b = bpf_dynptr_slice(&p, 0, r, 8); bpf_ringbuf_submit_dynptr(&p, 0); USE return 0; }
SEC("tc") int ring_rdwr_submit(void *s) { struct bpf_dynptr p; char *b, r[8]; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); b = bpf_dynptr_slice_rdwr(&p, 0, r, 8); if (!b) { bpf_ringbuf_discard_dynptr(&p, 0); return 0; } bpf_ringbuf_submit_dynptr(&p, 0); USE return 0; }
SEC("tc") int ring_clone_slice_submit(void *s) { struct bpf_dynptr p, q; char *b, r[8]; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); bpf_dynptr_clone(&p, &q); b = bpf_dynptr_slice_rdwr(&q, 0, r, 8); if (!b) { bpf_ringbuf_discard_dynptr(&p, 0); return 0; } bpf_ringbuf_submit_dynptr(&p, 0); USE return 0; }
SEC("tc") int ring_clone_overwrites_submit(void *s) { struct bpf_dynptr p, q; char *b, r[8]; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); bpf_dynptr_clone(&p, &q); bpf_ringbuf_submit_dynptr(&p, 0); *(volatile long*)&q = 1; total += *(volatile long*)&q; return 0; }
SEC("tc") int ring_clone_read_after(void *s) { struct bpf_dynptr p, q; char *b, r[8]; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); bpf_dynptr_clone(&p, &q); bpf_ringbuf_submit_dynptr(&p, 0); total += *(volatile long*)&q; return 0; }
SEC("tc") int clone_of_skb_after(struct __sk_buff *s) { struct bpf_dynptr p, q; bpf_dynptr_from_skb(s, 0, &p); bpf_dynptr_clone(&p, &q); OVER total += bpf_dynptr_size(&q); return 0; }
SEC("tc") int clone_slice_clone_over(struct __sk_buff *s) { struct bpf_dynptr p, q; char *b, r[8]; bpf_dynptr_from_skb(s, 0, &p); b = bpf_dynptr_slice_rdwr(&p,0,r,8); if (!b) return 0; bpf_dynptr_clone(&p, &q); *(volatile long*)&q = 1; USE return 0; }
SKB(rdonly_slice_arg) b = bpf_dynptr_slice(&p, 0, r, 8); if (!b) return 0; bpf_get_current_comm(b, 8); END
SKB(rdwr_slice_arg) b = bpf_dynptr_slice_rdwr(&p, 0, r, 8); if (!b) return 0; bpf_get_current_comm(b, 8); END
SKB(slice_const) b = bpf_dynptr_slice(&p, s->len, r, 8); USE END
MEM(over_partial_helper) bpf_probe_read_kernel((char*)&p + 8, 4, 0); END
MEM(over_other_kfunc) char y[8]; b = bpf_dynptr_slice(&p, 0, &p, 8); USE END
MEM(mem_dynptr_of_slice) struct bpf_dynptr q; b = bpf_dynptr_slice_rdwr(&p, 0, r, 8); if (!b) return 0; bpf_dynptr_from_mem(b, 8, 0, &q); END
SEC("tc") int ring_leak_on_null(void *s) { struct bpf_dynptr p; if (bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p)) return 0; bpf_ringbuf_submit_dynptr(&p, 0); return 0; }
SEC("tc") int ring_out_of_frame(void *s) { struct bpf_dynptr p; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); bpf_tail_call(s, &arr, 0); bpf_ringbuf_submit_dynptr(&p, 0); return 0; }
static __attribute__((noinline)) int leaks(void) { struct bpf_dynptr p; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); return 0; }
SEC("tc") int leak_in_callee(void *s) { return leaks(); }
static __attribute__((noinline)) int sub(struct bpf_dynptr *p) { bpf_ringbuf_submit_dynptr(p, 0); return 0; }
SEC("tc") int submit_in_callee(void *s) { struct bpf_dynptr p; bpf_ringbuf_reserve_dynptr(&ring, 8, 0, &p); return sub(&p); }
static __attribute__((noinline)) int killer(struct bpf_dynptr *p) { *(volatile long *)p = 0; return 0; }
SKB(overwritten_by_callee) killer(&p); total += bpf_dynptr_size(&p); END
#define RDWR(name, section) SEC(section) int name(void *ctx) { struct bpf_dynptr p; char r[8] = {}, *b; int k = 0; void *v = bpf_map_lookup_elem(&arr, &k); if (!v) return 1; bpf_dynptr_from_mem(v, 64, 0, &p); b = bpf_dynptr_slice_rdwr(&p, 0, r, 8); if (b) b[1] = 2; return 1; }
RDWR(rdwr_tc, "tc") RDWR(rdwr_xdp, "xdp") RDWR(rdwr_group, "cgroup_skb/egress") RDWR(rdwr_options, "cgroup/getsockopt") RDWR(rdwr_filter, "socket") RDWR(rdwr_lwt_in, "lwt_in") RDWR(rdwr_lwt_xmit, "lwt_xmit")
RDWR(rdwr_seg6, "lwt_seg6local") RDWR(rdwr_sk_skb, "sk_skb/stream_parser") RDWR(rdwr_msg, "sk_msg") RDWR(rdwr_kprobe, "kprobe/bpf_fentry_test1") RDWR(rdwr_syscall, "syscall") RDWR(rdwr_traced, "tp_btf/sched_switch") RDWR(rdwr_reuse, "sk_reuseport") RDWR(rdwr_ops, "sockops") RDWR(rdwr_netfilter, "netfilter")
static long drained(struct bpf_dynptr *p, void *c) { return 0; }
SEC("tc") int drain_number(struct __sk_buff *s) { bpf_user_ringbuf_drain(&uring, drained, (void *)4, 0); return 0; }
SEC("tc") int drain_stack(struct __sk_buff *s) { long x = 0; bpf_user_ringbuf_drain(&uring, drained, &x, 0); return 0; }
SEC("tc") int drain_value(struct __sk_buff *s) { bpf_user_ringbuf_drain(&uring, drained, &total, 0); return 0; }
/* Whose slices are keys and values: of memory of the program's, and of records, if they may be written. */
#define KEYED(name, make, slice, use, end) SEC("tc") int name(struct __sk_buff *s) { \
  struct bpf_dynptr p; char room[64], *b; int k = 0; long key = 1; long *v = bpf_map_lookup_elem(&arr, &k); \
  if (!v) return 0; \
  make; b = slice(&p, 0, room, 64); if (b) { use; } end; return 0; }
#define LOCAL bpf_dynptr_from_mem(v, 64, 0, &p)
#define RECORD bpf_ringbuf_reserve_dynptr(&ring, 64, 0, &p)
#define OF_PACKET bpf_dynptr_from_skb(s, 0, &p)
#define DROP bpf_ringbuf_discard_dynptr(&p, 0)
KEYED(local_slice_is_key, LOCAL, bpf_dynptr_slice_rdwr, bpf_map_lookup_elem(&hash, b),)
KEYED(local_slice_is_value, LOCAL, bpf_dynptr_slice_rdwr, bpf_map_update_elem(&hash, &key, b, 0),)
KEYED(local_read_slice_is_key, LOCAL, bpf_dynptr_slice, bpf_map_lookup_elem(&hash, b),)
KEYED(record_slice_is_key, RECORD, bpf_dynptr_slice_rdwr, bpf_map_lookup_elem(&hash, b), DROP)
KEYED(record_slice_is_both, RECORD, bpf_dynptr_slice_rdwr, bpf_map_update_elem(&hash, b, b, 0), DROP)
KEYED(record_read_slice_is_key, RECORD, bpf_dynptr_slice, bpf_map_lookup_elem(&hash, b), DROP)
KEYED(record_slice_after, RECORD, bpf_dynptr_slice_rdwr, DROP; total += b[1]; return 0, DROP)
KEYED(packet_slice_is_key, OF_PACKET, bpf_dynptr_slice_rdwr, bpf_map_delete_elem(&hash, b),)
KEYED(local_slice_is_room, LOCAL, bpf_dynptr_slice_rdwr, bpf_skb_load_bytes(s, 0, b, 8),)
KEYED(packet_slice_is_room, OF_PACKET, bpf_dynptr_slice_rdwr, bpf_skb_load_bytes(s, 0, b, 8),)
