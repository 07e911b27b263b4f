.data 1
.byte 1
.data
.byte 2
.data 2
.byte 3
.subsection 1
.byte 4
.previous
.byte 5
.text 0
.data 1
.byte 6
---
.byte 1
.subsection 1
.balign 4
.byte 2
.balign 4
.byte 3
.subsection 0
.byte 7
---
.byte 1
.pushsection .data, 3
.byte 2
.popsection
.byte 3
.pushsection .data, 1, "aw"
.byte 4
.popsection
.subsection 8192
.byte 9
---
.set x, 4
.byte 1
.subsection x
.byte 2
.subsection
.byte 8
---
.data 1
.byte 1
.section .data,"aw"
.byte 2
.pushsection .text
.popsection
.byte 3
.subsection 1
.byte 5
.previous
.byte 6
---
.subsection 1
.quad b
.byte 5
.data
b: .byte 9
.org 8
.byte 6
---
.subsection 3
.balign 16
c: .byte 3
.if . - c > 1
.balign 8
.endif
.subsection 2
.balign 8
.byte 2
.subsection 1
.balign 2
a: .byte 1
.space 13, 0xff
.byte . - a
.subsection 0
.byte 0
