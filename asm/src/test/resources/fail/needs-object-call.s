  call helper
  exit
.text
  exit
.section xdp
  call helper
  exit
.section other
helper:
  r0 = 0
  exit
