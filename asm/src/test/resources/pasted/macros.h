// The kernel's macros for arrays of instructions, in words of our own: what each gives is in
// include/linux/filter.h. The numbers are those of the C library's <linux/bpf.h>.
#include <arpa/inet.h>
#include <limits.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifndef BPF_MEMSX
#define BPF_MEMSX 0x80
#endif

typedef uint8_t u8;
typedef int8_t s8;
typedef uint16_t u16;
typedef int16_t s16;
typedef uint32_t u32;
typedef int32_t s32;
typedef uint64_t u64;
typedef int64_t s64;

#define U8_MAX ((u8)-1)
#define U16_MAX ((u16)-1)
#define U32_MAX ((u32)-1)
#define U64_MAX ((u64)-1)
#define S8_MAX ((s8)(U8_MAX / 2))
#define S8_MIN ((s8)(-S8_MAX - 1))
#define S16_MAX ((s16)(U16_MAX / 2))
#define S16_MIN ((s16)(-S16_MAX - 1))
#define S32_MAX ((s32)(U32_MAX / 2))
#define S32_MIN ((s32)(-S32_MAX - 1))
#define S64_MAX ((s64)(U64_MAX / 2))
#define S64_MIN ((s64)(-S64_MAX - 1))
#define BIT(n) (1UL << (n))
#define BIT_ULL(n) (1ULL << (n))
#define GENMASK(h, l) ((~0UL << (l)) & (~0UL >> (63 - (h))))
#define bpf_htons(x) htons(x)
#define bpf_htonl(x) htonl(x)

#define SLOT(c, d, s, o, i) \
  (struct bpf_insn) { .code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) }
#define BPF_RAW_INSN(c, d, s, o, i) SLOT(c, d, s, o, i)
#define BPF_ALU64_REG(op, d, s) SLOT(BPF_ALU64 | (op) | BPF_X, d, s, 0, 0)
#define BPF_ALU32_REG(op, d, s) SLOT(BPF_ALU | (op) | BPF_X, d, s, 0, 0)
#define BPF_ALU64_IMM(op, d, i) SLOT(BPF_ALU64 | (op) | BPF_K, d, 0, 0, i)
#define BPF_ALU32_IMM(op, d, i) SLOT(BPF_ALU | (op) | BPF_K, d, 0, 0, i)
#define BPF_MOV64_REG(d, s) BPF_ALU64_REG(BPF_MOV, d, s)
#define BPF_MOV32_REG(d, s) BPF_ALU32_REG(BPF_MOV, d, s)
#define BPF_MOV64_IMM(d, i) BPF_ALU64_IMM(BPF_MOV, d, i)
#define BPF_MOV32_IMM(d, i) BPF_ALU32_IMM(BPF_MOV, d, i)
#define BPF_MOVSX64_REG(d, s, bits) SLOT(BPF_ALU64 | BPF_MOV | BPF_X, d, s, bits, 0)
#define BPF_ZEXT_REG(d) SLOT(BPF_ALU | BPF_MOV | BPF_X, d, d, 0, 1)
#define BPF_MOV64_PERCPU_REG(d, s) SLOT(BPF_ALU64 | BPF_MOV | BPF_X, d, s, -1, 0)
#define BPF_ENDIAN(to, d, bits) SLOT(BPF_ALU | BPF_END | (to), d, 0, 0, bits)
#define BPF_BSWAP(d, bits) SLOT(BPF_ALU64 | BPF_END, d, 0, 0, bits)
#define BPF_LDX_MEM(size, d, s, o) SLOT(BPF_LDX | BPF_MEM | (size), d, s, o, 0)
#define BPF_LDX_MEMSX(size, d, s, o) SLOT(BPF_LDX | BPF_MEMSX | (size), d, s, o, 0)
#define BPF_STX_MEM(size, d, s, o) SLOT(BPF_STX | BPF_MEM | (size), d, s, o, 0)
#define BPF_ST_MEM(size, d, o, i) SLOT(BPF_ST | BPF_MEM | (size), d, 0, o, i)
#define BPF_ATOMIC_OP(size, op, d, s, o) SLOT(BPF_STX | BPF_ATOMIC | (size), d, s, o, op)
#define BPF_STX_XADD(size, d, s, o) BPF_ATOMIC_OP(size, BPF_ADD, d, s, o)
#define BPF_LD_ABS(size, i) SLOT(BPF_LD | BPF_ABS | (size), 0, 0, 0, i)
#define BPF_LD_IND(size, s, i) SLOT(BPF_LD | BPF_IND | (size), 0, s, 0, i)
#define BPF_LD_IMM64_RAW_FULL(d, s, o1, o2, i1, i2) \
  SLOT(BPF_LD | BPF_DW | BPF_IMM, d, s, o1, i1), SLOT(0, 0, 0, o2, i2)
#define BPF_LD_IMM64_RAW(d, s, i) \
  BPF_LD_IMM64_RAW_FULL(d, s, 0, 0, (__u32)(i), ((__u64)(i)) >> 32)
#define BPF_LD_IMM64(d, i) BPF_LD_IMM64_RAW(d, 0, i)
#define BPF_LD_MAP_FD(d, fd) BPF_LD_IMM64_RAW(d, BPF_PSEUDO_MAP_FD, fd)
#define BPF_JMP_REG(op, d, s, o) SLOT(BPF_JMP | (op) | BPF_X, d, s, o, 0)
#define BPF_JMP_IMM(op, d, i, o) SLOT(BPF_JMP | (op) | BPF_K, d, 0, o, i)
#define BPF_JMP32_REG(op, d, s, o) SLOT(BPF_JMP32 | (op) | BPF_X, d, s, o, 0)
#define BPF_JMP32_IMM(op, d, i, o) SLOT(BPF_JMP32 | (op) | BPF_K, d, 0, o, i)
#define BPF_JMP_A(o) SLOT(BPF_JMP | BPF_JA, 0, 0, o, 0)
#define BPF_JMP32_A(i) SLOT(BPF_JMP32 | BPF_JA, 0, 0, 0, i)
#define BPF_CALL_REL(i) SLOT(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, 0, i)
#define BPF_EMIT_CALL(f) SLOT(BPF_JMP | BPF_CALL, 0, 0, 0, f)
#define BPF_CALL_KFUNC(o, i) SLOT(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_KFUNC_CALL, o, i)
#define BPF_EXIT_INSN() SLOT(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)
