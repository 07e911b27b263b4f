.section socket
.globl prog
.type prog, @function
prog:
  call f1
  exit
.type f1, @function
f1:
  call f2
  exit
.type f2, @function
f2:
  call f3
  exit
.type f3, @function
f3:
  call f4
  exit
.type f4, @function
f4:
  call f5
  exit
.type f5, @function
f5:
  call f6
  exit
.type f6, @function
f6:
  call f7
  exit
.type f7, @function
f7:
  call f8
  exit
.type f8, @function
f8:
  r0 = 0
  exit
