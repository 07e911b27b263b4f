.section socket
.globl prog
.type prog, @function
prog:
  r1 = 10
  r2 = body ll
  r3 = 0
  r4 = 0
  call bpf_loop
  r0 = 0
  exit
.type body, @function
body:
  r0 = 0
  exit
