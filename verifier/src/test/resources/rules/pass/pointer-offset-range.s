.section socket
  r2 = r10
  r2 += -512
  r0 = 0
  exit
