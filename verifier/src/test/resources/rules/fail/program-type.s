# kernel 6.12
.section lsm/getprocattr
  r0 = 0
  exit
