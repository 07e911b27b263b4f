.macro set r, v=0
\r = \v
.endm
set r1, 2, 3
set r0
exit
