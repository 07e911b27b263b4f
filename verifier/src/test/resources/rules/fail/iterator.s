.section xdp
  r1 = r10
  r1 += -8
  call kfunc @bpf_iter_num_next, 0
  r0 = 2
  exit
