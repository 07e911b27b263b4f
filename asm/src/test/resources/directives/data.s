.fill 3, 4, 0x1234
---
.fill 2, 4, -1
---
.fill 2
---
.byte 1
.p2align 3, 0, 6
.byte 2
---
.byte 1
.p2align 2,,4
.byte 2
---
.byte 1+2*3, (1+2)*3, 10-2-3, 2*3%4, 1<<2+1, 7&3|8, ~0&0xff, -1&0xff, 16>>1+1
---
.byte 6/4*2, 7%4, 3^1|4, 1|2^3&1, 5-1<<1, 10/3, -7/2&0xff, -7%3&0xff, !0, !5
---
.byte 1==1, 1==2, 1!=2, 1<2, 2>1, 2>=2, 1<=0, 1&&0, 1||0
---
.byte 'a', 'b'+1, '\n', '\\', '\'', ' '
---
.macro add2 a, b=7
.byte \a, \b
.endm
add2 1
add2 1, 2
add2 b=3, a=4
add2 5
---
.macro m
.byte \@
.endm
m
m
m
---
.macro m x:req, y=3
.byte \x
.byte \y
.endm
m 1
m 2, 4
---
.macro m x, r:vararg
.byte \x
.byte \r
.endm
m 1, 2, 3, 4
---
.macro m name
\name\()_l: .byte 1
.byte \name\()_l-a_l+1
.endm
m a
m b
---
.rept 3
.byte 1
.rept 2
.byte 2
.endr
.endr
---
.set i, 0
.rept 4
.byte i
.set i, i+1
.endr
---
.if 1
.byte 1
.elseif 1
.byte 2
.else
.byte 3
.endif
---
.if 0
.byte 1
.elseif 0
.byte 2
.else
.byte 3
.endif
---
.if 0
.if 1
.byte 1
.else
.byte 9
.endif
.else
.byte 2
.endif
---
.ifdef foo
.byte 1
.else
.byte 2
.endif
.set foo, 1
.ifdef foo
.byte 3
.endif
.ifndef foo
.byte 4
.endif
---
.set x, 3
.if x == 3 && x < 4
.byte 1
.endif
.if x != 3 || x > 2
.byte 2
.endif
.if !(x == 4)
.byte 3
.endif
.if x
.byte 4
.endif
---
.ifeq 0
.byte 1
.endif
.ifne 1
.byte 2
.endif
.ifgt 1
.byte 3
.endif
.iflt -1
.byte 4
.endif
.ifge 0
.byte 5
.endif
.ifle 0
.byte 6
.endif
---
.ifc a,a
.byte 1
.endif
.ifc a,b
.byte 2
.endif
.ifnc a,b
.byte 3
.endif
---
.macro m a
.ifb \a
.byte 1
.else
.byte \a
.endif
.ifnb \a
.byte 3
.endif
.endm
m
m 2
---
.irp x, 1, 2, 3
.byte \x
.endr
---
.irpc x, 123
.byte \x
.endr
---
.macro m n
.byte \n
.if \n
m \n-1
.endif
.endm
m 3
---
.ascii "a\tb\"c\\\n\0\101\x41"
.asciz "x", "yz"
.string "q"
---
.ascii "foo" "bar"
---
.zero 3
.byte 1
.zero 2, 5
.space 2
.skip 2, 3
---
.set alias, target
.quad 0
target: .quad 1
.byte alias-target
---
.byte 0b101, 0x1F, 017, 0B11, 0X1f
---
.pushsection .rodata
.byte 9
.popsection
.byte 1
---
.org 4
.byte 1
---
.byte 1
.org 3
.byte 2
---
.equiv q, 4
.byte q
---
.uleb128 300, 1
.sleb128 -300
---
.byte 255, -128, -1
---
.macro outer
.macro inner
.byte 5
.endm
inner
.endm
outer
inner
---
.macro m a b
.byte \a, \b
.endm
m 1 2
m 3, 4
---
.macro m a
.byte \a
.endm
m (1 + 2)
m 1+2
m "4"
---
.rep 2
.byte 1
.endr
