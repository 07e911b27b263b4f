.section socket
  r0 = 1
  r0 <<= 63
  exit
