.section socket
.rept 1000001
  r0 = 0
.endr
  exit
