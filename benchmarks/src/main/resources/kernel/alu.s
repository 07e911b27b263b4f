; alu in 100,000 rounds: the verifier follows each.
r0 = 1
r3 = 0
r4 = 0x9E3779B97F4A7C15 ll
r2 = 100000
round:
r0 *= r4
r0 += r2
r3 ^= r0
r2 += -1
if r2 != 0 goto round
r0 = r3
exit
