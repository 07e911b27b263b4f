.section socket
  r0 = 1 ll
  exit
