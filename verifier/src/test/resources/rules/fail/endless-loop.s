.section socket
  r0 = 0
top:
  if r0 == 0 goto top
  exit
