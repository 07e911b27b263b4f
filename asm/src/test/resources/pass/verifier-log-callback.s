libbpf: prog 'prog3': -- BEGIN PROG LOAD LOG --
func#0 @0
func#1 @21
Live regs before insn:
      0: .1........ (bf) r6 = r1
      1: ......6... (7a) *(u64 *)(r10 -8) = 0
      2: ......6... (bf) r3 = r10
      3: ...3..6... (07) r3 += -8
      4: ...3..6... (b4) w1 = 10
      5: .1.3..6... (18) r2 = 0xf
      7: .123..6... (b7) r4 = 0
      8: .1234.6... (85) call bpf_loop#181
      9: ......6... (61) r4 = *(u32 *)(r6 +0)
     10: .......... (79) r3 = *(u64 *)(r10 -8)
     11: .......... (18) r1 = 0xffffc90001093004
     13: .1........ (b4) w2 = 11
     14: .12....... (85) call bpf_trace_printk#6
     15: .......... (b4) w0 = 1
     16: 0......... (79) r1 = *(u64 *)(r10 -8)
     17: 01........ (55) if r1 != 0x2d goto pc+1
     18: .......... (b4) w0 = 0
     19: 0......... (64) w0 <<= 1
     20: 0......... (95) exit
     21: .12....... (bc) w1 = w1
     22: .12....... (79) r3 = *(u64 *)(r2 +0)
     23: .123...... (0f) r3 += r1
     24: ..23...... (7b) *(u64 *)(r2 +0) = r3
     25: .......... (b7) r0 = 0
     26: 0......... (95) exit
0: R1=ctx() R10=fp0
; SEC("tc") int prog3(struct __sk_buff *skb) { @ p1.c:32
0: (bf) r6 = r1                       ; R1=ctx() R6=ctx()
; long s = 0; bpf_loop(10, cb, &s, 0); bpf_printk("sum %ld %d", s, skb->len); @ p1.c:33
1: (7a) *(u64 *)(r10 -8) = 0          ; R10=fp0 fp-8=0
2: (bf) r3 = r10                      ; R3=fp0 R10=fp0
3: (07) r3 += -8                      ; R3=fp-8
4: (b4) w1 = 10                       ; R1=10
5: (18) r2 = 0xf                      ; R2=func()
7: (b7) r4 = 0                        ; R4=0
8: (85) call bpf_loop#181
mark_precise: frame0: last_idx 8 first_idx 8 subseq_idx -1 
mark_precise: frame0: parent state regs=r4 stack=:  R1=10 R2=func() R3=fp-8 R4=P0 R6=ctx() R10=fp0 fp-8=0
mark_precise: frame0: last_idx 7 first_idx 0 subseq_idx 8 
mark_precise: frame0: regs=r4 stack= before 7: (b7) r4 = 0
mark_precise: frame0: last_idx 8 first_idx 8 subseq_idx -1 
mark_precise: frame0: parent state regs=r1 stack=:  R1=P10 R2=func() R3=fp-8 R4=P0 R6=ctx() R10=fp0 fp-8=0
mark_precise: frame0: last_idx 7 first_idx 0 subseq_idx 8 
mark_precise: frame0: regs=r1 stack= before 7: (b7) r4 = 0
mark_precise: frame0: regs=r1 stack= before 5: (18) r2 = 0xf
mark_precise: frame0: regs=r1 stack= before 4: (b4) w1 = 10
9: R0=scalar() R6=ctx() R10=fp0 fp-8=0
9: (61) r4 = *(u32 *)(r6 +0)          ; R4=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=ctx()
10: (79) r3 = *(u64 *)(r10 -8)        ; R3=0 R10=fp0 fp-8=0
11: (18) r1 = 0xffffc90001093004      ; R1=map_value(map=p1_v4.rodata,ks=4,vs=15,off=4)
13: (b4) w2 = 11                      ; R2=11
14: (85) call bpf_trace_printk#6
mark_precise: frame0: last_idx 14 first_idx 8 subseq_idx -1 
mark_precise: frame0: regs=r2 stack= before 13: (b4) w2 = 11
15: R0=scalar()
15: (b4) w0 = 1                       ; R0=1
; return s == 45 ? 0 : 2; @ p1.c:34
16: (79) r1 = *(u64 *)(r10 -8)        ; R1=0 R10=fp0 fp-8=0
17: (55) if r1 != 0x2d goto pc+1
mark_precise: frame0: last_idx 17 first_idx 17 subseq_idx -1 
mark_precise: frame0: parent state regs=r1 stack=:  R0=1 R1=P0 R6=ctx() R10=fp0 fp-8=0
mark_precise: frame0: last_idx 16 first_idx 8 subseq_idx 17 
mark_precise: frame0: regs=r1 stack= before 16: (79) r1 = *(u64 *)(r10 -8)
mark_precise: frame0: regs= stack=-8 before 15: (b4) w0 = 1
mark_precise: frame0: regs= stack=-8 before 14: (85) call bpf_trace_printk#6
mark_precise: frame0: regs= stack=-8 before 13: (b4) w2 = 11
mark_precise: frame0: regs= stack=-8 before 11: (18) r1 = 0xffffc90001093004
mark_precise: frame0: regs= stack=-8 before 10: (79) r3 = *(u64 *)(r10 -8)
mark_precise: frame0: regs= stack=-8 before 9: (61) r4 = *(u32 *)(r6 +0)
mark_precise: frame0: regs= stack=-8 before 8: (85) call bpf_loop#181
mark_precise: frame0: parent state regs= stack=-8:  R1=P10 R2=func() R3=fp-8 R4=P0 R6=ctx() R10=fp0 fp-8=P0
mark_precise: frame0: last_idx 7 first_idx 0 subseq_idx 8 
mark_precise: frame0: regs= stack=-8 before 7: (b7) r4 = 0
mark_precise: frame0: regs= stack=-8 before 5: (18) r2 = 0xf
mark_precise: frame0: regs= stack=-8 before 4: (b4) w1 = 10
mark_precise: frame0: regs= stack=-8 before 3: (07) r3 += -8
mark_precise: frame0: regs= stack=-8 before 2: (bf) r3 = r10
mark_precise: frame0: regs= stack=-8 before 1: (7a) *(u64 *)(r10 -8) = 0
17: R1=0
19: (64) w0 <<= 1                     ; R0=2
20: (95) exit
(0) frame 0 insn 16 +live -8 
(0) frame 0 insn 15 +live -8 
(0) frame 0 insn 10 +live -8 
(0) frame 0 insn 9 +live -8 
(0) frame 0 insn 8 +live -8 
(0) frame 0 insn 7 +live -8 
(0) frame 0 insn 5 +live -8 
(0) frame 0 insn 1 +written -8 
(0) frame 0 insn 0 +written -8 
(0) live stack update done in 2 iterations

from 8 to 21: frame1: R1=scalar() R2=fp[0]-8 R10=fp0 cb
21: frame1: R1=scalar() R2=fp[0]-8 R10=fp0 cb
; static long cb(__u32 i, void *ctx) { *(long*)ctx += i; return 0; } @ p1.c:31
21: (bc) w1 = w1                      ; frame1: R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) cb
22: (79) r3 = *(u64 *)(r2 +0)         ; frame1: R2=fp[0]-8 R3=0 cb
23: (0f) r3 += r1                     ; frame1: R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R3=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) cb
24: (7b) *(u64 *)(r2 +0) = r3         ; frame1: R2=fp[0]-8 R3=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) cb
25: (b7) r0 = 0                       ; frame1: R0=0 cb
26: (95) exit
(8,21) frame 0 insn 24 +written -8 
(8,21) frame 0 insn 22 +live -8 
(8,21) frame 0 insn 22 +written -8 
(8,21) frame 0 insn 21 +live -8 
(8,21) frame 0 insn 21 +written -8 
(8,21) live stack update done in 2 iterations
mark_precise: frame1: last_idx 26 first_idx 8 subseq_idx -1 
mark_precise: frame1: regs=r0 stack= before 25: (b7) r0 = 0
returning from callee:
 frame1: R0=0 R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R2=fp[0]-8 R3=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R10=fp0 cb
to caller at 8:
 R1=10 R2=func() R3=fp-8 R4=0 R6=ctx() R10=fp0 fp-8=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))

from 26 to 8: R1=10 R2=func() R3=fp-8 R4=0 R6=ctx() R10=fp0 fp-8=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
; long s = 0; bpf_loop(10, cb, &s, 0); bpf_printk("sum %ld %d", s, skb->len); @ p1.c:33
8: (85) call bpf_loop#181
mark_precise: frame0: last_idx 8 first_idx 8 subseq_idx -1 
mark_precise: frame0: parent state regs=r4 stack=:  R1=10 R2=func() R3=fp-8 R4=P0 R6=ctx() R10=fp0 fp-8=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
mark_precise: frame0: last_idx 26 first_idx 8 subseq_idx 8 
mark_precise: frame0: regs=r4 stack= before 26: (95) exit
mark_precise: frame0: last_idx 8 first_idx 8 subseq_idx -1 
mark_precise: frame0: parent state regs=r1 stack=:  R1=P10 R2=func() R3=fp-8 R4=P0 R6=ctx() R10=fp0 fp-8=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
mark_precise: frame0: last_idx 26 first_idx 8 subseq_idx 8 
mark_precise: frame0: regs=r1 stack= before 26: (95) exit
9: R0=scalar() R6=ctx() R10=fp0 fp-8=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
9: (61) r4 = *(u32 *)(r6 +0)          ; R4=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=ctx()
10: (79) r3 = *(u64 *)(r10 -8)        ; R3=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R10=fp0 fp-8=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
11: (18) r1 = 0xffffc90001093004      ; R1=map_value(map=p1_v4.rodata,ks=4,vs=15,off=4)
13: (b4) w2 = 11                      ; R2=11
14: (85) call bpf_trace_printk#6
mark_precise: frame0: last_idx 14 first_idx 8 subseq_idx -1 
mark_precise: frame0: regs=r2 stack= before 13: (b4) w2 = 11
15: R0=scalar()
15: (b4) w0 = 1                       ; R0=1
; return s == 45 ? 0 : 2; @ p1.c:34
16: (79) r1 = *(u64 *)(r10 -8)        ; R1=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R10=fp0 fp-8=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
17: (55) if r1 != 0x2d goto pc+1      ; R1=45
18: (b4) w0 = 0                       ; R0=0
19: (64) w0 <<= 1                     ; R0=0
20: (95) exit

from 17 to 19: R0=1 R1=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=ctx() R10=fp0 fp-8=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
19: R0=1 R1=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=ctx() R10=fp0 fp-8=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
19: (64) w0 <<= 1                     ; R0=2
20: (95) exit

from 8 to 21: frame1: R1=scalar() R2=fp[0]-8 R10=fp0 cb
21: frame1: R1=scalar() R2=fp[0]-8 R10=fp0 cb
; static long cb(__u32 i, void *ctx) { *(long*)ctx += i; return 0; } @ p1.c:31
21: (bc) w1 = w1                      ; frame1: R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) cb
22: (79) r3 = *(u64 *)(r2 +0)         ; frame1: R2=fp[0]-8 R3=scalar(id=1,smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) cb
23: (0f) r3 += r1                     ; frame1: R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R3=scalar(smin=0,smax=umax=0x1fffffffe,var_off=(0x0; 0x1ffffffff)) cb
24: (7b) *(u64 *)(r2 +0) = r3         ; frame1: R2=fp[0]-8 R3=scalar(id=2,smin=0,smax=umax=0x1fffffffe,var_off=(0x0; 0x1ffffffff)) cb
25: (b7) r0 = 0                       ; frame1: R0=0 cb
26: (95) exit
mark_precise: frame1: last_idx 26 first_idx 8 subseq_idx -1 
mark_precise: frame1: regs=r0 stack= before 25: (b7) r0 = 0
returning from callee:
 frame1: R0=0 R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R2=fp[0]-8 R3=scalar(id=2,smin=0,smax=umax=0x1fffffffe,var_off=(0x0; 0x1ffffffff)) R10=fp0 cb
to caller at 8:
 R1=10 R2=func() R3=fp-8 R4=0 R6=ctx() R10=fp0 fp-8=scalar(id=2,smin=0,smax=umax=0x1fffffffe,var_off=(0x0; 0x1ffffffff))

from 26 to 8: R1=10 R2=func() R3=fp-8 R4=0 R6=ctx() R10=fp0 fp-8=scalar()
; long s = 0; bpf_loop(10, cb, &s, 0); bpf_printk("sum %ld %d", s, skb->len); @ p1.c:33
8: (85) call bpf_loop#181
mark_precise: frame0: last_idx 8 first_idx 8 subseq_idx -1 
mark_precise: frame0: parent state regs=r4 stack=:  R1=10 R2=func() R3=fp-8 R4=P0 R6=ctx() R10=fp0 fp-8=scalar()
mark_precise: frame0: last_idx 26 first_idx 8 subseq_idx 8 
mark_precise: frame0: regs=r4 stack= before 26: (95) exit
mark_precise: frame0: last_idx 8 first_idx 8 subseq_idx -1 
mark_precise: frame0: parent state regs=r1 stack=:  R1=P10 R2=func() R3=fp-8 R4=P0 R6=ctx() R10=fp0 fp-8=scalar()
mark_precise: frame0: last_idx 26 first_idx 8 subseq_idx 8 
mark_precise: frame0: regs=r1 stack= before 26: (95) exit
9: R0=scalar() R6=ctx() R10=fp0 fp-8=scalar()
9: (61) r4 = *(u32 *)(r6 +0)          ; R4=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=ctx()
10: (79) r3 = *(u64 *)(r10 -8)        ; R3=scalar() R10=fp0 fp-8=scalar()
11: (18) r1 = 0xffffc90001093004      ; R1=map_value(map=p1_v4.rodata,ks=4,vs=15,off=4)
13: (b4) w2 = 11                      ; R2=11
14: (85) call bpf_trace_printk#6
mark_precise: frame0: last_idx 14 first_idx 8 subseq_idx -1 
mark_precise: frame0: regs=r2 stack= before 13: (b4) w2 = 11
15: R0=scalar()
15: (b4) w0 = 1                       ; R0=1
; return s == 45 ? 0 : 2; @ p1.c:34
16: (79) r1 = *(u64 *)(r10 -8)
17: safe

from 8 to 21: frame1: R1=scalar() R2=fp[0]-8 R10=fp0 cb
21: frame1: R1=scalar() R2=fp[0]-8 R10=fp0 cb
; static long cb(__u32 i, void *ctx) { *(long*)ctx += i; return 0; } @ p1.c:31
21: (bc) w1 = w1                      ; frame1: R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) cb
22: (79) r3 = *(u64 *)(r2 +0)         ; frame1: R2=fp[0]-8 R3=scalar() cb
23: (0f) r3 += r1                     ; frame1: R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R3=scalar() cb
24: (7b) *(u64 *)(r2 +0) = r3         ; frame1: R2=fp[0]-8 R3=scalar(id=3) cb
25: (b7) r0 = 0                       ; frame1: R0=0 cb
26: (95) exit
mark_precise: frame1: last_idx 26 first_idx 21 subseq_idx -1 
mark_precise: frame1: regs=r0 stack= before 25: (b7) r0 = 0
returning from callee:
 frame1: R0=0 R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R2=fp[0]-8 R3=scalar(id=3) R10=fp0 cb
to caller at 8:
 R1=10 R2=func() R3=fp-8 R4=0 R6=ctx() R10=fp0 fp-8=scalar(id=3)
frame 0: propagating r1,r4
mark_precise: frame0: last_idx 8 first_idx 21 subseq_idx -1 
mark_precise: frame0: regs=r1,r4 stack= before 26: (95) exit

from 26 to 8: safe
verification time 203 usec
stack depth 32+0
processed 60 insns (limit 1000000) max_states_per_insn 2 total_states 6 peak_states 6 mark_read 0
-- END PROG LOAD LOG --
