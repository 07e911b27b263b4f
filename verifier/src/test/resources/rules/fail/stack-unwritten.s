# kernel 5.10
.section socket
  r0 = *(u64 *)(r10 - 8)
  exit
