# kernel 5.2
.section socket
  r1 = 0
again:
  r1 += 1
  if r1 < 2 goto again
  r0 = 0
  exit
