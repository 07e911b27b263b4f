r0 = 1
r1 = r2 +
exit
