.section socket
  r2 = 8
  r2 *= 2
  r0 = 0
  exit
