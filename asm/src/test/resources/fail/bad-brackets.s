ldxw %r1, [%r2+4
stxw %r2+4], %r1
r1 = *(u32 *)(r2 + 4
exit
