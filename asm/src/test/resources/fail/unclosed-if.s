.if 1
exit
