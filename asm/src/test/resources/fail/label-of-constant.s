.set n, 5
a: exit
.set a, 3
