/* Callbacks of user rings, whose dynptr is not theirs; memory that is no key; maps as objects; what may throw while something is held. */
#include "common.h"
#include <bpf/bpf_tracing.h>
#define KERNEL __attribute__((preserve_access_index))
#define KFUNC extern __attribute__((section(".ksyms")))
struct bpf_map { u32 id, key_size, max_entries; char name[16]; void *btf; } KERNEL; struct bpf_array { struct bpf_map map; u32 elem_size; } KERNEL; struct bpf_htab { struct bpf_map map; u32 n_buckets; } KERNEL;
struct bpf_iter_num { u64 o[1]; }; struct bpf_iter_meta; struct bpf_iter__bpf_map_elem { struct bpf_iter_meta *meta; struct bpf_map *map; void *key, *value; } KERNEL;
KFUNC int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end); KFUNC int *bpf_iter_num_next(struct bpf_iter_num *it); KFUNC void bpf_iter_num_destroy(struct bpf_iter_num *it);
KFUNC u32 bpf_dynptr_size(const struct bpf_dynptr *); KFUNC int bpf_dynptr_clone(const struct bpf_dynptr *, struct bpf_dynptr *); KFUNC void *bpf_dynptr_slice(const struct bpf_dynptr *, u32, void *, u32); KFUNC void *bpf_dynptr_slice_rdwr(const struct bpf_dynptr *, u32, void *, u32);
KFUNC int bpf_dynptr_from_skb(struct __sk_buff *, u64, struct bpf_dynptr *);
KFUNC void bpf_throw(u64); KFUNC void bpf_rcu_read_lock(void); KFUNC void bpf_rcu_read_unlock(void); KFUNC void bpf_preempt_disable(void); KFUNC void bpf_preempt_enable(void);
KFUNC _Bool bpf_session_is_return(void);
struct { __uint(type, BPF_MAP_TYPE_USER_RINGBUF); __uint(max_entries, 4096); } user SEC(".maps"); struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } ring SEC(".maps");
#define MAP(n, t, k, v) struct { __uint(type, BPF_MAP_TYPE_##t); __uint(max_entries, 4); __type(key, k); __type(value, v); } n SEC(".maps")
MAP(arr, ARRAY, u32, u64); MAP(hash, HASH, u32, u64); struct { __uint(type, BPF_MAP_TYPE_QUEUE); __uint(max_entries, 4); __type(value, u32); } queue SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS); __uint(max_entries, 4); __type(key, u32); __array(values, struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 4); __type(key, u32); __type(value, u64); }); } outer SEC(".maps");
long total;
#define D(n, ...) static long n##_cb(struct bpf_dynptr *d, void *c) { u64 x = 0, *p; __VA_ARGS__; return 0; } SEC("raw_tp/x") int n(void *ctx) { u64 x = 0; bpf_user_ringbuf_drain(&user, n##_cb, &x, 0); return 0; }
D(reads, bpf_dynptr_read(&x, 8, d, 0, 0); total = x) D(looks, p = bpf_dynptr_data(d, 0, 8); if (p) total = *p) D(counts, total = bpf_dynptr_size(d)) D(writes_data, p = bpf_dynptr_data(d, 0, 8); if (p) *p = 1)
D(moved, d = (void *)d + 8; asm volatile("" : "+r"(d)); bpf_dynptr_read(&x, 8, d, 0, 0)) D(moved_back, asm volatile("%0 += -8" : "+r"(d)); bpf_dynptr_read(&x, 8, d, 0, 0)) D(moved_by_none, asm volatile("%0 += 0" : "+r"(d)); bpf_dynptr_read(&x, 8, d, 0, 0))
D(moved_size, d = (void *)d + 8; asm volatile("" : "+r"(d)); total = bpf_dynptr_size(d)) D(moved_clone, struct bpf_dynptr e; d = (void *)d - 16; bpf_dynptr_clone(d, &e)) D(moved_data, d = (void *)d + 16; asm volatile("" : "+r"(d)); total = bpf_dynptr_data(d, 0, 8) != 0)
D(gives_back, bpf_ringbuf_discard_dynptr(d, 0)) D(inside, total = *(volatile u64 *)d)
SEC("raw_tp/x") int context_is_no_record(void *ctx) { void *r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 0; bpf_user_ringbuf_drain(&user, reads_cb, r, 0); bpf_ringbuf_submit(r, 0); return 0; }
#define I(n, ...) SEC("tc") int n(struct __sk_buff *s) { struct bpf_iter_num it; int *v; u64 *p; u32 k = 0; bpf_iter_num_new(&it, 0, 4); while ((v = bpf_iter_num_next(&it))) { __VA_ARGS__; } bpf_iter_num_destroy(&it); return 0; }
I(element_is_no_key, p = bpf_map_lookup_elem(&arr, v); if (p) *p += 1) I(copy_is_a_key, k = *v; p = bpf_map_lookup_elem(&arr, &k); if (p) *p += 1) I(element_is_no_value, bpf_map_push_elem(&queue, v, 0)) I(element_is_memory, bpf_ringbuf_output(&ring, v, 4, 0))
SEC("iter/bpf_map_elem") int its_key_is_no_key(struct bpf_iter__bpf_map_elem *c) { if (c->key) total = bpf_map_lookup_elem(&hash, c->key) != 0; return 0; }
SEC("iter/bpf_map_elem") int its_value_is_a_key(struct bpf_iter__bpf_map_elem *c) { if (c->value) total = bpf_map_lookup_elem(&hash, c->value) != 0; return 0; }
#define S(n, f, ...) SEC("tc") int n(struct __sk_buff *s) { struct bpf_dynptr d; u32 k = 0; u64 b, *q; bpf_dynptr_from_skb(s, 0, &d); q = f(&d, 0, &b, 8); if (q) { __VA_ARGS__; } return 0; }
S(slice_is_no_key, bpf_dynptr_slice_rdwr, bpf_map_lookup_elem(&hash, q)) S(slice_is_no_value, bpf_dynptr_slice, bpf_map_update_elem(&hash, &k, q, 0)) S(slice_is_memory, bpf_dynptr_slice, bpf_ringbuf_output(&ring, q, 8, 0))
#define R(n, ...) SEC("xdp") int n(void *ctx) { u32 k = 0; u64 *r = bpf_ringbuf_reserve(&ring, 64, 0); if (!r) return 1; __VA_ARGS__; bpf_ringbuf_submit(r, 0); return 2; }
R(one_of_record, bpf_map_update_elem(&hash, &k, r, 0)) R(two_of_record, bpf_map_update_elem(&hash, r, r + 1, 0)) R(sums_of_record, bpf_csum_diff((void *)r, 8, (void *)(r + 1), 8, 0)) R(not_looked_at, bpf_probe_read_kernel(r, 8, r))
__attribute__((noinline)) int thrower(int x) { if (x > 3) bpf_throw(x); return x; } __attribute__((noinline)) int outer_thrower(int x) { return thrower(x) + 1; }
static long throwing_cb(u32 i, void *c) { return thrower(i) & 1; }
#define T(n, ...) SEC("tc") int n(struct __sk_buff *s) { int x = 0; u32 len = s->len; __VA_ARGS__; return x; }
T(global_throws_holding, void *r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 0; x = thrower(len); bpf_ringbuf_discard(r, 0)) T(global_of_global_throws, void *r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 0; x = outer_thrower(len); bpf_ringbuf_discard(r, 0))
T(global_throws_in_rcu, bpf_rcu_read_lock(); x = thrower(len); bpf_rcu_read_unlock()) T(global_throws_undisturbed, bpf_preempt_disable(); x = thrower(len); bpf_preempt_enable()) T(global_throws_in_callback, bpf_loop(5, throwing_cb, 0, 0)) T(throws_holding, void *r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 0; if (len > 5) bpf_throw(1); bpf_ringbuf_discard(r, 0))
#define O(n, ...) SEC("tc") int n(struct __sk_buff *s) { u32 k = 0; struct bpf_map *m = (void *)&arr; __VA_ARGS__ }
O(entries, return m->max_entries + m->key_size;) O(of_array, return ((struct bpf_array *)m)->elem_size;) O(of_hash, return ((struct bpf_htab *)&hash)->n_buckets;) O(name_of_map, return m->name[5];) O(name_by_number, return m->name[k + (s->len & 15)];) O(map_stored, *(volatile int *)&m->max_entries = 1; return 0;) O(map_end, return *(volatile int *)((char *)m + 4096);) O(map_before, return *(volatile int *)((char *)m - 8);)
O(address_in_map, void *b = m->btf; return b ? 1 : 0;) O(inner_map, m = bpf_map_lookup_elem(&outer, &k); if (!m) return 0; return m->max_entries;) O(inner_unchecked, m = bpf_map_lookup_elem(&outer, &k); return m->max_entries;)
SEC("kprobe.session/x") int in_session(void *c) { return bpf_session_is_return(); }
SEC("kprobe.multi/x") int no_session(void *c) { return bpf_session_is_return(); }
