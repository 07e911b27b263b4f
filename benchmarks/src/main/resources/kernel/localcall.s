; 10,000 calls of a function of the program.
r6 = 10000
r7 = 0
round:
r1 = r7
r2 = r6
call mix
r7 = r0
r6 += -1
if r6 != 0 goto round
r0 = r7
exit
mix:
r0 = r1
r0 ^= r2
r0 += 1
exit
