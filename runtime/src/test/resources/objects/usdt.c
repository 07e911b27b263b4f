// Static probes of user space. What finds the arguments is laid out as in libbpf's usdt.bpf.h, since 1.7 or (OLDER) before.
#include "bpf.h"

HELPER(112, long, bpf_probe_read_user, void *, u32, const void *)
HELPER(113, long, bpf_probe_read_kernel, void *, u32, const void *)
HELPER(174, u64, bpf_get_attach_cookie, void *)

enum kind { CONSTANT, REGISTER, MEMORY, INDEXED };

struct argument {
  u64 value;
#ifdef OLDER
  enum kind kind;
#else
  enum kind kind : 8;
  u16 index : 12;
  u16 shift : 4;
  u8 reserved : 8;
#endif
  short place;
  u8 is_signed;
  char bits;
};

struct spec {
  struct argument arguments[12];
  u64 cookie;
  short count;
};

struct {
  __uint(type, ARRAY);
  __uint(max_entries, 8);
  __type(key, int);
  __type(value, struct spec);
} __bpf_usdt_specs SEC(".maps");

struct {
  __uint(type, HASH);
  __uint(max_entries, 8);
  __type(key, long);
  __type(value, u32);
} __bpf_usdt_ip_to_spec_id SEC(".maps");

extern const _Bool LINUX_HAS_BPF_COOKIE __attribute__((section(".kconfig")));

struct {
  __uint(type, HASH);
  __uint(max_entries, 64);
  __type(key, u64);
  __type(value, long);
} seen SEC(".maps");

u64 runs, last_count, last_cookie;
u32 process;

#define RIP 128

static __attribute__((always_inline)) int number(void *context) {
  if (LINUX_HAS_BPF_COOKIE) return bpf_get_attach_cookie(context);
  long address;
  if (bpf_probe_read_kernel(&address, 8, context + RIP)) return -1;
  int *found = bpf_map_lookup_elem(&__bpf_usdt_ip_to_spec_id, &address);
  return found ? *found : -1;
}

static __attribute__((always_inline)) long read_argument(void *context, struct argument *a) {
  long base = 0, index = 0, result = a->value;
  if (a->kind != CONSTANT) {
    bpf_probe_read_kernel(&base, 8, context + a->place);
    result = base;
  }
#ifndef OLDER
  if (a->kind == INDEXED) bpf_probe_read_kernel(&index, 8, context + a->index);
  index <<= a->shift;
#endif
  if (a->kind == MEMORY || a->kind == INDEXED)
    bpf_probe_read_user(&result, 8, (void *)(base + a->value + index));
  result <<= a->bits;
  return a->is_signed ? result >> a->bits : (long)((u64)result >> a->bits);
}

static __attribute__((always_inline)) int record(void *context) {
  int id = number(context);
  struct spec *spec = bpf_map_lookup_elem(&__bpf_usdt_specs, &id);
  if (!spec) return 0;
  u64 run = __sync_fetch_and_add(&runs, 1);
  last_count = spec->count;
  last_cookie = spec->cookie;
  process = bpf_get_current_pid_tgid() >> 32;
  for (int i = 0; i < 12; i++) {
    if (i >= spec->count) break;
    u64 key = run * 100 + i;
    long value = read_argument(context, &spec->arguments[i]);
    bpf_map_update_elem(&seen, &key, &value, 0);
  }
  return 0;
}

SEC("usdt") int any(void *context) { return record(context); }
SEC("?usdt/./target/none:jbpf:twice") int named(void *context) { return record(context); }
LICENSE;
