func#0 @0
0: R1=ctx() R10=fp0
0: (b7) r0 = 1                        ; R0_w=1
1: (55) if r0 != 0x2 goto pc+1
3: (95) exit

from 1 to 2: R0=1
2: (b7) r0 = 2
processed 4 insns (limit 1000000) max_states_per_insn 0
