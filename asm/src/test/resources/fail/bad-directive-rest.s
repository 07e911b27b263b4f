.globl a b
.text xdp
exit
