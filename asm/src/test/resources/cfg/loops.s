main:
  r6 = r1
  r7 = 0
  r8 = 0
loop:
  if r7 > 10 goto done
  r1 = r7
  call work
  if r0 == 0 goto skip
  r8 += r0
  if r8 s> 100 goto fail
inner:
  r0 >>= 1
  if r0 != 0 goto inner
skip:
  r7 += 1
  goto loop
dead:
  r3 = 7
  goto fail
done:
  r0 = *(u32 *)(r6 + 4)
  r2 = 0x1122334455667788 ll
  if r0 & 4 goto fail
  r0 = r8
  exit
fail:
  r0 = -1
  exit
work:
  r0 = r1
  r0 *= r0
  if r0 < 5 goto small
  exit
small:
  r0 += 1
  exit
