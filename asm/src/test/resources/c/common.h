/* What the C programs of the tests share: no header of the kernel or of libbpf. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef int s32;
typedef unsigned long long u64;
typedef long long s64;
#define SEC(name) __attribute__((section(name), used))
#define NOINLINE __attribute__((noinline))
#define CORE __attribute__((preserve_access_index))
#define UINT(name, value) int(*name)[value]
#define TYPE(name, value) typeof(value) *name
static void *(*map_lookup)(void *map, const void *key) = (void *)1;
static long (*map_update)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static u64 (*ktime)(void) = (void *)5;
static long (*trace)(const char *format, u32 size, ...) = (void *)6;
static long (*tail_call)(void *ctx, void *map, u32 index) = (void *)12;
char license_name[] SEC("license") = "GPL";
