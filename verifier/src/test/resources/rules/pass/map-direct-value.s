.data
counter:
  .quad 0
.section socket
  r1 = counter + 4 ll
  r0 = *(u32 *)(r1 + 0)
  exit
