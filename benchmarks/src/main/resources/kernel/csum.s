; csum16 of the packet's first 1,400 bytes, checked against its end once.
r2 = *(u32 *)(r1 + 76)
r3 = *(u32 *)(r1 + 80)
r0 = 0
r4 = r2
r4 += 1400
if r4 > r3 goto done
r1 = 700
word:
r5 = *(u16 *)(r2 + 0)
r0 += r5
r2 += 2
r1 += -1
if r1 != 0 goto word
r1 = r0
r1 >>= 16
r0 &= 0xffff
r0 += r1
r1 = r0
r1 >>= 16
r0 += r1
r0 &= 0xffff
r0 ^= 0xffff
done:
exit
