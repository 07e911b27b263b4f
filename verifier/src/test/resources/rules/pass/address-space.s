.section socket
  r2 = 0
  r0 = 0
  exit
