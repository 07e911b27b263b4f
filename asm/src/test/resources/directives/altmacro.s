.altmacro
.macro m a b
.byte a, b
.endm
m 1, 2
m 1 2
.noaltmacro
.macro n a b
.byte \a, \b
.endm
n 1, 2
---
.altmacro
.macro m a b
.byte \a, \b
.endm
m %1+2, %(3*4)
m %1+2 5
m %1 + 1 2
---
.altmacro
.irp x, 1, 2
.byte x
.endr
.irpc x, 34
.byte x
.endr
.set n, 3
.rept n
.byte n
.endr
---
.altmacro
.macro r n
.byte n
.if n
r %n-1
.endif
.endm
r 3
---
.altmacro
.macro m a
.byte a
.endm
m <1,2>
m %-1
m <(2)>
m %~0
