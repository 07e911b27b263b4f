.ifndef LIMIT
.error "define LIMIT"
.endif
.warning "old source"
.err
.org 8
.org 4
.fill 1, 8, -1
.set a, nowhere
.macro m x:req
.byte \x
.endm
m
.ifc a
.endif
.ifeq nowhere
.endif
.irp
.endr
.if 1 ==
.endif
exit
