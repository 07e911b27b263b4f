.section socket
  call 4000
  r0 = 0
  exit
