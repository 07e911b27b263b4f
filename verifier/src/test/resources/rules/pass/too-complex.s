.section socket
  r0 = 0
top:
  r0 += 1
  if r0 < 1000 goto top
  exit
