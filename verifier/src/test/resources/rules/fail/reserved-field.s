.section socket
  r0 = 0
  .raw 0x0000000100000095
