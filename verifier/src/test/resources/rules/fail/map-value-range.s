.map counts, type=array, key=4, value=8, max_entries=4
.section socket
  *(u32 *)(r10 - 4) = 0
  r2 = r10
  r2 += -4
  r1 = counts ll
  call bpf_map_lookup_elem
  if r0 == 0 goto out
  *(u64 *)(r0 + 8) = 1
out:
  r0 = 0
  exit
