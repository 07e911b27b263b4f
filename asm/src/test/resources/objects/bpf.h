// What the sources here share; no system header is needed.
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(name) __attribute__((section(name), used))
#define NOINLINE __attribute__((noinline))
#define __uint(name, value) int (*name)[value]
#define __type(name, value) __typeof__(value) *name

#ifdef __clang__
#define HELPER(number, result, name, ...) static result (*const name)(__VA_ARGS__) = (void *)number;
#else
#define HELPER(number, result, name, ...) \
  result name(__VA_ARGS__) __attribute__((kernel_helper(number)));
#endif

HELPER(1, void *, bpf_map_lookup_elem, void *, const void *)
HELPER(181, long, bpf_loop, u32, void *, void *, u64)
