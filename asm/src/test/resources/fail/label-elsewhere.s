  goto there
  exit
.section xdp
there: exit
