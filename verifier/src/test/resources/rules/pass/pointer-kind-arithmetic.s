.section xdp
  r2 = *(u32 *)(r1 + 0)
  r2 += 4
  r0 = 2
  exit
