.map table, type=hash, key=8, value=8, max_entries=4
.section socket
  *(u64 *)(r10 - 8) = 0
  r1 = r10
  r1 += -8
  r2 = r1
  call bpf_map_lookup_elem
  r0 = 0
  exit
