.endif
.else
.endm
.endr
.popsection
exit
