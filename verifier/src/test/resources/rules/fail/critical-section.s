.section xdp
  call kfunc @bpf_preempt_disable, 0
  r0 = 2
  exit
