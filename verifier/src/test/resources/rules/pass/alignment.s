.section socket
  *(u32 *)(r10 - 8) = 0
  r0 = 0
  exit
