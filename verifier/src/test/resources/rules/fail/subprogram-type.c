#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct sums {
  long bytes;
  long packets;
};

__attribute__((noinline)) int add(struct sums *sums, int length) {
  if (!sums)
    return 0;
  sums->bytes += length;
  return ++sums->packets;
}

SEC("tc")
int prog(struct __sk_buff *skb) {
  return add((struct sums *)skb->cb, 1);
}
