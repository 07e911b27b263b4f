.globl f
f:
.type f, 
.type f, @
.type f
exit
