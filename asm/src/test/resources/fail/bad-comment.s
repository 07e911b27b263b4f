r0 = 0
/* and so on
exit
