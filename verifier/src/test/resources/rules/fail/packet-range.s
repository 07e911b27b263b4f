.section xdp
  r2 = *(u32 *)(r1 + 0)
  r3 = *(u32 *)(r1 + 4)
  r0 = *(u16 *)(r2 + 12)
out:
  r0 = 2
  exit
