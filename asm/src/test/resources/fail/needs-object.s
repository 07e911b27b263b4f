  r1 = buffer ll
  exit
.data
buffer: .quad 7
