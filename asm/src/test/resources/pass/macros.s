.macro add2 r, n=2
 \r += \n
.L\@: if \r == 0 goto .L\@
.endm
add2 r1
add2 r2, 5
add2 n=7, r=r3
.rept 2
add2 r4
.endr
exit
