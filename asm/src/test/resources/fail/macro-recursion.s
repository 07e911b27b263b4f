.macro again
again
.endm
again
exit
