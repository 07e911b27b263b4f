a: r0 = 1
b: r1 = a + b
exit
