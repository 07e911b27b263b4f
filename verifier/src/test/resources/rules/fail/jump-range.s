.section socket
  r0 = 0
  if r1 == 0 goto +9
  exit
