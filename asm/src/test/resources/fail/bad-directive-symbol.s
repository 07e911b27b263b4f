.globl 5
.type f
.type f, @fun
.size f
.set a
.set b, c
exit
