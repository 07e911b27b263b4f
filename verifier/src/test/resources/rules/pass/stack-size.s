.section socket
.globl prog
.type prog, @function
prog:
  *(u64 *)(r10 - 128) = 0
  call fill
  exit
.type fill, @function
fill:
  *(u64 *)(r10 - 264) = 0
  r0 = 0
  exit
