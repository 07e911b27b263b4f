exit
.rept 3
r0 += 1
