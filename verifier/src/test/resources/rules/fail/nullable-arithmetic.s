.map counts, type=array, key=4, value=8, max_entries=4
.section socket
  r6 = *(u32 *)(r1 + 0)
  *(u32 *)(r10 - 4) = r6
  r2 = r10
  r2 += -4
  r1 = counts ll
  call bpf_map_lookup_elem
  r0 += 4
  r0 = 0
  exit
