#define MAX_ENTRIES 64
#define TYPE_OFFSET offsetof(struct ethhdr, h_proto)
#define NOT_A_NUMBER(x) ((x) + 1)
static const struct bpf_insn prog[] = {
	BPF_MOV64_REG(BPF_REG_6, BPF_REG_1),
	BPF_LD_ABS(BPF_B, ETH_HLEN + offsetof(struct iphdr, protocol) /* R0 = ip->proto */),
	BPF_LD_ABS(BPF_H, TYPE_OFFSET),
	BPF_LDX_MEM(BPF_W, BPF_REG_2, BPF_REG_6, offsetof(struct __sk_buff, mark)),
	BPF_JMP_IMM(BPF_JEQ, BPF_REG_0, bpf_htons(ETH_P_IP), 1),
	BPF_MOV32_IMM(BPF_REG_2, bpf_htonl(0x7f000001)),
	BPF_MOV64_IMM(BPF_REG_2, sizeof(__u64) * 2),
	BPF_MOV64_IMM(BPF_REG_2, (__u32)-1),
	BPF_MOV64_IMM(BPF_REG_2, (int)0xffffffff),
	BPF_MOV64_IMM(BPF_REG_2, (u8)300),
	BPF_MOV64_IMM(BPF_REG_2, (unsigned short)-1),
	BPF_MOV32_IMM(BPF_REG_2, UINT_MAX),
	BPF_MOV32_IMM(BPF_REG_2, INT_MIN),
	BPF_LD_IMM64(BPF_REG_2, (__u64)-1),
	BPF_LD_IMM64(BPF_REG_2, 1ULL << 63),
	BPF_MOV64_IMM(BPF_REG_0, MAX_ENTRIES - 1),
	BPF_EXIT_INSN(),
};
