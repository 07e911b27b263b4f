.section socket
  r2 = 0
  call bpf_xdp_adjust_head
  r0 = 0
  exit
