r0 = be61 r0
r0 = *(u23 *)(r1 + 0)
exit
