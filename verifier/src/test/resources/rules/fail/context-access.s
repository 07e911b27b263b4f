.section xdp
  r0 = *(u32 *)(r1 + 24)
  r0 = 2
  exit
