#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct account {
  struct bpf_spin_lock lock;
  int balance;
};
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, int);
  __type(value, struct account);
} accounts SEC(".maps");

SEC("tc")
int prog(struct __sk_buff *skb) {
  int key = 0, poor;
  struct account *account = bpf_map_lookup_elem(&accounts, &key);
  if (!account)
    return 0;
  bpf_spin_lock(&account->lock);
  poor = account->balance < 0;
  if (!poor)
    account->balance--;
  bpf_spin_unlock(&account->lock);
  return poor;
}
