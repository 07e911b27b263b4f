exit now
r1 = 5 6
