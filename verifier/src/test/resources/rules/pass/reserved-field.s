.section socket
  r0 = 0
  exit
