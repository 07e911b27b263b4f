typedef unsigned int u32;
typedef unsigned long long u64;
typedef unsigned char u8;

struct xdp_md {
  u32 data;
  u32 data_end;
};
enum color { RED, GREEN = 5 };
struct part {
  u32 a;
  u8 b[4];
  char name[8];
  struct {
    long below;
  };
  u32 low : 3, high : 5;
  _Bool flag;
};

static __attribute__((noinline)) int helper(u32 count, struct part *p) {
  int total = -1;
  for (u32 i = 0; i < count; i++) {
    total += p->a * i;
    p->b[i & 3]++;
  }
  return total;
}

__attribute__((section("xdp"), used)) int filter(struct xdp_md *ctx) {
  struct part p = {7, {1, 2, 3, 4}, "abc", {-9}, 5, 17, 1};
  enum color c = ctx->data & 1 ? RED : GREEN;
  volatile u64 sum = 1;
  u64 limit = ctx->data_end - ctx->data;
  for (u32 i = 0; i < 3; i++) {
    sum += helper(i, &p);
  }
  sum += c + limit;
  return sum > 5 ? 2 : 1;
}
