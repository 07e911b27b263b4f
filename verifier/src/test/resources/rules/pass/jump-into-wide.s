.section socket
  r0 = 0
  if r1 == 0 goto +2
  r0 = 0x123456789 ll
  exit
