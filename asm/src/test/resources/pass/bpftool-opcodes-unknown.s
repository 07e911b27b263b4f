int tailc(struct __sk_buff * s):
; long x = (signed char)s->cb[0]; x = x / (long)(s->cb[1]|1); x %= -7; s->cb[0]=__builtin_bswap32(x); s->cb[1]=__builtin_bswap16(s->mark);
   0: (61) r2 = *(u32 *)(r1 +52)
       61 12 34 00 00 00 00 00
; long x = (signed char)s->cb[0]; x = x / (long)(s->cb[1]|1); x %= -7; s->cb[0]=__builtin_bswap32(x); s->cb[1]=__builtin_bswap16(s->mark);
   1: (44) w2 |= 1
       44 02 00 00 01 00 00 00
; long x = (signed char)s->cb[0]; x = x / (long)(s->cb[1]|1); x %= -7; s->cb[0]=__builtin_bswap32(x); s->cb[1]=__builtin_bswap16(s->mark);
   2: (61) r3 = *(u32 *)(r1 +48)
       61 13 30 00 00 00 00 00
   3: (bf) r3 = r3
       bf 33 08 00 00 00 00 00
; long x = (signed char)s->cb[0]; x = x / (long)(s->cb[1]|1); x %= -7; s->cb[0]=__builtin_bswap32(x); s->cb[1]=__builtin_bswap16(s->mark);
   4: (bf) r11 = r2
       bf 2b 00 00 00 00 00 00
   5: (07) r11 += 1
       07 0b 00 00 01 00 00 00
   6: (25) if r11 > 0x1 goto pc+4
       25 0b 04 00 01 00 00 00
   7: (15) if r11 == 0x0 goto pc+1
       15 0b 01 00 00 00 00 00
   8: (b7) r3 = 0
       b7 03 00 00 00 00 00 00
   9: (87) r3 = -r3
       87 03 00 00 00 00 00 00
  10: (05) goto pc+1
       05 00 01 00 00 00 00 00
  11: (3f) r3 /= r2
       3f 23 01 00 00 00 00 00
; long x = (signed char)s->cb[0]; x = x / (long)(s->cb[1]|1); x %= -7; s->cb[0]=__builtin_bswap32(x); s->cb[1]=__builtin_bswap16(s->mark);
  12: (bc) w2 = w3
       bc 32 08 00 00 00 00 00
  13: (94) w2 %= 7
       94 02 01 00 07 00 00 00
; long x = (signed char)s->cb[0]; x = x / (long)(s->cb[1]|1); x %= -7; s->cb[0]=__builtin_bswap32(x); s->cb[1]=__builtin_bswap16(s->mark);
  14: BUG_alu64_d7
       d7 02 00 00 20 00 00 00
; long x = (signed char)s->cb[0]; x = x / (long)(s->cb[1]|1); x %= -7; s->cb[0]=__builtin_bswap32(x); s->cb[1]=__builtin_bswap16(s->mark);
  15: (63) *(u32 *)(r1 +48) = r2
       63 21 30 00 00 00 00 00
; long x = (signed char)s->cb[0]; x = x / (long)(s->cb[1]|1); x %= -7; s->cb[0]=__builtin_bswap32(x); s->cb[1]=__builtin_bswap16(s->mark);
  16: (61) r2 = *(u32 *)(r1 +164)
       61 12 a4 00 00 00 00 00
  17: BUG_alu64_d7
       d7 02 00 00 10 00 00 00
; long x = (signed char)s->cb[0]; x = x / (long)(s->cb[1]|1); x %= -7; s->cb[0]=__builtin_bswap32(x); s->cb[1]=__builtin_bswap16(s->mark);
  18: (63) *(u32 *)(r1 +52) = r2
       63 21 34 00 00 00 00 00
; bpf_tail_call(s,&jmp,1); return 1; }
  19: (18) r2 = map[id:2758693]
       18 12 00 00 25 18 2a 00 00 00 00 00 00 00 00 00
  21: (b4) w3 = 1
       b4 03 00 00 01 00 00 00
  22: (85) call bpf_tail_call#12
       85 00 00 00 0c 00 00 00
; bpf_tail_call(s,&jmp,1); return 1; }
  23: (b4) w0 = 1
       b4 00 00 00 01 00 00 00
  24: (95) exit
       95 00 00 00 00 00 00 00
