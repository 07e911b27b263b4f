.section kprobe
  r1 = 0
  r2 = 16
  call bpf_get_current_comm
  r0 = 0
  exit
