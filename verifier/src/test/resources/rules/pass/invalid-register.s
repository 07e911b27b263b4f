.section socket
  r9 = 0
  r0 = 0
  exit
