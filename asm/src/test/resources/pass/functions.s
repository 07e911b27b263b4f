  call twice
  r1 = twice ll
  exit
twice:
  r0 = r1
  r0 += r1
  exit
