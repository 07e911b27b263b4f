// Maps and a version as programs had them before BTF.
#include "bpf.h"

struct bpf_map_def {
  unsigned int type, key_size, value_size, max_entries, map_flags;
};

struct bpf_map_def SEC("maps") first = {2, 4, 8, 16, 0};
struct bpf_map_def SEC("maps") second = {1, 4, 8, 32, 1};

SEC("kprobe/do_exit") int on_exit(void *ctx) {
  unsigned int key = 1;
  long *a = bpf_map_lookup_elem(&first, &key);
  long *b = bpf_map_lookup_elem(&second, &key);
  if (a && b) *a += *b;
  return 0;
}

SEC("tracepoint/syscalls/sys_enter_getpid") int on_getpid(void *ctx) { return 0; }

char _license[] SEC("license") = "GPL";
unsigned int _version SEC("version") = 0x50a00;
