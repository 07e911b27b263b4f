; 10,000 calls of a helper that does next to nothing: the number of the memory's node.
r6 = 10000
r7 = 0
round:
call 42
r7 += r0
r6 += -1
if r6 != 0 goto round
r0 = r7
exit
