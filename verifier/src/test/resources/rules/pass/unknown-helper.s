.section socket
  call bpf_ktime_get_ns
  r0 = 0
  exit
