libbpf: prog 'kp': -- BEGIN PROG LOAD LOG --
func#0 @0
Live regs before insn:
      0: .1........ (79) r6 = *(u64 *)(r1 +0)
      1: ......6... (85) call bpf_cpumask_create#63688
      2: 0.....6... (15) if r0 == 0x0 goto pc+2
      3: 0.....6... (bf) r1 = r0
      4: .1....6... (85) call bpf_cpumask_release#63712
      5: ......6... (85) call bpf_rcu_read_lock#65481
      6: ......6... (61) r1 = *(u32 *)(r6 +1264)
      7: .1........ (18) r6 = 0xffffc900036c6000
      9: .1....6... (61) r2 = *(u32 *)(r6 +0)
     10: .12...6... (0c) w1 += w2
     11: .1....6... (04) w1 += 1
     12: .1....6... (63) *(u32 *)(r6 +0) = r1
     13: ......6... (85) call bpf_rcu_read_unlock#65483
     14: ......6... (18) r1 = 0xffffc900036c9000
     16: .1....6... (61) r1 = *(u32 *)(r1 +0)
     17: .1....6... (c6) if w1 s< 0x60001 goto pc+3
     18: ......6... (61) r1 = *(u32 *)(r6 +0)
     19: .1....6... (04) w1 += 1
     20: .1....6... (63) *(u32 *)(r6 +0) = r1
     21: .......... (b4) w0 = 0
     22: 0......... (95) exit
0: R1=ctx() R10=fp0
; SEC("tp_btf/task_newtask") int BPF_PROG(kp, struct task_struct *t, u64 f) { @ k1.c:14
0: (79) r6 = *(u64 *)(r1 +0)
func 'task_newtask' arg0 has btf_id 114 type STRUCT 'task_struct'
1: R1=ctx() R6=trusted_ptr_task_struct()
; struct bpf_cpumask *m = bpf_cpumask_create(); @ k1.c:15
1: (85) call bpf_cpumask_create#63688         ; R0=ptr_or_null_bpf_cpumask(id=2,ref_obj_id=2) refs=2
; if (m) bpf_cpumask_release(m); @ k1.c:16
2: (15) if r0 == 0x0 goto pc+2        ; R0=ptr_bpf_cpumask(ref_obj_id=2) refs=2
3: (bf) r1 = r0                       ; R0=ptr_bpf_cpumask(ref_obj_id=2) R1=ptr_bpf_cpumask(ref_obj_id=2) refs=2
4: (85) call bpf_cpumask_release#63712        ;
; bpf_rcu_read_lock(); g += t->pid + *p; bpf_rcu_read_unlock(); @ k1.c:18
5: (85) call bpf_rcu_read_lock#65481          ;
6: (61) r1 = *(u32 *)(r6 +1264)       ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=trusted_ptr_task_struct()
7: (18) r6 = 0xffffc900036c6000       ; R6=map_value(map=k1.bss,ks=4,vs=4)
9: (61) r2 = *(u32 *)(r6 +0)          ; R2=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=map_value(map=k1.bss,ks=4,vs=4)
10: (0c) w1 += w2                     ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R2=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
11: (04) w1 += 1                      ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
12: (63) *(u32 *)(r6 +0) = r1         ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=map_value(map=k1.bss,ks=4,vs=4)
13: (85) call bpf_rcu_read_unlock#65483       ;
; if (LINUX_KERNEL_VERSION > 0x60000) g++; @ k1.c:19
14: (18) r1 = 0xffffc900036c9000      ; R1=map_value(map=k1.kconfig,ks=4,vs=4)
16: (61) r1 = *(u32 *)(r1 +0)         ; R1=0x6122c
17: (c6) if w1 s< 0x60001 goto pc+3
mark_precise: frame0: last_idx 17 first_idx 14 subseq_idx -1 
mark_precise: frame0: regs=r1 stack= before 16: (61) r1 = *(u32 *)(r1 +0)
17: R1=0x6122c
18: (61) r1 = *(u32 *)(r6 +0)         ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=map_value(map=k1.bss,ks=4,vs=4)
19: (04) w1 += 1                      ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
20: (63) *(u32 *)(r6 +0) = r1         ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=map_value(map=k1.bss,ks=4,vs=4)
; SEC("tp_btf/task_newtask") int BPF_PROG(kp, struct task_struct *t, u64 f) { @ k1.c:14
21: (b4) w0 = 0                       ; R0=0
22: (95) exit

from 2 to 5: R0=0 R6=trusted_ptr_task_struct() R10=fp0
5: R0=0 R6=trusted_ptr_task_struct() R10=fp0
; bpf_rcu_read_lock(); g += t->pid + *p; bpf_rcu_read_unlock(); @ k1.c:18
5: (85) call bpf_rcu_read_lock#65481          ;
6: (61) r1 = *(u32 *)(r6 +1264)       ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=trusted_ptr_task_struct()
7: (18) r6 = 0xffffc900036c6000       ; R6=map_value(map=k1.bss,ks=4,vs=4)
9: (61) r2 = *(u32 *)(r6 +0)          ; R2=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=map_value(map=k1.bss,ks=4,vs=4)
10: (0c) w1 += w2                     ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R2=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
11: (04) w1 += 1                      ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))
12: (63) *(u32 *)(r6 +0) = r1         ; R1=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff)) R6=map_value(map=k1.bss,ks=4,vs=4)
13: (85) call bpf_rcu_read_unlock#65483
14: safe
verification time 540 usec
stack depth 0
processed 30 insns (limit 1000000) max_states_per_insn 0 total_states 2 peak_states 2 mark_read 0
-- END PROG LOAD LOG --
