.section socket
  .raw 0x0000000100000018
  r0 = 0
  exit
