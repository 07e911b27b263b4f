.rept 1000000000
exit
.endr
exit
