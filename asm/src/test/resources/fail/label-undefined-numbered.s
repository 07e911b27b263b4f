1: goto 2f
  goto 3b
  exit
