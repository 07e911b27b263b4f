.section tp_btf/cpuhp_multi_enter
  r1 = *(u64 *)(r1 + 32)
  r2 = 8
  call trace_printk
  exit
