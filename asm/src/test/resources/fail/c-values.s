BPF_LDX_MEM(BPF_W, BPF_REG_2, BPF_REG_1, offsetof(struct __sk_buff, mrak)),
BPF_MOV64_IMM(BPF_REG_2, sizeof(struct task_struct)),
BPF_MOV64_IMM(BPF_REG_2, bpf_htons(port)),
BPF_MOV64_IMM(BPF_REG_2, (u8)port),
BPF_EXIT_INSN()
