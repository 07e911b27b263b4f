.section socket
.globl prog
.type prog, @function
prog:
  r1 = 3
  call count
  exit
.type count, @function
count:
  if r1 == 0 goto end
  r1 -= 1
  call count
end:
  r0 = 0
  exit
