.section socket
  r1 = 1000
again:
  r0 = 0
  r1 -= 1
  if r1 != 0 goto again
  exit
