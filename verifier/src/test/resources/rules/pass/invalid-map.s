.map counts, type=array, key=4, value=8, max_entries=4
.section socket
  r1 = counts ll
  r0 = 0
  exit
