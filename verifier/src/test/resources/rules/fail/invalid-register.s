.section socket
  .raw 0x0bb7
  r0 = 0
  exit
