// Maps and variables that whoever loads them says more of.
#include "bpf.h"

HELPER(201, long, bpf_dynptr_read, void *, u32, const void *, u32, u64)
HELPER(209, long, bpf_user_ringbuf_drain, void *, void *, void *, u64)

struct {
  __uint(type, 31);
  __uint(max_entries, 4096);
} requests SEC(".maps");

struct {
  __uint(type, ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, u64);
} secret SEC(".maps");

u64 drained, sum;
u64 first SEC(".data.grown") = 5;
u32 numbers[1] SEC(".data.grown") = {7};
u64 plain SEC(".data.plain") = 1;

static long take(void *dynptr, void *context) {
  u64 value = 0;
  if (bpf_dynptr_read(&value, 8, dynptr, 0, 0) == 0) sum += value;
  return 0;
}

SEC("syscall") int drain(void *context) {
  drained = bpf_user_ringbuf_drain(&requests, take, 0, 0);
  return 0;
}

SEC("syscall") int total(void *context) {
  u64 total = first + plain;
  for (int i = 0; i < 4; i++) total += ((volatile u32 *)numbers)[i];
  return total;
}

SEC("syscall") int owner(void *context) {
  count(&secret, 0);
  return 3;
}

SEC("?syscall") int other(void *context) {
  count(&secret, 0);
  return 4;
}
LICENSE;
