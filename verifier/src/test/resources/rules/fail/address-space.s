.section socket
  r2 = 0
  r2 = addr_space_cast(r2, 0, 1)
  r0 = 0
  exit
