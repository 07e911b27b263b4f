.macro load r
  \r = *(u32 *)(r1 + 99999)
.endm
load r2
load r12
exit
