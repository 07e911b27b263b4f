.set v, 3
.if v == 2
r0 = 2
.elseif v == 3
r0 = 3
.else
r0 = 4
.endif
.ifdef v
r1 = 1
.endif
.ifndef v
r1 = 2
.else
.if 0
r2 = 2
.endif
.endif
exit
