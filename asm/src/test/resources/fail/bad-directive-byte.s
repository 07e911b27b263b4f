.byte
.byte 1,
.zero x
.p2align 99
.align 3
exit
