1: r0 = 0
   if r0 == 0 goto 1f
   goto 1b
1: exit
last:
