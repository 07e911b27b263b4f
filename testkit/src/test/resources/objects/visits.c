/* Helpers that call functions of the program, timers, cookies: what they give is in variables. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(n) __attribute__((section(n), used))
#define UINT(name, val) int(*name)[val]
#define TYPE(name, val) typeof(val) *name
#define COUNT(a) (sizeof(a) / sizeof(*a))

struct bpf_timer {
  u64 a[2];
} __attribute__((aligned(8)));

static void *(*lookup)(void *map, const void *key) = (void *)1;
static long (*update)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static long (*delete)(void *map, const void *key) = (void *)3;
static long (*for_each)(void *map, void *function, void *context, u64 flags) = (void *)164;
static long (*loop)(u32 count, void *function, void *context, u64 flags) = (void *)181;
static long (*timer_init)(void *timer, void *map, u64 flags) = (void *)169;
static long (*timer_set)(void *timer, void *function) = (void *)170;
static long (*timer_start)(void *timer, u64 nanoseconds, u64 flags) = (void *)171;
static long (*timer_cancel)(void *timer) = (void *)172;
static long (*gen4)(void *ip, void *tcp, u32 size) = (void *)204;
static long (*gen6)(void *ip, void *tcp, u32 size) = (void *)205;
static long (*check4)(void *ip, void *tcp) = (void *)206;
static long (*check6)(void *ip, void *tcp) = (void *)207;

struct {
  UINT(type, 1);
  UINT(max_entries, 8);
  TYPE(key, u32);
  TYPE(value, u64);
} hash SEC(".maps");
struct {
  UINT(type, 2);
  UINT(max_entries, 5);
  TYPE(key, u32);
  TYPE(value, u64);
} array SEC(".maps");
struct {
  UINT(type, 6);
  UINT(max_entries, 3);
  TYPE(key, u32);
  TYPE(value, u64);
} percpu SEC(".maps");
struct value {
  struct bpf_timer timer;
  u64 count;
};
struct {
  UINT(type, 2);
  UINT(max_entries, 2);
  TYPE(key, u32);
  TYPE(value, struct value);
} timed SEC(".maps");

u64 seen[64];
struct context {
  u64 sum;
  u64 rounds;
  u64 stop;
};

struct context visited;

static long add(void *map, u32 *key, u64 *value, void *context) {
  visited.sum += *key * 1000 + *value;
  visited.rounds++;
  *value += 7;
  return visited.rounds == visited.stop;
}

static long sweep(void *map, u32 *key, u64 *value, void *context) {
  visited.rounds++;
  delete (map, key);
  return 0;
}

static long inner(u64 i, struct context *c) {
  c->sum += i;
  return c->sum > 100;
}

static long outer(u64 i, struct context *c) {
  c->rounds += loop(i, inner, c, 0);
  return 0;
}

#define VISIT(map, at, last, flags)                    \
  do {                                                 \
    visited = (struct context){.stop = last};          \
    seen[at] = for_each(&map, add, 0, flags);          \
    seen[at + 1] = visited.sum;                        \
    seen[at + 2] = visited.rounds;                     \
  } while (0)

SEC("tc") int entries(void *context) {
  VISIT(hash, 0, 0, 0);
  for (u32 i = 0; i < 6; i++) {
    u32 key = i;
    u64 value = i * i;
    update(&hash, &key, &value, 0);
  }
  VISIT(hash, 3, 0, 0);
  VISIT(hash, 6, 6, 0);
  visited = (struct context){.stop = 1};
  seen[9] = for_each(&hash, add, 0, 0);
  VISIT(hash, 10, 0, 1);
  visited = (struct context){};
  seen[13] = for_each(&hash, sweep, 0, 0);
  seen[14] = visited.rounds;
  VISIT(hash, 15, 0, 0);
  return 0;
}

SEC("tc") int elements(void *context) {
  for (u32 i = 0; i < 5; i++) {
    u32 key = i;
    u64 value = i + 3;
    update(&array, &key, &value, 0);
  }
  VISIT(array, 18, 0, 0);
  VISIT(array, 21, 3, 0);
  VISIT(array, 24, 0, 0);
  VISIT(array, 27, 0, 1ULL << 32);
  VISIT(percpu, 30, 0, 0);
  VISIT(percpu, 33, 2, 0);
  return 0;
}

#define LOOP(at, function, count, flags)               \
  do {                                                 \
    struct context c = {};                             \
    seen[at] = loop(count, function, &c, flags);       \
    seen[at + 1] = c.sum;                              \
    seen[at + 2] = c.rounds;                           \
  } while (0)

SEC("tc") int loops(void *context) {
  LOOP(0, inner, 0, 0);
  LOOP(3, inner, 1, 0);
  LOOP(6, inner, 10, 0);
  LOOP(9, inner, 1000, 0);
  LOOP(12, inner, 10, 1);
  LOOP(15, inner, 8388608, 0);
  LOOP(18, inner, 8388609, 0);
  LOOP(21, inner, -1, 0);
  LOOP(24, outer, 9, 0);
  return 0;
}

static int tick(void *map, u32 *key, struct value *v) {
  v->count++;
  return 0;
}

/* Nothing of this comes due. */
SEC("tc") int timers(void *context) {
  u32 zero = 0, one = 1;
  struct value *v = lookup(&timed, &zero);
  if (!v)
    return 1;
  seen[0] = timer_cancel(&v->timer);
  seen[1] = timer_set(&v->timer, tick);
  seen[2] = timer_start(&v->timer, 1ULL << 60, 0);
  seen[3] = timer_init(&v->timer, &timed, 1000);
  seen[4] = timer_init(&v->timer, &timed, 16);
  seen[5] = timer_init(&v->timer, &timed, 7);
  seen[6] = timer_init(&v->timer, &timed, 7);
  seen[7] = timer_start(&v->timer, 1ULL << 60, 0);
  seen[8] = timer_cancel(&v->timer);
  seen[9] = timer_set(&v->timer, tick);
  seen[10] = timer_start(&v->timer, 1ULL << 60, 4);
  seen[11] = timer_start(&v->timer, 1ULL << 60, 8);
  seen[12] = timer_cancel(&v->timer);
  seen[13] = timer_start(&v->timer, 1ULL << 60, 0);
  timer_set(&v->timer, tick);
  seen[14] = timer_start(&v->timer, 1ULL << 61, 0);
  seen[15] = timer_cancel(&v->timer);
  seen[16] = timer_cancel(&v->timer);
  timer_set(&v->timer, tick);
  seen[17] = timer_start(&v->timer, 1ULL << 60, 2);
  seen[18] = timer_cancel(&v->timer);
  timer_set(&v->timer, tick);
  seen[19] = timer_start(&v->timer, 1ULL << 62, 1);
  seen[20] = timer_cancel(&v->timer);
  v = lookup(&timed, &one);
  if (!v)
    return 1;
  seen[21] = timer_init(&v->timer, &timed, 0);
  seen[22] = timer_set(&v->timer, tick);
  seen[23] = timer_start(&v->timer, 1ULL << 60, 0);
  seen[24] = timer_cancel(&v->timer);
  return 0;
}

struct ip4 {
  u8 version, type;
  u16 length;
  u32 id;
  u8 ttl, protocol;
  u16 checksum;
  u32 from, to;
};
struct ip6 {
  u32 version;
  u16 length;
  u8 next, limit;
  u8 from[16], to[16];
};
struct tcp {
  u16 from, to;
  u32 number, answered;
  u8 length, flags;
  u16 window, checksum, urgent;
  u8 options[8];
};

/* What the cookie is is the kernel's secret; that it is one, and of whom, is not. */
SEC("tc") int cookies(void *context) {
  struct ip4 ip = {.version = 0x45, .ttl = 64, .protocol = 6, .from = 0x0100000a, .to = 0x0200000a};
  struct ip6 ip6 = {.version = 0x60, .next = 6, .limit = 64, .from = {1}, .to = {2}};
  struct tcp tcp = {.from = 0x1234, .to = 0x5000, .number = 0x78563412, .length = 0x50, .flags = 2};
  u32 at = 0;
  seen[at++] = gen4(&ip, &tcp, 19);
  seen[at++] = gen6(&ip6, &tcp, 19);
  seen[at++] = gen4(&ip, &tcp, 24);
  seen[at++] = gen6(&ip6, &tcp, 24);
  long four = gen4(&ip, &tcp, 20), six = gen6(&ip6, &tcp, 20);
  seen[at++] = four >> 32;
  seen[at++] = six >> 32;
  tcp.length = 0x60;
  seen[at++] = gen4(&ip, &tcp, 20);
  seen[at++] = gen4(&ip, &tcp, 24) >> 63;
  tcp.length = 0x40;
  seen[at++] = gen4(&ip, &tcp, 20);
  tcp.length = 0x50;
  tcp.flags = 0x10;
  tcp.number = __builtin_bswap32(__builtin_bswap32(tcp.number) + 1);
  tcp.answered = __builtin_bswap32((u32)four + 1);
  seen[at++] = check4(&ip, &tcp);
  tcp.answered = __builtin_bswap32((u32)four);
  seen[at++] = check4(&ip, &tcp);
  tcp.answered = __builtin_bswap32((u32)six + 1);
  seen[at++] = check6(&ip6, &tcp);
  tcp.from ^= 1;
  seen[at++] = check6(&ip6, &tcp);
  tcp.from ^= 1;
  ip6.to[15] ^= 1;
  seen[at++] = check6(&ip6, &tcp);
  ip6.to[15] ^= 1;
  tcp.number ^= 0x80;
  seen[at++] = check6(&ip6, &tcp);
  return 0;
}

u32 largest[2][24], odd[2][8];
u16 given[24] = {0,    1,    500,  535,  536,  537,  1219, 1220, 1221, 1299, 1300, 1301,
                 1419, 1420, 1421, 1439, 1440, 1441, 1459, 1460, 1461, 8959, 9000, 65535};
u8 texts[8][8] = {
    {1, 1, 2, 4, 5, 0xb4},    {1, 2, 4, 5, 0xb4, 2, 4, 9}, {3, 3, 7, 2, 4, 5, 0xb4},
    {0, 2, 4, 5, 0xb4},       {2, 3, 5, 0xb4},             {2, 4, 5, 0x14, 2, 4, 5, 0xb4},
    {1, 1, 1, 1, 1, 2, 4, 5}, {8, 0, 2, 4, 5, 0xb4},
};

/* The largest segment that the other end takes is a part of the cookie. */
SEC("tc") int segments(void *context) {
  struct ip4 ip = {.version = 0x45, .ttl = 64, .protocol = 6};
  struct ip6 ip6 = {.version = 0x60, .next = 6, .limit = 64};
  struct tcp tcp = {.from = 0x1234, .to = 0x5000, .length = 0x60, .flags = 2};
  for (u32 i = 0; i < COUNT(given); i++) {
    tcp.options[0] = 2;
    tcp.options[1] = 4;
    tcp.options[2] = given[i] >> 8;
    tcp.options[3] = given[i];
    largest[0][i] = gen4(&ip, &tcp, 24) >> 32;
    largest[1][i] = gen6(&ip6, &tcp, 24) >> 32;
  }
  tcp.length = 0x70;
  for (u32 i = 0; i < COUNT(texts); i++) {
    __builtin_memcpy(tcp.options, texts[i], 8);
    odd[0][i] = gen4(&ip, &tcp, 28) >> 32;
    odd[1][i] = gen6(&ip6, &tcp, 28) >> 32;
  }
  return 0;
}

char gpl[] SEC("license") = "GPL";
