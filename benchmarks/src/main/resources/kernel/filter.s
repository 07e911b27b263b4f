; filter with packet pointers: TCP over IPv4 to port 80 or 443.
r2 = *(u32 *)(r1 + 76)
r3 = *(u32 *)(r1 + 80)
r0 = 0
r4 = r2
r4 += 34
if r4 > r3 goto done
r4 = *(u16 *)(r2 + 12)
r4 = be16 r4
if r4 != 0x800 goto done
r4 = *(u8 *)(r2 + 23)
if r4 != 6 goto done
r4 = *(u16 *)(r2 + 20)
r4 = be16 r4
if r4 & 0x1fff goto done
r4 = *(u8 *)(r2 + 14)
r4 &= 15
r4 <<= 2
r2 += r4
r4 = r2
r4 += 18
if r4 > r3 goto done
r4 = *(u16 *)(r2 + 16)
r4 = be16 r4
if r4 == 80 goto accept
if r4 != 443 goto done
accept:
r0 = 1
done:
exit
