.map ring, type=ringbuf, max_entries=4096
.section socket
  *(u64 *)(r10 - 8) = 0
  r2 = r10
  r2 += -8
  r1 = ring ll
  r3 = 8
  r4 = 0
  call bpf_ringbuf_output
  r0 = 0
  exit
