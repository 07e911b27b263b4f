  r0 = 1
  r1 += 0x1ffffffff
  exit
