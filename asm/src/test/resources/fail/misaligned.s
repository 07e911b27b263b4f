exit
.byte 1
r0 = 0
exit
