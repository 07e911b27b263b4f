.map table, type=hash, key=8, value=8, max_entries=4
.section socket
  *(u64 *)(r10 - 8) = 0
  r1 = table ll
  r2 = r10
  r2 += -8
  call bpf_map_lookup_elem
  r0 = 0
  exit
