.section socket
.globl prog
.type prog, @function
prog:
  r1 = r10
  r1 += -8
  call f
  r0 = 0
  exit
.type f, @function
f:
  *(u64 *)(r1 + 0) = r10
  r0 = 0
  exit
