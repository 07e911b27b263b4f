.altmacro
.macro m a
LOCAL x, y
x: .byte a
y: .byte y-x
.endm
m 7
m 8
---
.altmacro
.macro m a
name&a: .byte a
lab_&a&_end: .byte a
.endm
m 7
.byte lab_7_end-name7
---
.altmacro
.macro m a=%1+1, b=<4>
.byte a
.byte b
.endm
m
---
.altmacro
.macro m a:req b=<1,2> c=%4*2
.ascii "a b c;"
.endm
m 1
m %1+1,,3
m c=%9, a=%3+1
---
.set k, 9
.altmacro
.macro m a
.ascii "&a;"
.endm
m %k
m %-k
m %0xff
m %1==1
m <he!>l,lo>
m he!!lo
m <<x>y>
m a=5
m <>
m <!!a!<b>
m < a >
---
.altmacro
.macro m a
.ascii "7a 0xa a. .a a$ a&b b&a b&c a & b  b & c \a&c \a a@b 7&a x&b&y &b& "
.endm
m Q
---
.altmacro
.macro m a
LOCAL q r
.ascii "q &q \q q&a r "
.endm
m Q
m R
---
.altmacro
.macro outer a
.macro inner_&a b
.byte a, b
.endm
.endm
outer 4
inner_4 5
---
.altmacro
.macro v a b:vararg
.ascii "a|b;"
.endm
v 1, %1+1,<x,y>
.irp x <a,b>, c, %1+1
.ascii "x;"
.endr
.irpc x <ab>
.ascii "x;"
.endr
