# kernel 6.12
.section lsm/file_open
  r0 = 0
  exit
