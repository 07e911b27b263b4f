.section tc
  call kfunc @bpf_preempt_disable, 0
  call kfunc @bpf_preempt_enable, 0
  r1 = 1
  call kfunc @bpf_throw, 0
  r0 = 0
  exit
