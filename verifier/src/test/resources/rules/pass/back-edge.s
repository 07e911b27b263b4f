# kernel 5.2
.section socket
  r1 = 0
  r1 += 1
  r1 += 1
  r0 = 0
  exit
