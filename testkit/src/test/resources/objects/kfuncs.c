/* Kfuncs with all of a table's texts, words and bounds: what they give is in variables. */
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(n) __attribute__((section(n), used))
#define KFUNC extern __attribute__((section(".ksyms")))
#define COUNT(a) (sizeof(a) / sizeof(*a))

struct bpf_dynptr {
  u64 a[2];
} __attribute__((aligned(8)));
struct bpf_iter_bits {
  u64 a[2];
} __attribute__((aligned(8)));

KFUNC int bpf_strcmp(const char *one, const char *other);
KFUNC int bpf_strcasecmp(const char *one, const char *other);
KFUNC int bpf_strlen(const char *text);
KFUNC int bpf_strnlen(const char *text, u64 most);
KFUNC int bpf_strchr(const char *text, char c);
KFUNC int bpf_strrchr(const char *text, int c);
KFUNC int bpf_strnchr(const char *text, u64 most, char c);
KFUNC int bpf_strchrnul(const char *text, char c);
KFUNC int bpf_strspn(const char *text, const char *any);
KFUNC int bpf_strcspn(const char *text, const char *any);
KFUNC int bpf_strstr(const char *text, const char *part);
KFUNC int bpf_strnstr(const char *text, const char *part, u64 most);
KFUNC int bpf_iter_bits_new(struct bpf_iter_bits *it, const u64 *from, u32 words);
KFUNC int *bpf_iter_bits_next(struct bpf_iter_bits *it);
KFUNC void bpf_iter_bits_destroy(struct bpf_iter_bits *it);
KFUNC int bpf_dynptr_adjust(const struct bpf_dynptr *p, u64 start, u64 end);
KFUNC _Bool bpf_dynptr_is_null(const struct bpf_dynptr *p);
KFUNC _Bool bpf_dynptr_is_rdonly(const struct bpf_dynptr *p);
KFUNC u64 bpf_dynptr_size(const struct bpf_dynptr *p);
KFUNC int bpf_dynptr_clone(const struct bpf_dynptr *p, struct bpf_dynptr *to);
KFUNC int bpf_dynptr_copy(struct bpf_dynptr *to, u64 start, struct bpf_dynptr *from, u64 first, u64 size);
KFUNC int bpf_dynptr_memset(struct bpf_dynptr *p, u64 start, u64 size, u8 value);
static long (*dynptr_from_mem)(void *data, u32 size, u64 flags, struct bpf_dynptr *to) = (void *)197;
static long (*dynptr_read)(void *to, u32 size, const struct bpf_dynptr *from, u32 start, u64 flags) = (void *)201;

char texts[9][16] = {"", "a", "abc", "abcabc", "bc", "cab\x80", "aaaaaaaaaaaaaaa", "AbC", "caab"};
char endless[70000];
int bytes[8] = {'a', 'b', 'c', 0, 0x80, 'A', 'z', 0x161};
u64 bounds[7] = {0, 1, 2, 3, 16, 0xffffffff, -1ULL};

int compared[2][9][9], spans[2][9][9], parts[9][9], bounded[9][9][7];
int lengths[9], shortened[9][7], chars[3][9][8], shortest[9][8][7];
int past[14], nowhere[3][12];

SEC("tc") int pairs(void *context) {
  for (u32 i = 0; i < COUNT(texts); i++) {
    for (u32 j = 0; j < COUNT(texts); j++) {
      compared[0][i][j] = bpf_strcmp(texts[i], texts[j]);
      compared[1][i][j] = bpf_strcasecmp(texts[i], texts[j]);
      spans[0][i][j] = bpf_strspn(texts[i], texts[j]);
      spans[1][i][j] = bpf_strcspn(texts[i], texts[j]);
      parts[i][j] = bpf_strstr(texts[i], texts[j]);
      for (u32 k = 0; k < COUNT(bounds); k++)
        bounded[i][j][k] = bpf_strnstr(texts[i], texts[j], bounds[k]);
    }
  }
  return 0;
}

SEC("tc") int each(void *context) {
  for (u32 i = 0; i < COUNT(texts); i++) {
    lengths[i] = bpf_strlen(texts[i]);
    for (u32 k = 0; k < COUNT(bounds); k++)
      shortened[i][k] = bpf_strnlen(texts[i], bounds[k]);
    for (u32 j = 0; j < COUNT(bytes); j++) {
      chars[0][i][j] = bpf_strchr(texts[i], bytes[j]);
      chars[1][i][j] = bpf_strrchr(texts[i], bytes[j]);
      chars[2][i][j] = bpf_strchrnul(texts[i], bytes[j]);
      for (u32 k = 0; k < COUNT(bounds); k++)
        shortest[i][j][k] = bpf_strnchr(texts[i], bounds[k], bytes[j]);
    }
  }
  return 0;
}

/* 69,999 times x. */
SEC("tc") int beyond(void *context) {
  past[0] = bpf_strlen(endless);
  past[1] = bpf_strnlen(endless, 65535);
  past[2] = bpf_strnlen(endless, 65536);
  past[3] = bpf_strchr(endless, 'y');
  past[4] = bpf_strrchr(endless, 'x');
  past[5] = bpf_strnchr(endless, 65535, 'y');
  past[6] = bpf_strchrnul(endless, 'y');
  past[7] = bpf_strcmp(endless, endless);
  past[8] = bpf_strspn(endless, "x");
  past[9] = bpf_strcspn(endless, "y");
  past[10] = bpf_strstr(endless, "y");
  past[11] = bpf_strnstr(endless, "y", 65535);
  past[12] = bpf_strspn("y", endless);
  past[13] = bpf_strcspn("y", endless);
  return 0;
}

/* Of a process, and of nobody. */
u64 addresses[3] = {0, 8, 0xfffffffffffff000};

SEC("tc") int absent(void *context) {
  for (u32 i = 0; i < COUNT(addresses); i++) {
    const char *text = (const char *)addresses[i];
    nowhere[i][0] = bpf_strcmp("a", text);
    nowhere[i][1] = bpf_strcasecmp(text, "a");
    nowhere[i][2] = bpf_strlen(text);
    nowhere[i][3] = bpf_strnlen(text, 0);
    nowhere[i][4] = bpf_strchr(text, 'a');
    nowhere[i][5] = bpf_strrchr(text, 'a');
    nowhere[i][6] = bpf_strnchr(text, 0, 'a');
    nowhere[i][7] = bpf_strchrnul(text, 'a');
    nowhere[i][8] = bpf_strspn(text, "a");
    nowhere[i][9] = bpf_strcspn("a", text);
    nowhere[i][10] = bpf_strstr("a", text);
    nowhere[i][11] = bpf_strnstr(text, "a", 1);
  }
  return 0;
}

u64 words[520] = {0x8000000000000001, 0, 0xf0, 1};
int started[8];
u32 numbers[8];

static inline void visit(u32 at, const u64 *from, u32 count) {
  struct bpf_iter_bits it;
  int *bit;
  started[at] = bpf_iter_bits_new(&it, from, count);
  while ((bit = bpf_iter_bits_next(&it)))
    numbers[at] = numbers[at] * 31 + *bit + 1;
  bpf_iter_bits_destroy(&it);
}

SEC("tc") int bits(void *context) {
  visit(0, words, 0);
  visit(1, words, 1);
  visit(2, words, 2);
  visit(3, words, 4);
  visit(4, words + 1, 1);
  visit(5, words + 2, 2);
  visit(6, words, 511);
  visit(7, words, 512);
  return 0;
}

u8 memory[48], other[48], seen[32];
u64 known[64];
u64 starts[6] = {0, 1, 8, 31, 32, 33};

SEC("tc") int views(void *context) {
  struct bpf_dynptr all, part, more;
  u32 at = 0;
  dynptr_from_mem(memory, 32, 0, &all);
  dynptr_from_mem(other, 48, 0, &more);
  for (u32 i = 0; i < COUNT(starts); i++) {
    known[i] = bpf_dynptr_clone(&all, &part);
    known[6 + i] = bpf_dynptr_adjust(&part, starts[i], 32);
    known[12 + i] = bpf_dynptr_size(&part);
    known[18 + i] = dynptr_read(seen, 1, &part, 0, 0) << 8 | seen[0];
    known[24 + i] = bpf_dynptr_memset(&part, i, 2, 0x50 + i);
    known[30 + i] = bpf_dynptr_copy(&more, starts[i], &part, i, 9);
    known[36 + i] = bpf_dynptr_adjust(&part, 5, starts[i]);
  }
  known[42] = bpf_dynptr_is_null(&all) << 1 | bpf_dynptr_is_rdonly(&all);
  known[43] = dynptr_from_mem(memory, 32, 1, &all);
  known[44] = bpf_dynptr_is_null(&all) << 1 | bpf_dynptr_is_rdonly(&all);
  known[45] = bpf_dynptr_size(&all);
  known[46] = bpf_dynptr_clone(&all, &part);
  known[47] = bpf_dynptr_adjust(&all, 0, 0);
  known[48] = bpf_dynptr_copy(&all, 0, &more, 0, 1);
  known[49] = bpf_dynptr_copy(&more, 0, &all, 0, 1);
  known[50] = bpf_dynptr_memset(&all, 0, 1, 1);
  known[51] = bpf_dynptr_memset(&all, 0, 0, 1);
  known[52] = bpf_dynptr_memset(&all, 1, 0, 1);
  return 0;
}

char gpl[] SEC("license") = "GPL";
