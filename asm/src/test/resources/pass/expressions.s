.set a, 4
b = a * 2 + 1
r0 = a + b << 1
r1 = (a | 1) - ~0
*(u32 *)(r10 - a * 2) = b
r2 = end - start
r3 = later
later = 7
start: r0 = 0
 r0 = 1
end: exit
