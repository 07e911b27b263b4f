.section socket
  r6 = *(u32 *)(r1 + 0)
  r0 = 0
  if r6 > 64 goto out
  r0 = 1
out:
  exit
