#define STACK(n) (-8 * (n))
#define KEY STACK(1)
#define TMP BPF_REG_7
#define LIMIT 10 + 2
#define COUNT_UP(to) \
  BPF_ALU64_IMM(BPF_ADD, to, 1), \
  BPF_JMP_IMM(BPF_JLT, to, LIMIT, -2)
#define WIDE 0xdeadbeefULL
#if defined(KEY) && LIMIT * 2 == 14
BPF_MOV64_REG(BPF_REG_6, BPF_REG_1),
#else
BPF_MOV64_REG(BPF_REG_6, BPF_REG_2),
#endif
#if __BYTE_ORDER == __LITTLE_ENDIAN
BPF_LDX_MEM(BPF_B, BPF_REG_0, BPF_REG_1, offsetof(struct __sk_buff, mark)),
#elif __BYTE_ORDER == __BIG_ENDIAN
BPF_LDX_MEM(BPF_B, BPF_REG_0, BPF_REG_1, offsetof(struct __sk_buff, mark) + 3),
#else
#error neither
#endif
BPF_LDX_MEM(BPF_W, BPF_REG_0, BPF_REG_1, offsetof(struct __sk_buff, cb[0])),
BPF_LDX_MEM(BPF_W, BPF_REG_0, BPF_REG_1, offsetof(struct __sk_buff, cb[4])),
BPF_LDX_MEM(BPF_W, BPF_REG_0, BPF_REG_1,
            offsetof(struct __sk_buff, remote_ip6[2]) +
            1),
BPF_LDX_MEM(BPF_W, BPF_REG_0, BPF_REG_1, offsetof(struct bpf_sock_addr, user_ip6[3])),
BPF_LDX_MEM(BPF_H, BPF_REG_0, BPF_REG_1, offsetof(struct ethhdr, h_source[5])),
BPF_LDX_MEM(BPF_H, BPF_REG_0, BPF_REG_1, sizeof(struct ethhdr)),
BPF_LDX_MEMSX(BPF_W, BPF_REG_0, BPF_REG_1, sizeof(u64) * 2), /* a comment */
BPF_ST_MEM(BPF_DW, BPF_REG_10, KEY, 0), // another
BPF_ST_MEM(BPF_DW, BPF_REG_10, STACK(2), -1),
BPF_STX_MEM(BPF_W, BPF_REG_10, TMP, KEY + 4),
BPF_MOV64_IMM(TMP, LIMIT * 3), BPF_MOV32_IMM(TMP, ~(1 | 2 + 4)),
COUNT_UP(TMP),
BPF_LD_IMM64(BPF_REG_2, LLONG_MIN),
BPF_LD_IMM64(BPF_REG_2, ULLONG_MAX - 1),
BPF_LD_IMM64(BPF_REG_2, WIDE),
BPF_LD_IMM64(BPF_REG_2, ~WIDE),
BPF_LD_IMM64(BPF_REG_2, (__u32)-1),
BPF_LD_IMM64(BPF_REG_2, (s8)0x80),
BPF_LD_IMM64(BPF_REG_2, SHRT_MIN),
BPF_LD_IMM64(BPF_REG_2, S64_MIN),
BPF_LD_IMM64(BPF_REG_2, U16_MAX << 16),
BPF_LD_IMM64(BPF_REG_2, -0x80000000),
BPF_LD_IMM64(BPF_REG_2, -2147483648),
BPF_LD_IMM64(BPF_REG_2, UINT64_C(1) << 63 | BIT(3)),
BPF_LD_IMM64(BPF_REG_2, GENMASK(62, 33)),
BPF_LD_IMM64(BPF_REG_2, sizeof(int) - 5 > 0),
BPF_LD_IMM64(BPF_REG_2, -1 < 0u),
BPF_LD_IMM64(BPF_REG_2, '\n' + 'A' * '\x10'),
BPF_ALU64_IMM(BPF_AND, BPF_REG_3, 0xffffffff),
BPF_ALU64_IMM(BPF_OR, BPF_REG_3, (__u64)-1),
BPF_JMP_IMM(BPF_JEQ, BPF_REG_3, bpf_htons(ETH_P_IP), 0 ? 1 : 2),
BPF_JMP_IMM(BPF_JNE, BPF_REG_3, htonl(0x7f000001), 1),
BPF_JMP32_IMM(BPF_JSGT, BPF_REG_3, IPPROTO_TCP, 0),
BPF_RAW_INSN(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, 0, 1),
{ BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_1, TMP, 0, 0 },
{ .code = BPF_ALU64 | BPF_MOV | BPF_K,
  .dst_reg = BPF_REG_1,
  .imm = 1 << LIMIT },
BPF_ZEXT_REG(BPF_REG_3),
BPF_MOV64_PERCPU_REG(BPF_REG_1, BPF_REG_2),
BPF_LD_IMM64_RAW_FULL(BPF_REG_1, 2, 3, 4, 5, 6),
BPF_CALL_KFUNC(0, 7),
BPF_EMIT_CALL(BPF_FUNC_map_lookup_elem),
BPF_EXIT_INSN(),
