.section socket
  *(u64 *)(r10 - 512) = 0
  r0 = 0
  exit
