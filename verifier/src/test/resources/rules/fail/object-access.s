.section cgroup_skb/egress
  r2 = *(u64 *)(r1 + 168)
  r0 = 1
  if r2 == 0 goto out
  r2 = *(u32 *)(r2 + 400)
out:
  exit
