.section xdp
  r1 = r10
  r1 += -8
  r2 = 0
  r3 = 10
  call kfunc @bpf_iter_num_new, 0
next:
  r1 = r10
  r1 += -8
  call kfunc @bpf_iter_num_next, 0
  if r0 != 0 goto next
  r1 = r10
  r1 += -8
  call kfunc @bpf_iter_num_destroy, 0
  r0 = 2
  exit
