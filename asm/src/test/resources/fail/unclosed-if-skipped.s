exit
.if 0
r0 = 1
