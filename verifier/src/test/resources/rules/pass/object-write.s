.section tp_btf/sched_switch
  r2 = *(u64 *)(r1 + 8)
  r0 = *(u32 *)(r2 + 0)
  exit
