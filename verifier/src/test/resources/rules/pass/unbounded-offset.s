.map counts, type=array, key=4, value=8, max_entries=4
.section socket
  *(u32 *)(r10 - 4) = 0
  r2 = r10
  r2 += -4
  r1 = counts ll
  call bpf_map_lookup_elem
  if r0 == 0 goto out
  r1 = *(u64 *)(r0 + 0)
  if r1 > 7 goto out
  r0 += r1
  r0 = *(u8 *)(r0 + 0)
out:
  r0 = 0
  exit
