/* Helpers one behind the other, each on what the ones before left: what they give is in variables. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;

#define SEC(n) __attribute__((section(n), used))
#define UINT(name, val) int(*name)[val]
#define TYPE(name, val) typeof(val) *name
#define KFUNC extern __attribute__((section(".ksyms")))
#define COUNT(a) (sizeof(a) / sizeof(*a))

struct bpf_dynptr {
  u64 a[2];
} __attribute__((aligned(8)));
struct bpf_iter_num {
  u64 a[1];
} __attribute__((aligned(8)));
struct bpf_spin_lock {
  u32 a;
};

static void *(*lookup)(void *map, const void *key) = (void *)1;
static long (*update)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static long (*delete)(void *map, const void *key) = (void *)3;
static long (*load_bytes)(void *skb, u32 offset, void *to, u32 size) = (void *)26;
static long (*store_bytes)(void *skb, u32 offset, const void *from, u32 size, u64 flags) = (void *)9;
static long (*tail_call)(void *context, void *map, u32 index) = (void *)12;
static long (*vlan_push)(void *skb, u16 proto, u16 tci) = (void *)18;
static long (*vlan_pop)(void *skb) = (void *)19;
static long (*change_proto)(void *skb, u16 proto, u64 flags) = (void *)31;
static long (*change_type)(void *skb, u32 type) = (void *)32;
static long (*change_tail)(void *skb, u32 length, u64 flags) = (void *)38;
static long (*pull_data)(void *skb, u32 length) = (void *)39;
static long (*change_head)(void *skb, u32 length, u64 flags) = (void *)43;
static long (*adjust_head)(void *xdp, int delta) = (void *)44;
static long (*set_hash)(void *skb, u32 hash) = (void *)48;
static u32 (*get_hash)(void *skb) = (void *)34;
static long (*set_hash_invalid)(void *skb) = (void *)41;
static long (*adjust_room)(void *skb, int by, u32 mode, u64 flags) = (void *)50;
static long (*adjust_meta)(void *xdp, int delta) = (void *)54;
static long (*adjust_tail)(void *xdp, int delta) = (void *)65;
static long (*csum_level)(void *skb, u64 level) = (void *)135;
static long (*read_kernel)(void *to, u32 size, const void *from) = (void *)113;
static long (*read_kernel_str)(void *to, u32 size, const void *from) = (void *)115;
static long (*push)(void *map, const void *value, u64 flags) = (void *)87;
static long (*pop)(void *map, void *value) = (void *)88;
static long (*peek)(void *map, void *value) = (void *)89;
static long (*spin_lock)(struct bpf_spin_lock *lock) = (void *)93;
static long (*spin_unlock)(struct bpf_spin_lock *lock) = (void *)94;
static long (*ring_output)(void *ring, void *data, u64 size, u64 flags) = (void *)130;
static void *(*ring_reserve)(void *ring, u64 size, u64 flags) = (void *)131;
static void (*ring_submit)(void *data, u64 flags) = (void *)132;
static void (*ring_discard)(void *data, u64 flags) = (void *)133;
static u64 (*ring_query)(void *ring, u64 what) = (void *)134;
static long (*for_each)(void *map, void *function, void *context, u64 flags) = (void *)164;
static long (*print)(char *to, u32 size, const char *format, u64 *data, u32 bytes) = (void *)165;
static long (*loop)(u32 count, void *function, void *context, u64 flags) = (void *)181;
static u64 (*xdp_length)(void *xdp) = (void *)188;
static long (*xdp_load)(void *xdp, u32 offset, void *to, u32 size) = (void *)189;
static long (*xdp_store)(void *xdp, u32 offset, void *from, u32 size) = (void *)190;
static void *(*percpu)(void *map, const void *key, u32 cpu) = (void *)195;
static long (*dynptr_from_mem)(void *data, u32 size, u64 flags, struct bpf_dynptr *to) = (void *)197;
static long (*ring_dynptr)(void *ring, u32 size, u64 flags, struct bpf_dynptr *to) = (void *)198;
static void (*ring_submit_dynptr)(struct bpf_dynptr *p, u64 flags) = (void *)199;
static void (*ring_discard_dynptr)(struct bpf_dynptr *p, u64 flags) = (void *)200;
static long (*dynptr_read)(void *to, u32 size, const struct bpf_dynptr *from, u32 start, u64 flags) = (void *)201;
static long (*dynptr_write)(const struct bpf_dynptr *to, u32 start, void *from, u32 size, u64 flags) = (void *)202;
static void *(*dynptr_data)(const struct bpf_dynptr *p, u32 start, u32 size) = (void *)203;

struct __sk_buff {
  u32 len, pkt_type, mark, queue_mapping, protocol, vlan_present, vlan_tci, vlan_proto, priority;
  u32 ingress_ifindex, ifindex, tc_index, cb[5], hash, tc_classid, data, data_end;
};
struct xdp_md {
  u32 data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex;
};

KFUNC int bpf_dynptr_from_skb(struct __sk_buff *skb, u64 flags, struct bpf_dynptr *to);
KFUNC int bpf_dynptr_from_xdp(struct xdp_md *xdp, u64 flags, struct bpf_dynptr *to);
KFUNC void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 start, void *room, u64 size);
KFUNC void *bpf_dynptr_slice_rdwr(const struct bpf_dynptr *p, u64 start, void *room, u64 size);
KFUNC int bpf_dynptr_adjust(const struct bpf_dynptr *p, u64 start, u64 end);
KFUNC int bpf_dynptr_clone(const struct bpf_dynptr *p, struct bpf_dynptr *to);
KFUNC int bpf_dynptr_copy(struct bpf_dynptr *to, u64 start, struct bpf_dynptr *from, u64 first, u64 size);
KFUNC int bpf_dynptr_memset(struct bpf_dynptr *p, u64 start, u64 size, u8 value);
KFUNC _Bool bpf_dynptr_is_null(const struct bpf_dynptr *p);
KFUNC _Bool bpf_dynptr_is_rdonly(const struct bpf_dynptr *p);
KFUNC u64 bpf_dynptr_size(const struct bpf_dynptr *p);
KFUNC int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end);
KFUNC int *bpf_iter_num_next(struct bpf_iter_num *it);
KFUNC void bpf_iter_num_destroy(struct bpf_iter_num *it);

#define MAP(name, kind, entries, k, v) \
  struct {                             \
    UINT(type, kind);                  \
    UINT(max_entries, entries);        \
    TYPE(key, k);                      \
    TYPE(value, v);                    \
  } name SEC(".maps")

MAP(hash, 1, 6, u32, u64);
MAP(percpu_hash, 5, 4, u32, u64);
MAP(lru, 9, 64, u32, u64);
struct {
  UINT(type, 1);
  UINT(max_entries, 3);
  UINT(map_flags, 1);
  TYPE(key, u32);
  TYPE(value, u64);
} lazy SEC(".maps");
struct locked {
  u64 before;
  struct bpf_spin_lock lock;
  u32 behind;
};
MAP(locks, 1, 3, u32, struct locked);
MAP(lock_array, 2, 2, u32, struct locked);
struct address {
  u32 bits;
  u8 at[16];
};
struct {
  UINT(type, 11);
  UINT(max_entries, 5);
  UINT(map_flags, 1);
  TYPE(key, struct address);
  TYPE(value, u64);
} prefixes SEC(".maps");
struct {
  UINT(type, 22);
  UINT(max_entries, 3);
  UINT(value_size, 12);
} queue SEC(".maps");
struct {
  UINT(type, 23);
  UINT(max_entries, 3);
  UINT(value_size, 12);
} stack SEC(".maps");
struct {
  UINT(type, 27);
  UINT(max_entries, 4096);
} ring SEC(".maps");
struct inner {
  UINT(type, 2);
  UINT(max_entries, 2);
  TYPE(key, u32);
  TYPE(value, u64);
} first SEC(".maps"), second SEC(".maps");
struct {
  UINT(type, 12);
  UINT(max_entries, 4);
  TYPE(key, u32);
  struct inner *values[];
} tables SEC(".maps") = {.values = {[0] = &first, [2] = &second}};
struct {
  UINT(type, 13);
  UINT(max_entries, 4);
  TYPE(key, u32);
  struct inner *values[];
} named SEC(".maps") = {.values = {[1] = &second, [3] = &first}};

int tailed(struct __sk_buff *skb);
struct {
  UINT(type, 3);
  UINT(max_entries, 3);
  TYPE(key, u32);
  int (*values[])(void *);
} programs SEC(".maps") = {.values = {[1] = (void *)&tailed}};

s64 seen[256];
char texts[24][64];
u32 zero;

struct walk {
  u64 sum, rounds;
};

static long remove_next(void *map, u32 *key, u64 *value, struct walk *w) {
  u32 next = *key + 1;
  w->rounds++;
  w->sum += delete (&hash, &next) == 0;
  return 0;
}

static long replace(void *map, u32 *key, u64 *value, struct walk *w) {
  u64 more = *value * 3;
  w->rounds++;
  w->sum += *value;
  return update(&hash, key, &more, 2) != 0;
}

static long sum(void *map, u32 *key, u64 *value, struct walk *w) {
  w->rounds++;
  w->sum += *value + *key;
  return 0;
}

static long nested(void *map, u32 *key, u64 *value, struct walk *w) {
  w->rounds += 100;
  return for_each(&hash, sum, w, 0) < 0;
}

#define WALK(at, map, function)                          \
  do {                                                   \
    struct walk w = {};                                  \
    seen[at] = for_each(&map, function, &w, 0);          \
    seen[at + 1] = w.sum;                                \
    seen[at + 2] = w.rounds;                             \
  } while (0)

static void fill(void) {
  for (u32 i = 0; i < 6; i++) {
    u32 key = i * 2 + 1;
    u64 value = i + 10;
    update(&hash, &key, &value, 0);
  }
}

SEC("tc") int walks(struct __sk_buff *skb) {
  fill();
  WALK(0, hash, sum);
  WALK(3, hash, nested);
  WALK(6, hash, remove_next);
  WALK(9, hash, replace);
  WALK(12, hash, sum);
  for (u32 i = 0; i < 5; i++) {
    u32 key = i;
    u64 value = i * 5;
    seen[15 + i] = update(&percpu_hash, &key, &value, i & 1);
    seen[20 + i] = update(&lru, &key, &value, i & 1);
    seen[25 + i] = update(&lazy, &key, &value, 1);
    seen[30 + i] = update(&lazy, &key, &value, 2);
  }
  WALK(35, percpu_hash, sum);
  WALK(38, lru, sum);
  WALK(41, lazy, sum);
  u32 one = 1, two = 2;
  u64 value = 77;
  seen[44] = delete (&lazy, &one);
  seen[45] = delete (&lazy, &one);
  one = 9;
  seen[46] = update(&lazy, &one, &value, 2);
  seen[47] = update(&lazy, &one, &value, 0);
  seen[48] = update(&lazy, &one, &value, 1);
  seen[49] = update(&lazy, &two, &value, 3);
  seen[50] = update(&lazy, &two, &value, 4);
  seen[51] = update(&hash, &two, &value, 4 | 1);
  return 0;
}

#define PUT(map, key, flags) update(&map, &(u32){key}, &(struct locked){.before = key, .behind = 7}, flags)

SEC("tc") int lockings(struct __sk_buff *skb) {
  u32 at = 0;
  for (u32 flags = 0; flags < 8; flags++) {
    seen[at++] = PUT(locks, 1, flags);
    seen[at++] = PUT(locks, 2, flags);
    seen[at++] = PUT(lock_array, 1, flags);
    seen[at++] = PUT(lock_array, 2, flags);
  }
  u32 one = 1;
  struct locked *l = lookup(&locks, &one);
  if (!l)
    return 1;
  spin_lock(&l->lock);
  l->before += 5;
  l->behind++;
  spin_unlock(&l->lock);
  seen[at++] = PUT(locks, 1, 6);
  seen[at++] = delete (&lock_array, &one);
  seen[at++] = delete (&locks, &one);
  seen[at++] = PUT(locks, 1, 4);
  seen[at++] = PUT(locks, 3, 5);
  seen[at++] = PUT(locks, 4, 1);
  return 0;
}

static long network(u32 bits, u8 a, u8 b, u8 c, u64 value, u64 flags) {
  struct address key = {.bits = bits, .at = {a, b, c}};
  return update(&prefixes, &key, &value, flags);
}

static s64 find(u32 bits, u8 a, u8 b, u8 c) {
  struct address key = {.bits = bits, .at = {a, b, c}};
  u64 *value = lookup(&prefixes, &key);
  return value ? *value : -1;
}

static long forget(u32 bits, u8 a, u8 b, u8 c) {
  struct address key = {.bits = bits, .at = {a, b, c}};
  return delete (&prefixes, &key);
}

SEC("tc") int networks(struct __sk_buff *skb) {
  u32 at = 0;
  seen[at++] = find(128, 1, 2, 3);
  seen[at++] = network(0, 9, 9, 9, 100, 0);
  seen[at++] = find(128, 1, 2, 3);
  seen[at++] = network(8, 1, 0, 0, 101, 1);
  seen[at++] = network(8, 1, 5, 0, 102, 1);
  seen[at++] = network(16, 1, 2, 9, 103, 0);
  seen[at++] = network(24, 1, 2, 3, 104, 2);
  seen[at++] = network(24, 1, 2, 3, 105, 0);
  seen[at++] = network(17, 1, 2, 0x80, 106, 0);
  seen[at++] = network(9, 1, 0x80, 0, 107, 0);
  seen[at++] = network(8, 1, 0, 0, 108, 0);
  seen[at++] = network(129, 1, 0, 0, 109, 0);
  seen[at++] = network(128, 1, 0, 0, 110, 4);
  seen[at++] = find(128, 1, 2, 3);
  seen[at++] = find(128, 1, 2, 4);
  seen[at++] = find(128, 1, 2, 0x84);
  seen[at++] = find(128, 1, 3, 0);
  seen[at++] = find(128, 2, 3, 0);
  seen[at++] = find(16, 1, 2, 3);
  seen[at++] = find(4, 1, 2, 3);
  seen[at++] = find(0, 1, 2, 3);
  seen[at++] = find(1000, 1, 2, 3);
  seen[at++] = forget(16, 1, 2, 77);
  seen[at++] = forget(16, 1, 2, 0);
  seen[at++] = forget(23, 1, 2, 3);
  seen[at++] = forget(129, 1, 2, 3);
  seen[at++] = find(128, 1, 2, 4);
  seen[at++] = network(9, 1, 0x80, 0, 111, 1);
  seen[at++] = forget(0, 7, 7, 7);
  seen[at++] = find(128, 2, 3, 0);
  seen[at++] = find(128, 1, 0x90, 0);
  return 0;
}

SEC("tc") int ends(struct __sk_buff *skb) {
  u32 at = 0;
  u32 values[3] = {1, 2, 3};
  for (u32 i = 0; i < 5; i++) {
    values[0] = i + 1;
    seen[at++] = push(&queue, values, i == 4 ? 2 : 0);
    seen[at++] = push(&stack, values, i == 4 ? 2 : 0);
    seen[at++] = push(&stack, values, 1);
  }
  for (u32 i = 0; i < 4; i++) {
    seen[at++] = peek(&queue, values);
    seen[at++] = values[0];
    seen[at++] = pop(&queue, values);
    seen[at++] = values[0];
    seen[at++] = pop(&stack, values);
    seen[at++] = values[0];
    seen[at++] = peek(&stack, values);
    seen[at++] = values[0];
  }
  return 0;
}

SEC("tc") int within(struct __sk_buff *skb) {
  u32 at = 0;
  for (u32 i = 0; i < 6; i++) {
    u32 key = i;
    void *map = lookup(&tables, &key);
    if (map) {
      for (u32 j = 0; j < 3; j++) {
        u32 place = j;
        u64 value = i * 10 + j;
        seen[at++] = update(map, &place, &value, 0);
        u64 *there = lookup(map, &place);
        seen[at++] = there ? *there : 99;
        seen[at++] = delete (map, &place);
      }
    } else {
      seen[at++] = -1000;
    }
    map = lookup(&named, &key);
    if (map) {
      u64 value = 70 + i;
      seen[at++] = update(map, &zero, &value, 0);
    } else {
      seen[at++] = -2000;
    }
  }
  return 0;
}

SEC("tc") int tailed(struct __sk_buff *skb) {
  seen[0]++;
  tail_call(skb, &programs, 1);
  seen[1] = seen[0];
  return seen[0];
}

static __attribute__((noinline)) int leave(struct __sk_buff *skb, u32 index) {
  volatile u64 mine = index * 3;
  tail_call(skb, &programs, index);
  return mine + 1;
}

SEC("tc") int tails(struct __sk_buff *skb) {
  u64 before = skb->len;
  seen[10] = leave(skb, 0);
  seen[11] = leave(skb, 2);
  seen[12] = leave(skb, 3);
  seen[13] = leave(skb, -1);
  seen[14] = before - skb->len;
  seen[15] = leave(skb, 1);
  seen[16] = 5;
  return 3;
}

SEC("tc") int records(struct __sk_buff *skb) {
  u32 at = 0;
  u64 data[4] = {1, 2, 3, 4};
  u64 *one = ring_reserve(&ring, 24, 0);
  u64 *two = ring_reserve(&ring, 8, 0);
  u64 *three = ring_reserve(&ring, 16, 0);
  seen[at++] = one != 0;
  seen[at++] = two != 0;
  seen[at++] = three != 0;
  for (u32 i = 0; i < 6; i++)
    seen[at++] = ring_query(&ring, i);
  if (two) {
    two[0] = 22;
    ring_discard(two, 1);
  }
  for (u32 i = 0; i < 4; i++)
    seen[at++] = ring_query(&ring, i);
  if (three) {
    three[0] = 33;
    three[1] = 34;
    ring_submit(three, 2);
  }
  seen[at++] = ring_output(&ring, data, 0, 0);
  seen[at++] = ring_output(&ring, data, 1, 0);
  seen[at++] = ring_output(&ring, data, 31, 1);
  seen[at++] = ring_output(&ring, data, 32, 3);
  seen[at++] = ring_output(&ring, data, 32, 4);
  if (one) {
    one[0] = one[1] = one[2] = 11;
    ring_submit(one, 0);
  }
  void *none = ring_reserve(&ring, 8, 1);
  seen[at++] = none != 0;
  if (none)
    ring_discard(none, 0);
  void *large = ring_reserve(&ring, 4088, 0);
  seen[at++] = large != 0;
  if (large)
    ring_discard(large, 0);
  struct bpf_dynptr p;
  seen[at++] = ring_dynptr(&ring, 100, 0, &p);
  seen[at++] = bpf_dynptr_size(&p);
  seen[at++] = dynptr_write(&p, 90, data, 10, 0);
  seen[at++] = dynptr_write(&p, 91, data, 10, 0);
  seen[at++] = dynptr_write(&p, 0, data, 8, 1);
  seen[at++] = bpf_dynptr_memset(&p, 0, 90, 0x5a);
  seen[at++] = bpf_dynptr_adjust(&p, 10, 101);
  seen[at++] = bpf_dynptr_adjust(&p, 60, 50);
  seen[at++] = bpf_dynptr_adjust(&p, 10, 60);
  seen[at++] = bpf_dynptr_size(&p);
  seen[at++] = dynptr_write(&p, 49, data, 2, 0);
  ring_submit_dynptr(&p, 0);
  seen[at++] = ring_dynptr(&ring, 0, 0, &p);
  seen[at++] = bpf_dynptr_size(&p);
  seen[at++] = dynptr_write(&p, 0, data, 0, 0);
  ring_discard_dynptr(&p, 0);
  seen[at++] = ring_dynptr(&ring, 5000, 0, &p);
  seen[at++] = bpf_dynptr_size(&p);
  seen[at++] = dynptr_read(data, 1, &p, 0, 0);
  ring_discard_dynptr(&p, 0);
  seen[at++] = ring_dynptr(&ring, 8, 1, &p);
  ring_submit_dynptr(&p, 0);
  seen[at++] = ring_query(&ring, 0);
  seen[at++] = ring_query(&ring, 3);
  return 0;
}

#define PRINT(at, size, ...)                                                              \
  do {                                                                                    \
    static const char format[] = FORMAT;                                                  \
    u64 data[] = {__VA_ARGS__};                                                           \
    seen[at] = print(texts[at], size, format, data, sizeof(data));                        \
  } while (0)

u8 numbers[16] = {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
char word[8] = "abcdefg";

SEC("tc") int prints(struct __sk_buff *skb) {
  u64 six = (u64)(long)numbers, text = (u64)(long)word;
#define FORMAT "%pi4 %pI4"
  PRINT(0, 64, six, six);
#undef FORMAT
#define FORMAT "%pi6|%pI6"
  PRINT(1, 64, six, six);
#undef FORMAT
#define FORMAT "%s|%s"
  PRINT(2, 64, text, text + 3);
#undef FORMAT
#define FORMAT "%s"
  PRINT(3, 4, text);
  PRINT(4, 1, text);
  PRINT(5, 8, text);
  PRINT(6, 64, 0);
  PRINT(7, 64, 8);
#undef FORMAT
#define FORMAT "%8d|%-8d|%08x|%+d"
  PRINT(8, 64, -5, -5, 0xbeef, 5);
#undef FORMAT
#define FORMAT "%c%c%c"
  PRINT(9, 64, 'a', 0, 'b');
#undef FORMAT
#define FORMAT "%llx %lld %lu %li"
  PRINT(10, 64, -1, -1, -1, -1);
#undef FORMAT
#define FORMAT "%i %u %d %x"
  PRINT(11, 64, 1ULL << 31, 1ULL << 31, 1ULL << 32, -1);
#undef FORMAT
#define FORMAT "%pks %%"
  PRINT(12, 64, text);
#undef FORMAT
#define FORMAT "%pI4abc9|%pi6c|%pks|%pxa|%px-"
  PRINT(13, 64, six, six, text, -1, 255);
#undef FORMAT
#define FORMAT "%pI4c"
  PRINT(16, 64, six);
#undef FORMAT
#define FORMAT "%pI6c"
  PRINT(17, 64, six);
#undef FORMAT
#define FORMAT "%x %X"
  PRINT(18, 64, 0xabc, 0xabc);
#undef FORMAT
#define FORMAT "%3c|%-3c|"
  PRINT(19, 64, 'x', 'y');
  return 0;
}

u64 from[4] = {0x4142434445464748, 0x49004b4c4d4e4f50, 0x5152535455565758, 0};

SEC("tc") int reads(struct __sk_buff *skb) {
  u32 at = 0;
  char to[16];
#define READ(call, size, address)                        \
  do {                                                   \
    __builtin_memset(to, 0x77, sizeof(to));              \
    seen[at++] = call(to, size, (void *)(long)(address)); \
    seen[at++] = *(s64 *)to;                             \
    seen[at++] = *(s64 *)(to + 8);                       \
  } while (0)
  u64 base = (u64)(long)from;
  READ(read_kernel, 0, base);
  READ(read_kernel, 16, base);
  READ(read_kernel, 3, base + 1);
  READ(read_kernel, 8, 0);
  READ(read_kernel, 8, 0x1000);
  READ(read_kernel, 8, -8);
  READ(read_kernel_str, 16, base);
  READ(read_kernel_str, 16, base + 15);
  READ(read_kernel_str, 14, base);
  READ(read_kernel_str, 15, base);
  READ(read_kernel_str, 1, base);
  READ(read_kernel_str, 0, base);
  READ(read_kernel_str, 8, 0);
  READ(read_kernel_str, 8, -1);
  return 0;
}

static void numbers_of(u32 at, int start, int end, int most) {
  struct bpf_iter_num it;
  int *number;
  seen[at] = bpf_iter_num_new(&it, start, end);
  s64 all = 0, last = 0;
  for (int i = 0; i < most && (number = bpf_iter_num_next(&it)); i++) {
    all++;
    last = *number;
  }
  bpf_iter_num_destroy(&it);
  seen[at + 1] = all;
  seen[at + 2] = last;
}

SEC("tc") int ranges(struct __sk_buff *skb) {
  numbers_of(0, 0, 0, 5);
  numbers_of(3, 5, 2, 5);
  numbers_of(6, -3, 3, 9);
  numbers_of(9, 0x7ffffffe, 0x7fffffff, 5);
  numbers_of(12, -0x80000000, 0x7fffffff, 5);
  numbers_of(15, 0, 8388608, 5);
  numbers_of(18, 0, 8388609, 5);
  numbers_of(21, -0x80000000, -0x7ffffffd, 9);
  numbers_of(24, 3, 9, 2);
  return 0;
}

u64 cell = 0x1122334455667788;
u32 half = 0x99aabbcc;

SEC("tc") int atomics(struct __sk_buff *skb) {
  u32 at = 0;
  u64 local = 5;
  u64 *in[2] = {&cell, &local};
  for (u32 i = 0; i < 2; i++) {
    u64 *p = i ? &local : &cell;
    seen[at++] = __sync_fetch_and_add(p, -3);
    seen[at++] = __sync_fetch_and_or(p, 0xf0f0);
    seen[at++] = __sync_fetch_and_and(p, 0xffff00ffff);
    seen[at++] = __sync_fetch_and_xor(p, -1ULL);
    seen[at++] = __sync_lock_test_and_set(p, 0x8000000000000001);
    seen[at++] = __sync_val_compare_and_swap(p, 1, 9);
    seen[at++] = __sync_val_compare_and_swap(p, 0x8000000000000001, 9);
    seen[at++] = *p;
  }
  u32 low = 7;
  for (u32 i = 0; i < 2; i++) {
    u32 *p = i ? &low : &half;
    seen[at++] = __sync_fetch_and_add(p, -1);
    seen[at++] = __sync_fetch_and_or(p, 0x80000000);
    seen[at++] = __sync_fetch_and_and(p, 0xf0ffffff);
    seen[at++] = __sync_fetch_and_xor(p, -1);
    seen[at++] = __sync_lock_test_and_set(p, 0x80000001);
    seen[at++] = __sync_val_compare_and_swap(p, 0x80000001, 0xffffffff);
    seen[at++] = *p;
  }
  __sync_fetch_and_add(&cell, 1ULL << 63);
  __sync_fetch_and_add(&half, 1);
  return 0;
}

#define SKB()                            \
  do {                                   \
    seen[at++] = skb->len;               \
    seen[at++] = skb->protocol;          \
    seen[at++] = skb->vlan_present;      \
    seen[at++] = skb->vlan_tci;          \
    seen[at++] = skb->vlan_proto;        \
    seen[at++] = skb->data_end - skb->data; \
  } while (0)

SEC("tc") int vlans(struct __sk_buff *skb) {
  u32 at = 0;
  seen[at++] = vlan_pop(skb);
  SKB();
  seen[at++] = vlan_push(skb, 0x0081, 0x2007);
  SKB();
  seen[at++] = vlan_push(skb, 0xa888, 0xfff);
  SKB();
  seen[at++] = vlan_push(skb, 0x0008, 1);
  SKB();
  seen[at++] = vlan_pop(skb);
  SKB();
  seen[at++] = vlan_pop(skb);
  SKB();
  seen[at++] = vlan_push(skb, 0x0081, 0xffff);
  SKB();
  return 0;
}

SEC("tc") int lengths(struct __sk_buff *skb) {
  u32 at = 0;
  u8 bytes[4] = {0xde, 0xad, 0xbe, 0xef};
  seen[at++] = change_tail(skb, 14, 0);
  seen[at++] = change_tail(skb, 13, 0);
  seen[at++] = change_tail(skb, 120, 0);
  seen[at++] = store_bytes(skb, 116, bytes, 4, 1);
  seen[at++] = store_bytes(skb, 117, bytes, 4, 0);
  seen[at++] = store_bytes(skb, 0, bytes, 4, 4);
  seen[at++] = change_head(skb, 0, 0);
  seen[at++] = change_head(skb, 20, 0);
  seen[at++] = change_head(skb, 8, 1);
  seen[at++] = store_bytes(skb, 0, bytes, 4, 2);
  seen[at++] = pull_data(skb, 0);
  seen[at++] = pull_data(skb, 1000);
  seen[at++] = skb->data_end - skb->data;
  seen[at++] = load_bytes(skb, 20, bytes, 4);
  seen[at++] = *(u32 *)bytes;
  seen[at++] = load_bytes(skb, -1, bytes, 4);
  seen[at++] = change_type(skb, 3);
  seen[at++] = skb->pkt_type;
  seen[at++] = change_type(skb, 0);
  seen[at++] = change_type(skb, 4);
  seen[at++] = skb->pkt_type;
  seen[at++] = set_hash(skb, 0x1234);
  seen[at++] = skb->hash;
  seen[at++] = get_hash(skb);
  seen[at++] = set_hash_invalid(skb);
  seen[at++] = skb->hash;
  seen[at++] = csum_level(skb, 0);
  seen[at++] = csum_level(skb, 1);
  seen[at++] = csum_level(skb, 2);
  seen[at++] = csum_level(skb, 3);
  seen[at++] = csum_level(skb, 4);
  return 0;
}

SEC("tc") int rooms(struct __sk_buff *skb) {
  u32 at = 0;
  static const u64 flags[] = {0, 1, 2, 4, 6, 8, 16, 32, 64, 128, 256, 1ULL << 56 | 2, 0x20 | 2, 0x40 | 2};
  for (u32 i = 0; i < COUNT(flags); i++) {
    seen[at++] = adjust_room(skb, 8, 1, flags[i]);
    seen[at++] = adjust_room(skb, 8, 0, flags[i]);
    seen[at++] = adjust_room(skb, -8, 1, flags[i]);
    seen[at++] = adjust_room(skb, -8, 0, flags[i]);
    seen[at++] = skb->len;
    seen[at++] = skb->protocol;
  }
  seen[at++] = adjust_room(skb, 0, 1, 0);
  seen[at++] = adjust_room(skb, 8, 2, 0);
  seen[at++] = adjust_room(skb, 4096, 1, 0);
  seen[at++] = adjust_room(skb, -60, 1, 0);
  return 0;
}

SEC("tc") int families(struct __sk_buff *skb) {
  u32 at = 0;
  seen[at++] = change_proto(skb, 0x0608, 0);
  seen[at++] = change_proto(skb, 0xdd86, 1);
  seen[at++] = change_proto(skb, 0xdd86, 0);
  SKB();
  seen[at++] = change_proto(skb, 0xdd86, 0);
  seen[at++] = change_proto(skb, 0x0008, 0);
  SKB();
  return 0;
}

SEC("tc") int views(struct __sk_buff *skb) {
  u32 at = 0;
  struct bpf_dynptr p, q, m;
  u8 room[16] = {1, 2, 3};
  static u8 memory[40];
  seen[at++] = bpf_dynptr_from_skb(skb, 0, &p);
  seen[at++] = bpf_dynptr_size(&p);
  u8 *slice = bpf_dynptr_slice(&p, 12, room, 16);
  seen[at++] = slice ? slice[0] << 8 | slice[1] : -1;
  slice = bpf_dynptr_slice(&p, 50, room, 16);
  seen[at++] = slice ? slice[15] : -1;
  slice = bpf_dynptr_slice(&p, -1, 0, 4);
  seen[at++] = slice ? 1 : -1;
  seen[at++] = bpf_dynptr_adjust(&p, 14, 34);
  seen[at++] = bpf_dynptr_clone(&p, &q);
  seen[at++] = bpf_dynptr_size(&q);
  seen[at++] = bpf_dynptr_adjust(&q, 20, 20);
  seen[at++] = bpf_dynptr_size(&q);
  seen[at++] = bpf_dynptr_adjust(&q, 1, 1);
  seen[at++] = dynptr_write(&p, 8, room, 1, 0);
  seen[at++] = dynptr_write(&p, 19, room, 1, 1);
  seen[at++] = dynptr_write(&p, 19, room, 1, 3);
  seen[at++] = dynptr_write(&p, 20, room, 1, 0);
  seen[at++] = dynptr_write(&p, 20, room, 0, 0);
  seen[at++] = dynptr_read(room, 4, &p, 16, 0);
  seen[at++] = *(u32 *)room;
  seen[at++] = dynptr_read(room, 4, &p, 17, 0);
  seen[at++] = dynptr_from_mem(memory, 0, 0, &m);
  seen[at++] = dynptr_from_mem(memory, 40, 1, &m);
  seen[at++] = dynptr_from_mem(memory, 40, 0, &m);
  seen[at++] = bpf_dynptr_copy(&m, 4, &p, 0, 20);
  seen[at++] = bpf_dynptr_copy(&m, 21, &p, 0, 20);
  seen[at++] = bpf_dynptr_copy(&p, 10, &m, 0, 10);
  seen[at++] = bpf_dynptr_copy(&p, 11, &m, 0, 10);
  seen[at++] = bpf_dynptr_copy(&m, 8, &m, 0, 30);
  seen[at++] = bpf_dynptr_memset(&p, 1, 3, 0xee);
  seen[at++] = bpf_dynptr_memset(&p, 18, 3, 0xee);
  slice = dynptr_data(&m, 8, 16);
  seen[at++] = slice ? *(s64 *)slice : -1;
  slice = dynptr_data(&m, 39, 2);
  seen[at++] = slice ? *slice : -1;
  u8 *open = bpf_dynptr_slice_rdwr(&p, 0, room, 4);
  if (open) {
    open[0] = 0x46;
    if (open == room)
      seen[at++] = dynptr_write(&p, 0, room, 4, 0);
  }
  return 0;
}

/* Programs of control groups may not change packets. */
SEC("cgroup_skb/ingress") int shown(struct __sk_buff *skb) {
  u32 at = 0;
  struct bpf_dynptr p, q;
  u8 room[16] = {1, 2, 3};
  seen[at++] = bpf_dynptr_from_skb(skb, 0, &p);
  seen[at++] = bpf_dynptr_is_rdonly(&p);
  seen[at++] = bpf_dynptr_is_null(&p);
  seen[at++] = bpf_dynptr_size(&p);
  seen[at++] = dynptr_read(room, 4, &p, 12, 0);
  seen[at++] = *(u32 *)room;
  seen[at++] = dynptr_write(&p, 0, room, 4, 0);
  seen[at++] = bpf_dynptr_memset(&p, 0, 4, 1);
  seen[at++] = bpf_dynptr_clone(&p, &q);
  seen[at++] = bpf_dynptr_is_rdonly(&q);
  seen[at++] = bpf_dynptr_adjust(&q, 4, 8);
  seen[at++] = bpf_dynptr_copy(&q, 0, &p, 0, 2);
  seen[at++] = bpf_dynptr_is_rdonly(&q);
  seen[at++] = bpf_dynptr_slice(&q, 0, room, 4) != 0;
  seen[at++] = bpf_dynptr_slice(&q, 1, room, 4) != 0;
  seen[at++] = dynptr_data(&q, 0, 4) != 0;
  return 1;
}

#define XDP()                                      \
  do {                                             \
    seen[at++] = xdp->data_end - xdp->data;        \
    seen[at++] = xdp->data - xdp->data_meta;       \
    seen[at++] = xdp_length(xdp);                  \
  } while (0)

SEC("xdp") int moves(struct xdp_md *xdp) {
  u32 at = 0;
  u8 bytes[8] = {9, 8, 7, 6, 5, 4, 3, 2};
  seen[at++] = adjust_meta(xdp, -32);
  XDP();
  seen[at++] = adjust_meta(xdp, -4);
  seen[at++] = adjust_meta(xdp, -2);
  seen[at++] = adjust_meta(xdp, 100);
  XDP();
  seen[at++] = adjust_head(xdp, -8);
  XDP();
  seen[at++] = adjust_head(xdp, 50);
  XDP();
  seen[at++] = adjust_head(xdp, -300);
  seen[at++] = adjust_head(xdp, 8);
  seen[at++] = adjust_head(xdp, 9);
  seen[at++] = adjust_tail(xdp, 64);
  XDP();
  seen[at++] = xdp_store(xdp, 60, bytes, 8);
  seen[at++] = xdp_store(xdp, 10, bytes, 8);
  seen[at++] = xdp_load(xdp, 10, bytes, 4);
  seen[at++] = *(u32 *)bytes;
  seen[at++] = adjust_tail(xdp, -100);
  seen[at++] = adjust_tail(xdp, -20);
  XDP();
  seen[at++] = adjust_tail(xdp, 10000);
  seen[at++] = adjust_meta(xdp, 36);
  XDP();
  struct bpf_dynptr p, q;
  seen[at++] = bpf_dynptr_from_xdp(xdp, 1, &q);
  seen[at++] = bpf_dynptr_from_xdp(xdp, 0, &p);
  seen[at++] = bpf_dynptr_size(&p);
  seen[at++] = dynptr_write(&p, 4, bytes, 8, 0);
  seen[at++] = dynptr_write(&p, 4, bytes, 8, 1);
  seen[at++] = dynptr_write(&p, 48, bytes, 8, 0);
  u8 *slice = bpf_dynptr_slice_rdwr(&p, 2, 0, 8);
  if (slice)
    slice[0] = 0x99;
  seen[at++] = slice != 0;
  return 0;
}

static long count(u64 i, struct walk *w) {
  w->sum += i;
  w->rounds++;
  return i == 4;
}

static long again(u64 i, struct walk *w) {
  seen[40 + (i & 7)] = loop(i, count, w, 0);
  return 0;
}

SEC("tc") int rounds(struct __sk_buff *skb) {
  struct walk w = {};
  seen[0] = loop(8, again, &w, 0);
  seen[1] = w.sum;
  seen[2] = w.rounds;
  seen[3] = loop(0, again, &w, 0);
  seen[4] = loop(3, count, &w, 1ULL << 63);
  seen[5] = loop(-1, count, &w, 0);
  seen[6] = loop(1 << 23, count, &w, 0);
  seen[7] = w.rounds;
  u32 key = 1;
  u64 value = 3;
  seen[8] = update(&percpu_hash, &key, &value, 0);
  u64 *mine = percpu(&percpu_hash, &key, 0);
  seen[9] = mine != 0;
  mine = percpu(&percpu_hash, &key, 4096);
  seen[10] = mine != 0;
  return 0;
}

char gpl[] SEC("license") = "GPL";
