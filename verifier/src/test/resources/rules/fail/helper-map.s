.map table, type=hash, key=8, value=8, max_entries=4
.section socket
  *(u64 *)(r10 - 8) = 0
  r2 = r10
  r2 += -8
  r1 = table ll
  r3 = 8
  r4 = 0
  call bpf_ringbuf_output
  r0 = 0
  exit
