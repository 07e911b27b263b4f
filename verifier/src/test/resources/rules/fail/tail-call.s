.map ring, type=ringbuf, max_entries=4096
.map programs, type=prog_array, key=4, value=4, max_entries=4
.section socket
  r6 = r1
  r1 = ring ll
  r2 = 8
  r3 = 0
  call bpf_ringbuf_reserve
  if r0 == 0 goto out
  r7 = r0
  r1 = r6
  r2 = programs ll
  r3 = 0
  call bpf_tail_call
  r1 = r7
  r2 = 0
  call bpf_ringbuf_submit
out:
  r0 = 0
  exit
