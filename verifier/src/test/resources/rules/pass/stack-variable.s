.section socket
  r2 = *(u32 *)(r1 + 0)
  if r2 > 15 goto out
  r3 = r10
  r3 += -16
  r3 += r2
  *(u8 *)(r3 + 0) = 0
out:
  r0 = 0
  exit
