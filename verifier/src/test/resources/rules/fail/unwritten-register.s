.section socket
  call bpf_ktime_get_ns
  r0 = *(u32 *)(r1 + 0)
  exit
