/* Programs of a control group, and of its sockets: what helpers give is in variables. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(n) __attribute__((section(n), used))
#define UINT(name, val) int(*name)[val]
#define TYPE(name, val) typeof(val) *name
#define COUNT(a) (sizeof(a) / sizeof(*a))

struct bpf_sock;
struct bpf_sock_ops {
  u32 op, reply[4], family, remote_ip4, local_ip4, remote_ip6[4], local_ip6[4], remote_port, local_port;
  u32 is_fullsock, snd_cwnd, srtt_us, cb_flags, state, more[21];
  u64 received, acked;
  struct bpf_sock *sk;
  u8 *skb_data, *skb_data_end;
  u32 skb_len, skb_tcp_flags;
};
struct bpf_sock_addr {
  u32 user_family, user_ip4, user_ip6[4], user_port, family, type, protocol;
};
struct sk_msg_md {
  u8 *data, *data_end;
  u32 family, remote_ip4, local_ip4, remote_ip6[4], local_ip6[4], remote_port, local_port, size;
};

static long (*setsockopt)(void *of, int level, int name, void *value, int size) = (void *)49;
static long (*getsockopt)(void *of, int level, int name, void *value, int size) = (void *)57;
static long (*flags_set)(struct bpf_sock_ops *c, int flags) = (void *)59;
static long (*bind)(struct bpf_sock_addr *c, void *address, int size) = (void *)64;
static long (*pull)(struct sk_msg_md *m, u32 start, u32 end, u64 flags) = (void *)63;
static long (*push)(struct sk_msg_md *m, u32 start, u32 size, u64 flags) = (void *)90;
static long (*pop)(struct sk_msg_md *m, u32 start, u32 size, u64 flags) = (void *)91;
static long (*load_option)(struct bpf_sock_ops *c, void *search, u32 size, u64 flags) = (void *)142;
static long (*store_option)(struct bpf_sock_ops *c, const void *from, u32 size, u64 flags) = (void *)143;
static long (*reserve)(struct bpf_sock_ops *c, u32 size, u64 flags) = (void *)144;
static long (*sock_update)(struct bpf_sock_ops *c, void *map, void *key, u64 flags) = (void *)53;

struct {
  UINT(type, 15);
  UINT(max_entries, 2);
  TYPE(key, u32);
  TYPE(value, u32);
} sockets SEC(".maps");

#define CONNECTS 3
#define CONNECTED 4
#define ACCEPTED 5
#define PARSES 13
#define RESERVES 14
#define WRITES 15

u8 seen[32];
int events[16], asked[3][2], refused[32][3];

/* By level: set, what that said; get, what that said, and what it gave. */
int options[4][96][3], own[16][3], sized[24][3], named[8][3];
int levels[4] = {0, 1, 6, 41};
int wanted[6] = {0, 1, 2000, 100000, -1, 0x7fffffff};

static __attribute__((noinline)) int option(struct bpf_sock_ops *c, int level, int name, int *to) {
  int value = 1;
  if (!to)
    return 0;
  to[0] = setsockopt(c, level, name, &value, 4);
  value = 0x5555;
  to[1] = getsockopt(c, level, name, &value, 4);
  to[2] = value;
  return 0;
}

static void buffer(struct bpf_sock_ops *c, u32 at, int name, int value) {
  if (at >= COUNT(sized))
    return;
  sized[at][0] = setsockopt(c, 1, name, &value, 4);
  sized[at][1] = getsockopt(c, 1, name, &value, 4);
  sized[at][2] = value;
}

static void all_options(struct bpf_sock_ops *c) {
  for (u32 level = 0; level < 4; level++)
    for (u32 name = 0; name < 96; name++) {
      /* Names, a device's number, what the path takes, and what TCP keeps for itself. */
      if ((levels[level] == 6 && (name == 2 || name == 13 || name == 28)) || (levels[level] == 1 && (name == 25 || name == 62)))
        continue;
      option(c, levels[level], name, options[level][name]);
    }
  for (u32 name = 0; name < 16; name++)
    option(c, 6, 1000 + name, own[name]);
  for (u32 i = 0; i < COUNT(wanted); i++) {
    buffer(c, i, 7, wanted[i]);
    buffer(c, 6 + i, 8, wanted[i]);
    buffer(c, 12 + i, 36, wanted[i]);
    buffer(c, 18 + i, 12, wanted[i]);
  }
  int unlimited = -1, never = 0;
  setsockopt(c, 1, 47, &unlimited, 4);
  setsockopt(c, 6, 18, &never, 4);
  flags_set(c, 0x7f);
  char text[16] = "reno", long_one[32] = "nobody has such a name";
  named[0][0] = setsockopt(c, 6, 13, "reno", 4);
  named[0][1] = getsockopt(c, 6, 13, text, 16);
  named[0][2] = *(int *)text;
  named[1][0] = setsockopt(c, 6, 13, "cubic", 6);
  named[1][1] = getsockopt(c, 6, 13, text, 3);
  named[1][2] = *(int *)text;
  named[2][1] = getsockopt(c, 6, 13, text, 1);
  named[2][2] = *(int *)text;
  int number = 0;
  named[3][0] = setsockopt(c, 1, 36, &number, 2);
  named[3][1] = getsockopt(c, 1, 36, &number, 3);
  named[4][0] = setsockopt(c, 1, 36, long_one, 8);
  named[4][1] = getsockopt(c, 1, 36, long_one, 8);
  named[4][2] = *(int *)long_one;
}

/* Magic numbers make two options of the same kind. */
u8 written[20][16] = {
    {254, 4, 0xeb, 0x9f, 7},
    {254, 4, 0xeb, 0x9f, 7},
    {254, 3, 0xeb},
    {254, 2},
    {254, 1},
    {254, 5, 0xeb, 0x9e, 8},
    {0, 2},
    {1, 2},
    {2, 4, 5, 6},
    {8, 10, 5, 6},
    {77, 3, 9},
    {77, 3, 8},
    {78, 2},
    {79, 15},
    {80, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9},
    {81, 2},
    {253, 4, 1, 2},
    {77, 16},
    {0xf9, 17},
    {82, 0},
};
u8 sought[20][8] = {
    {254, 4, 0xeb, 0x9f}, {254, 4, 0xeb, 0x9e}, {254, 4, 0xeb, 0x9d}, {254, 0, 0xeb, 0x9f}, {254, 2},
    {254, 6, 0xeb, 0x9e, 8}, {254, 6, 0xeb, 0x9e, 9, 0}, {77, 0}, {77, 1}, {77, 2}, {78, 0}, {0, 0}, {1, 0},
    {90, 0}, {253, 4, 1, 2}, {253, 3, 1}, {253, 5, 1, 2}, {8, 0}, {2, 0}, {254, 8, 0xeb, 0x9f},
};
int stored[20][2], reserved[8], loaded[20][5], sizes[20][4];

static void write_all(struct bpf_sock_ops *c) {
  for (u32 i = 0; i < COUNT(written); i++)
    stored[i][0] = store_option(c, written[i], 16, 0);
  stored[0][1] = store_option(c, written[0], 2, 0);
  stored[1][1] = store_option(c, written[0], 3, 0);
  stored[2][1] = store_option(c, written[10], 3, 1);
  stored[3][1] = store_option(c, written[10], 16, -1);
  stored[4][1] = store_option(c, written[10], 2, 0);
}

static void load_all(struct bpf_sock_ops *c) {
  u8 room[16];
  for (u32 i = 0; i < COUNT(sought); i++) {
    __builtin_memset(room, 0x77, 16);
    __builtin_memcpy(room, sought[i], 8);
    loaded[i][0] = load_option(c, room, 16, 0);
    /* What time it is is nobody's business. */
    loaded[i][1] = sought[i][0] == 8 ? 0 : *(int *)room;
    loaded[i][2] = sought[i][0] == 8 ? 0 : *(int *)(room + 4);
    __builtin_memcpy(room, sought[i], 8);
    sizes[i][0] = load_option(c, room, 2, 0);
    __builtin_memcpy(room, sought[i], 8);
    sizes[i][1] = load_option(c, room, 4, 0);
    __builtin_memcpy(room, sought[i], 8);
    sizes[i][2] = load_option(c, room, 16, 2);
    __builtin_memcpy(room, sought[i], 8);
    sizes[i][3] = load_option(c, room, 16, 1);
  }
}

u16 port;

SEC("sockops") int operations(struct bpf_sock_ops *c) {
  u32 op = c->op;
  u8 search[16] = {254, 4, 0xeb, 0x9f};
  if (op >= COUNT(seen))
    return 1;
  if (c->local_port != port && __builtin_bswap32(c->remote_port) != port)
    return 1;
  u8 is_new = !seen[op];
  seen[op] = 1;
  if (op == RESERVES) {
    if (is_new) {
      reserved[0] = reserve(c, 0, 0);
      reserved[1] = reserve(c, 4, 1);
      reserved[2] = reserve(c, 41, 0);
      reserved[3] = reserve(c, -1, 0);
      reserved[4] = reserve(c, 41, 2);
    }
    reserved[5] = reserve(c, 12, 0);
    reserved[6] = reserve(c, 8, 0);
  } else if (op == WRITES && !is_new) {
    store_option(c, written[0], 16, 0);
    store_option(c, written[5], 16, 0);
    store_option(c, written[10], 16, 0);
  }
  if (!is_new)
    return 1;
  refused[op][0] = load_option(c, search, 16, 0);
  refused[op][1] = op == WRITES ? 0 : store_option(c, written[0], 16, 0);
  refused[op][2] = op == RESERVES ? 0 : reserve(c, 4, 0);
  if (op == CONNECTS) {
    int all[] = {0, 1, 0x7f, 0x80, 0xff, 0x180, -1};
    for (u32 i = 0; i < COUNT(all); i++) {
      events[2 * i] = flags_set(c, all[i]);
      events[2 * i + 1] = c->cb_flags;
    }
  } else if (op == CONNECTED) {
    u32 zero = 0, three = 3;
    asked[0][0] = sock_update(c, &sockets, &zero, 0);
    asked[0][1] = sock_update(c, &sockets, &zero, 3);
    asked[1][0] = sock_update(c, &sockets, &zero, 4);
    asked[1][1] = sock_update(c, &sockets, &three, 0);
    all_options(c);
  } else if (op == ACCEPTED) {
    flags_set(c, 0x7f);
  } else if (op == WRITES) {
    write_all(c);
  } else if (op == PARSES) {
    load_all(c);
  }
  return 1;
}

struct address {
  u16 family, port;
  u32 ip4, more[5];
};
struct address addresses[8] = {
    {.family = 2, .ip4 = 0},
    {.family = 2, .ip4 = 0x0200007f},
    {.family = 10},
    {.family = 1},
    {.family = 0},
    {.family = 99},
    {.family = 0xff02, .ip4 = 0x0100007f},
    {.family = 2, .ip4 = 0x0100007f},
};
int bound[8][7];

SEC("cgroup/connect4") int connects(struct bpf_sock_addr *c) {
  if (c->user_port != __builtin_bswap16(port))
    return 1;
  for (u32 i = 0; i < COUNT(addresses); i++) {
    bound[i][0] = bind(c, &addresses[i], 1);
    bound[i][1] = bind(c, &addresses[i], 2);
    bound[i][2] = bind(c, &addresses[i], 15);
    bound[i][3] = bind(c, &addresses[i], 16);
    if (addresses[i].family == 10)
      continue;
    bound[i][4] = bind(c, &addresses[i], 24);
    bound[i][5] = bind(c, &addresses[i], 28);
  }
  return 1;
}

struct step {
  u32 start, size;
  u64 flags;
};
struct step pulls[12] = {{0, 0, 0}, {0, 1, 0}, {5, 5, 0},  {5, 4, 0},  {0, 100, 0}, {0, 101, 0},
                         {99, 100, 0}, {100, 100, 0}, {0, 4, 1}, {100, 101, 0}, {-1, 4, 0}, {0, -1, 0}};
struct step pushes[11] = {{0, 0, 0}, {200, 0, 0}, {0, 4, 1},   {0, 2, 0},  {3, 5, 0},   {107, 1, 0},
                          {108, 2, 0}, {200, 1, 0}, {-1, 1, 0}, {0, -1, 0}, {110, 0, 0}};
struct step pops[12] = {{0, 0, 0},   {0, 1, 1},   {0, 1, 0},   {1, 2, 0},   {106, 2, 0}, {105, 2, 0},
                        {105, 1, 0}, {-1, 1, 0}, {0, -1, 0}, {50, 100, 0}, {4, 10, 0}, {94, 0, 0}};
int pulled[12][3], pushed[11][3], popped[12][3];
u8 messages;

static void note(struct sk_msg_md *m, int *to, long result) {
  u8 *data = m->data;
  to[0] = result;
  to[1] = m->size;
  to[2] = data + 1 <= m->data_end ? data[0] : -1;
}

SEC("sk_msg") int sends(struct sk_msg_md *m) {
  if (messages++)
    return 1;
  for (u32 i = 0; i < COUNT(pulls); i++)
    note(m, pulled[i], pull(m, pulls[i].start, pulls[i].size, pulls[i].flags));
  for (u32 i = 0; i < COUNT(pushes); i++) {
    long result = push(m, pushes[i].start, pushes[i].size, pushes[i].flags);
    u8 *data = m->data;
    /* New bytes are what was there. */
    if (i == 3 && data + 2 <= m->data_end)
      data[0] = data[1] = 0x42;
    note(m, pushed[i], result);
  }
  for (u32 i = 0; i < COUNT(pops); i++)
    note(m, popped[i], pop(m, pops[i].start, pops[i].size, pops[i].flags));
  return 1;
}

char gpl[] SEC("license") = "GPL";
