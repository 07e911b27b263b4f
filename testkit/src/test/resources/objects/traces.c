/* What programs that trace ask for, as far as it is the same everywhere: it is in variables. */
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(n) __attribute__((section(n), used))
#define UINT(name, val) int(*name)[val]
#define TYPE(name, val) typeof(val) *name
#define COUNT(a) (sizeof(a) / sizeof(*a))

static long (*read_kernel)(void *to, u32 size, const void *from) = (void *)113;
static long (*read_user)(void *to, u32 size, const void *from) = (void *)112;
static long (*read_kernel_text)(void *to, u32 size, const void *from) = (void *)115;
static long (*read_user_text)(void *to, u32 size, const void *from) = (void *)114;
static long (*send_signal)(u32 number) = (void *)109;
static long (*send_to_thread)(u32 number) = (void *)117;
static long (*ids)(u64 device, u64 inode, void *to, u32 size) = (void *)120;
static long (*event)(void *map, u64 flags) = (void *)22;
static long (*event_value)(void *map, u64 flags, void *to, u32 size) = (void *)55;
static long (*symbol)(const char *name, int size, int flags, u64 *to) = (void *)179;
static long (*copy)(void *to, u32 size, const void *from) = (void *)148;

struct {
  UINT(type, 4);
  UINT(max_entries, 3);
  UINT(key_size, 4);
  UINT(value_size, 4);
} events SEC(".maps");

char text[16] = "abcdefg";
char whole[16] = "0123456789abcdef";
long results[48];
u8 bytes[24][16];
long lengths[4][17], others[4][17];
u64 addresses[4] = {0, 8, 0xfffffffffffff000, 0xffffffffffffffff};

SEC("raw_tp/sched_switch") int texts(void *context) {
  for (u32 size = 0; size <= 16; size++) {
    char to[16];
    __builtin_memset(to, 0x77, 16);
    lengths[0][size] = read_kernel_text(to, size, text);
    lengths[1][size] = *(u64 *)to;
    lengths[2][size] = *(u64 *)(to + 8);
    others[0][size] = read_kernel_text(to, size, whole);
    others[1][size] = *(u64 *)(to + 8);
  }
  for (u32 i = 0; i < COUNT(addresses); i++) {
    const void *from = (const void *)addresses[i];
    for (u32 j = 0; j < 4; j++)
      __builtin_memset(bytes[4 * i + j], 0x55, 16);
    results[4 * i] = read_kernel(bytes[4 * i], 12, from);
    results[4 * i + 1] = read_user(bytes[4 * i + 1], 12, from);
    results[4 * i + 2] = read_kernel_text(bytes[4 * i + 2], 12, from);
    results[4 * i + 3] = read_user_text(bytes[4 * i + 3], 12, from);
  }
  results[16] = read_kernel(bytes[16], 0, text);
  results[17] = read_kernel(bytes[17], 7, text + 2);
  results[18] = read_kernel_text(bytes[18], 16, text + 7);
  results[19] = read_kernel(bytes[19], 0, (void *)8);
  results[20] = read_kernel_text(bytes[20], 0, (void *)8);
  return 0;
}

SEC("raw_tp/sched_switch") int tasks(void *context) {
  u64 room[4] = {1, 2, 3, 4};
  results[0] = send_signal(65);
  results[1] = send_to_thread(65);
  results[2] = send_signal(-1);
  results[3] = ids(1, 2, room, 8);
  results[4] = room[0];
  results[5] = ids(0, 0, room + 1, 16);
  results[6] = room[1] | room[2];
  results[7] = event(&events, 0);
  results[8] = event(&events, 3);
  results[9] = event(&events, 0xffffffff);
  results[10] = event(&events, 1ULL << 32);
  results[11] = event(&events, -1ULL);
  room[0] = 9;
  results[12] = event_value(&events, 0, room, 24);
  results[13] = room[0];
  room[0] = 9;
  results[14] = event_value(&events, 0, room, 16);
  results[15] = room[0];
  results[16] = event_value(&events, 3, room, 24);
  results[17] = event_value(&events, 1ULL << 32, room, 24);
  results[18] = event_value(&events, 1ULL << 32, room, 8);
  return 0;
}

u64 address = 77;

SEC("syscall") int symbols(void *context) {
  results[0] = symbol("no_such_symbol", 15, 0, &address);
  results[1] = address;
  address = 77;
  results[2] = symbol("no_such_symbol", 14, 0, &address);
  results[3] = address;
  address = 77;
  results[4] = symbol("no_such_symbol", 15, 1, &address);
  results[5] = address;
  results[6] = symbol("", 1, 0, &address);
  results[7] = symbol("a\0b", 4, 0, &address);
  for (u32 i = 0; i < COUNT(addresses); i++) {
    __builtin_memset(bytes[i], 0x55, 16);
    results[8 + i] = copy(bytes[i], 12, (const void *)addresses[i]);
  }
  results[12] = copy(bytes[4], 0, (const void *)8);
  return 0;
}

char gpl[] SEC("license") = "GPL";
