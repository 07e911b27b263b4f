// Loops, tables of programs, subprograms, global variables.
#include "common.h"

#define TIMES 100
struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(key_size, 4); __uint(value_size, 4); __uint(max_entries, 4); } next SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __type(key, u32); __type(value, u32[16]); __uint(max_entries, 8); } tables SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_QUEUE); __uint(key_size, 0); __type(value, u64); __uint(max_entries, 8); } queue SEC(".maps");

u64 total;
const volatile u32 limit = 16;
static u32 table[32];

SEC("tc") int bounded(struct __sk_buff *s) {
  u32 sum = 0;
  for (u32 i = 0; i < TIMES; i++) sum = sum * 31 + (s->mark ^ i);
  return sum;
}

SEC("tc") int by_length(struct __sk_buff *s) {
  u32 sum = 0, n = s->len;
  for (u32 i = 0; i < n && i < 200; i++) sum += i ^ sum;
  return sum;
}

SEC("tc") int nested(struct __sk_buff *s) {
  u32 sum = 0;
  for (u32 i = 0; i < 10; i++) for (u32 j = 0; j < 10; j++) sum += s->mark >> (i + j & 31);
  return sum;
}

SEC("tc") int globals(struct __sk_buff *s) {
  total += s->len;
  u32 index = s->hash & 31;
  table[index]++;
  return s->len > limit ? table[index] : 0;
}

SEC("tc") int unrolled(struct __sk_buff *s) {
  u32 key = s->hash & 7, sum = 0, *row = bpf_map_lookup_elem(&tables, &key);
  if (!row) return 0;
#pragma unroll
  for (int i = 0; i < 16; i++) sum += row[i];
  return sum;
}

SEC("tc") int goes_on(struct __sk_buff *s) {
  bpf_tail_call(s, &next, s->mark & 3);
  return 0;
}

static __noinline int gcd(u32 a, u32 b) {
  for (int i = 0; i < 32 && b; i++) { u32 t = a % b; a = b; b = t; }
  return a;
}
SEC("tc") int divides(struct __sk_buff *s) { return gcd(s->len, s->mark); }

__noinline int global_function(struct __sk_buff *s, u32 shift) { return s->len >> (shift & 31); }
SEC("tc") int calls_global(struct __sk_buff *s) { return global_function(s, 3); }

static long step(u32 index, void *context) { *(u64 *)context += index; return index > 50; }
SEC("tc") int calls_back(struct __sk_buff *s) {
  u64 sum = 0;
  bpf_loop(TIMES, step, &sum, 0);
  return sum;
}

static long each(struct bpf_map *map, u32 *key, u32 *row, u64 *sum) { *sum += row[0] + *key; return 0; }
SEC("tc") int for_each(struct __sk_buff *s) {
  u64 sum = 0;
  bpf_for_each_map_elem(&tables, each, &sum, 0);
  return sum;
}

SEC("tc") int queues(struct __sk_buff *s) {
  u64 value = s->len;
  bpf_map_push_elem(&queue, &value, BPF_EXIST);
  return bpf_map_pop_elem(&queue, &value) ? 0 : value;
}

SEC("tc") int shifts(struct __sk_buff *s) {
  u64 a = s->mark, b = s->hash;
  return (a << (b & 63)) ^ (a >> (b & 31)) ^ ((long)a >> 3) ^ (a * b) ^ (b ? a / b : 0);
}

SEC("tc") int endless(struct __sk_buff *s) {
  volatile u32 i = 0;
  for (;;) { if (i == 1u << 30) break; i++; }
  return i;
}

SEC("tc") int unbounded_index(struct __sk_buff *s) { return table[s->hash]; }

SEC("tc") int far_stack(struct __sk_buff *s) {
  volatile u8 buffer[16];
  return buffer[(s->hash & 31)];
}
