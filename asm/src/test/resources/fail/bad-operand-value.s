r1 = 5 +
r1 = (3
r1 = 7 / 0
r1 = ~
exit
