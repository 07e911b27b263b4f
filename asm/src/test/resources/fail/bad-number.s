r1 = 0x
r1 = 08
r1 = 12abc
r1 = 0b12
r1 = '
exit
