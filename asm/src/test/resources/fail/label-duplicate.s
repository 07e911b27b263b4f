a: r0 = 0
b: r0 = 1
a: exit
