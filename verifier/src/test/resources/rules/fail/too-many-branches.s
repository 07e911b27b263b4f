.section socket
.rept 8200
  r2 = *(u32 *)(r1 + 0)
  if r2 == 0 goto +0
.endr
  r0 = 0
  exit
