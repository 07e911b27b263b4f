.section xdp
  call kfunc @bpf_preempt_disable, 0
  call kfunc @bpf_preempt_enable, 0
  r0 = 2
  exit
