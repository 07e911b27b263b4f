.section socket
  r0 = 0
