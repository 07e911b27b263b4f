.section kprobe
  r2 = *(u32 *)(r1 + 112)
  r1 = r10
  r1 += -16
  call bpf_get_current_comm
out:
  r0 = 0
  exit
