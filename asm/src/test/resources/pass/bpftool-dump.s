int prog(struct xdp_md * ctx):
; int k = 1; @ a.c:3
   0: (b7) r1 = 1
   1: (63) *(u32 *)(r10 -4) = r1        ; R1_w=1 R10=fp0
   2: (bf) r2 = r10
   3: (07) r2 += -4
   4: (18) r1 = map[id:34]
   6: (85) call bpf_map_lookup_elem#1
   7: (15) if r0 == 0x0 goto pc+2
   8: (18) r3 = 0x8877665544332211
  10: (95) exit
