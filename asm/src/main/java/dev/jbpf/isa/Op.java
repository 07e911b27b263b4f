package dev.jbpf.isa;

import static dev.jbpf.isa.Feature.*;
import static dev.jbpf.isa.Format.*;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The instruction table: one row for each instruction that means something of its own, however few
 * opcodes they share. Encoder, decoder, parsers, printers, builders and engines follow from it.
 *
 * <p>A row gives the mnemonic, the operands, the opcode byte, the value of a field that tells
 * instructions of one opcode apart, the feature it came with, and how it is written in the {@code
 * llvm} dialect. In the {@code gnu} dialect it is the mnemonic and the operands of its {@link
 * Format}, or the row's last text where GNU as has a form of its own.
 *
 * <p>Source: RFC 9669; load-acquire, store-release, {@code may_goto} and {@code addr_space_cast}
 * from the kernel's {@code Documentation/bpf/standardization/instruction-set.rst} and {@code
 * bpf.h}.
 */
public enum Op {
  // Arithmetic on all 64 bits.
  ADD_IMM("add", ALU_IMM, 0x07, BASE, "{dst} += {imm}"),
  ADD_REG("add", ALU_REG, 0x0f, BASE, "{dst} += {src}"),
  SUB_IMM("sub", ALU_IMM, 0x17, BASE, "{dst} -= {imm}"),
  SUB_REG("sub", ALU_REG, 0x1f, BASE, "{dst} -= {src}"),
  MUL_IMM("mul", ALU_IMM, 0x27, BASE, "{dst} *= {imm}"),
  MUL_REG("mul", ALU_REG, 0x2f, BASE, "{dst} *= {src}"),
  DIV_IMM("div", ALU_IMM, 0x37, BASE, "{dst} /= {imm}"),
  DIV_REG("div", ALU_REG, 0x3f, BASE, "{dst} /= {src}"),
  OR_IMM("or", ALU_IMM, 0x47, BASE, "{dst} |= {imm}"),
  OR_REG("or", ALU_REG, 0x4f, BASE, "{dst} |= {src}"),
  AND_IMM("and", ALU_IMM, 0x57, BASE, "{dst} &= {imm}"),
  AND_REG("and", ALU_REG, 0x5f, BASE, "{dst} &= {src}"),
  LSH_IMM("lsh", ALU_IMM, 0x67, BASE, "{dst} <<= {imm}"),
  LSH_REG("lsh", ALU_REG, 0x6f, BASE, "{dst} <<= {src}"),
  RSH_IMM("rsh", ALU_IMM, 0x77, BASE, "{dst} >>= {imm}"),
  RSH_REG("rsh", ALU_REG, 0x7f, BASE, "{dst} >>= {src}"),
  MOD_IMM("mod", ALU_IMM, 0x97, BASE, "{dst} %= {imm}"),
  MOD_REG("mod", ALU_REG, 0x9f, BASE, "{dst} %= {src}"),
  XOR_IMM("xor", ALU_IMM, 0xa7, BASE, "{dst} ^= {imm}"),
  XOR_REG("xor", ALU_REG, 0xaf, BASE, "{dst} ^= {src}"),
  MOV_IMM("mov", ALU_IMM, 0xb7, BASE, "{dst} = {imm}"),
  MOV_REG("mov", ALU_REG, 0xbf, BASE, "{dst} = {src}"),
  ARSH_IMM("arsh", ALU_IMM, 0xc7, BASE, "{dst} s>>= {imm}"),
  ARSH_REG("arsh", ALU_REG, 0xcf, BASE, "{dst} s>>= {src}"),
  SDIV_IMM("sdiv", ALU_IMM, 0x37, off(1), CPU_V4, "{dst} s/= {imm}"),
  SDIV_REG("sdiv", ALU_REG, 0x3f, off(1), CPU_V4, "{dst} s/= {src}"),
  SMOD_IMM("smod", ALU_IMM, 0x97, off(1), CPU_V4, "{dst} s%= {imm}"),
  SMOD_REG("smod", ALU_REG, 0x9f, off(1), CPU_V4, "{dst} s%= {src}"),
  NEG("neg", ALU_UNARY, 0x87, BASE, "{dst} = -{dst}"),
  MOVSX864("movsx864", ALU_REG, 0xbf, off(8), CPU_V4, "{dst} = (s8){src}", "movs {dst}, {src}, 8"),
  MOVSX1664(
      "movsx1664", ALU_REG, 0xbf, off(16), CPU_V4, "{dst} = (s16){src}", "movs {dst}, {src}, 16"),
  MOVSX3264(
      "movsx3264", ALU_REG, 0xbf, off(32), CPU_V4, "{dst} = (s32){src}", "movs {dst}, {src}, 32"),
  ADDR_SPACE_CAST(
      "addr_space_cast",
      ADDRESS_CAST,
      0xbf,
      off(1),
      ADDRESS_SPACE,
      "{dst} = addr_space_cast({src}, {hi16}, {lo16})"),

  // Arithmetic on the lower 32 bits; the upper 32 become zero.
  ADD32_IMM("add32", ALU_IMM, 0x04, BASE, "{wdst} += {imm}"),
  ADD32_REG("add32", ALU_REG, 0x0c, BASE, "{wdst} += {wsrc}"),
  SUB32_IMM("sub32", ALU_IMM, 0x14, BASE, "{wdst} -= {imm}"),
  SUB32_REG("sub32", ALU_REG, 0x1c, BASE, "{wdst} -= {wsrc}"),
  MUL32_IMM("mul32", ALU_IMM, 0x24, BASE, "{wdst} *= {imm}"),
  MUL32_REG("mul32", ALU_REG, 0x2c, BASE, "{wdst} *= {wsrc}"),
  DIV32_IMM("div32", ALU_IMM, 0x34, BASE, "{wdst} /= {imm}"),
  DIV32_REG("div32", ALU_REG, 0x3c, BASE, "{wdst} /= {wsrc}"),
  OR32_IMM("or32", ALU_IMM, 0x44, BASE, "{wdst} |= {imm}"),
  OR32_REG("or32", ALU_REG, 0x4c, BASE, "{wdst} |= {wsrc}"),
  AND32_IMM("and32", ALU_IMM, 0x54, BASE, "{wdst} &= {imm}"),
  AND32_REG("and32", ALU_REG, 0x5c, BASE, "{wdst} &= {wsrc}"),
  LSH32_IMM("lsh32", ALU_IMM, 0x64, BASE, "{wdst} <<= {imm}"),
  LSH32_REG("lsh32", ALU_REG, 0x6c, BASE, "{wdst} <<= {wsrc}"),
  RSH32_IMM("rsh32", ALU_IMM, 0x74, BASE, "{wdst} >>= {imm}"),
  RSH32_REG("rsh32", ALU_REG, 0x7c, BASE, "{wdst} >>= {wsrc}"),
  MOD32_IMM("mod32", ALU_IMM, 0x94, BASE, "{wdst} %= {imm}"),
  MOD32_REG("mod32", ALU_REG, 0x9c, BASE, "{wdst} %= {wsrc}"),
  XOR32_IMM("xor32", ALU_IMM, 0xa4, BASE, "{wdst} ^= {imm}"),
  XOR32_REG("xor32", ALU_REG, 0xac, BASE, "{wdst} ^= {wsrc}"),
  MOV32_IMM("mov32", ALU_IMM, 0xb4, BASE, "{wdst} = {imm}"),
  MOV32_REG("mov32", ALU_REG, 0xbc, BASE, "{wdst} = {wsrc}"),
  ARSH32_IMM("arsh32", ALU_IMM, 0xc4, BASE, "{wdst} s>>= {imm}"),
  ARSH32_REG("arsh32", ALU_REG, 0xcc, BASE, "{wdst} s>>= {wsrc}"),
  SDIV32_IMM("sdiv32", ALU_IMM, 0x34, off(1), CPU_V4, "{wdst} s/= {imm}"),
  SDIV32_REG("sdiv32", ALU_REG, 0x3c, off(1), CPU_V4, "{wdst} s/= {wsrc}"),
  SMOD32_IMM("smod32", ALU_IMM, 0x94, off(1), CPU_V4, "{wdst} s%= {imm}"),
  SMOD32_REG("smod32", ALU_REG, 0x9c, off(1), CPU_V4, "{wdst} s%= {wsrc}"),
  NEG32("neg32", ALU_UNARY, 0x84, BASE, "{wdst} = -{wdst}"),
  MOVSX832(
      "movsx832", ALU_REG, 0xbc, off(8), CPU_V4, "{wdst} = (s8){wsrc}", "movs32 {dst}, {src}, 8"),
  MOVSX1632(
      "movsx1632",
      ALU_REG,
      0xbc,
      off(16),
      CPU_V4,
      "{wdst} = (s16){wsrc}",
      "movs32 {dst}, {src}, 16"),

  // Byte order: to or from little and big endian, and unconditional.
  LE16("le16", ALU_UNARY, 0xd4, imm(16), BASE, "{dst} = le16 {dst}", "endle {dst}, 16"),
  LE32("le32", ALU_UNARY, 0xd4, imm(32), BASE, "{dst} = le32 {dst}", "endle {dst}, 32"),
  LE64("le64", ALU_UNARY, 0xd4, imm(64), BASE, "{dst} = le64 {dst}", "endle {dst}, 64"),
  BE16("be16", ALU_UNARY, 0xdc, imm(16), BASE, "{dst} = be16 {dst}", "endbe {dst}, 16"),
  BE32("be32", ALU_UNARY, 0xdc, imm(32), BASE, "{dst} = be32 {dst}", "endbe {dst}, 32"),
  BE64("be64", ALU_UNARY, 0xdc, imm(64), BASE, "{dst} = be64 {dst}", "endbe {dst}, 64"),
  BSWAP16("bswap16", ALU_UNARY, 0xd7, imm(16), CPU_V4, "{dst} = bswap16 {dst}", "bswap {dst}, 16"),
  BSWAP32("bswap32", ALU_UNARY, 0xd7, imm(32), CPU_V4, "{dst} = bswap32 {dst}", "bswap {dst}, 32"),
  BSWAP64("bswap64", ALU_UNARY, 0xd7, imm(64), CPU_V4, "{dst} = bswap64 {dst}", "bswap {dst}, 64"),

  // Conditional jumps on all 64 bits.
  JEQ_IMM("jeq", JUMP_IMM, 0x15, BASE, "if {dst} == {imm} goto {target}"),
  JEQ_REG("jeq", JUMP_REG, 0x1d, BASE, "if {dst} == {src} goto {target}"),
  JGT_IMM("jgt", JUMP_IMM, 0x25, BASE, "if {dst} > {imm} goto {target}"),
  JGT_REG("jgt", JUMP_REG, 0x2d, BASE, "if {dst} > {src} goto {target}"),
  JGE_IMM("jge", JUMP_IMM, 0x35, BASE, "if {dst} >= {imm} goto {target}"),
  JGE_REG("jge", JUMP_REG, 0x3d, BASE, "if {dst} >= {src} goto {target}"),
  JSET_IMM("jset", JUMP_IMM, 0x45, BASE, "if {dst} & {imm} goto {target}"),
  JSET_REG("jset", JUMP_REG, 0x4d, BASE, "if {dst} & {src} goto {target}"),
  JNE_IMM("jne", JUMP_IMM, 0x55, BASE, "if {dst} != {imm} goto {target}"),
  JNE_REG("jne", JUMP_REG, 0x5d, BASE, "if {dst} != {src} goto {target}"),
  JSGT_IMM("jsgt", JUMP_IMM, 0x65, BASE, "if {dst} s> {imm} goto {target}"),
  JSGT_REG("jsgt", JUMP_REG, 0x6d, BASE, "if {dst} s> {src} goto {target}"),
  JSGE_IMM("jsge", JUMP_IMM, 0x75, BASE, "if {dst} s>= {imm} goto {target}"),
  JSGE_REG("jsge", JUMP_REG, 0x7d, BASE, "if {dst} s>= {src} goto {target}"),
  JLT_IMM("jlt", JUMP_IMM, 0xa5, JUMP_LESS, "if {dst} < {imm} goto {target}"),
  JLT_REG("jlt", JUMP_REG, 0xad, JUMP_LESS, "if {dst} < {src} goto {target}"),
  JLE_IMM("jle", JUMP_IMM, 0xb5, JUMP_LESS, "if {dst} <= {imm} goto {target}"),
  JLE_REG("jle", JUMP_REG, 0xbd, JUMP_LESS, "if {dst} <= {src} goto {target}"),
  JSLT_IMM("jslt", JUMP_IMM, 0xc5, JUMP_LESS, "if {dst} s< {imm} goto {target}"),
  JSLT_REG("jslt", JUMP_REG, 0xcd, JUMP_LESS, "if {dst} s< {src} goto {target}"),
  JSLE_IMM("jsle", JUMP_IMM, 0xd5, JUMP_LESS, "if {dst} s<= {imm} goto {target}"),
  JSLE_REG("jsle", JUMP_REG, 0xdd, JUMP_LESS, "if {dst} s<= {src} goto {target}"),

  // Conditional jumps on the lower 32 bits.
  JEQ32_IMM("jeq32", JUMP_IMM, 0x16, JUMP32, "if {wdst} == {imm} goto {target}"),
  JEQ32_REG("jeq32", JUMP_REG, 0x1e, JUMP32, "if {wdst} == {wsrc} goto {target}"),
  JGT32_IMM("jgt32", JUMP_IMM, 0x26, JUMP32, "if {wdst} > {imm} goto {target}"),
  JGT32_REG("jgt32", JUMP_REG, 0x2e, JUMP32, "if {wdst} > {wsrc} goto {target}"),
  JGE32_IMM("jge32", JUMP_IMM, 0x36, JUMP32, "if {wdst} >= {imm} goto {target}"),
  JGE32_REG("jge32", JUMP_REG, 0x3e, JUMP32, "if {wdst} >= {wsrc} goto {target}"),
  JSET32_IMM("jset32", JUMP_IMM, 0x46, JUMP32, "if {wdst} & {imm} goto {target}"),
  JSET32_REG("jset32", JUMP_REG, 0x4e, JUMP32, "if {wdst} & {wsrc} goto {target}"),
  JNE32_IMM("jne32", JUMP_IMM, 0x56, JUMP32, "if {wdst} != {imm} goto {target}"),
  JNE32_REG("jne32", JUMP_REG, 0x5e, JUMP32, "if {wdst} != {wsrc} goto {target}"),
  JSGT32_IMM("jsgt32", JUMP_IMM, 0x66, JUMP32, "if {wdst} s> {imm} goto {target}"),
  JSGT32_REG("jsgt32", JUMP_REG, 0x6e, JUMP32, "if {wdst} s> {wsrc} goto {target}"),
  JSGE32_IMM("jsge32", JUMP_IMM, 0x76, JUMP32, "if {wdst} s>= {imm} goto {target}"),
  JSGE32_REG("jsge32", JUMP_REG, 0x7e, JUMP32, "if {wdst} s>= {wsrc} goto {target}"),
  JLT32_IMM("jlt32", JUMP_IMM, 0xa6, JUMP32, "if {wdst} < {imm} goto {target}"),
  JLT32_REG("jlt32", JUMP_REG, 0xae, JUMP32, "if {wdst} < {wsrc} goto {target}"),
  JLE32_IMM("jle32", JUMP_IMM, 0xb6, JUMP32, "if {wdst} <= {imm} goto {target}"),
  JLE32_REG("jle32", JUMP_REG, 0xbe, JUMP32, "if {wdst} <= {wsrc} goto {target}"),
  JSLT32_IMM("jslt32", JUMP_IMM, 0xc6, JUMP32, "if {wdst} s< {imm} goto {target}"),
  JSLT32_REG("jslt32", JUMP_REG, 0xce, JUMP32, "if {wdst} s< {wsrc} goto {target}"),
  JSLE32_IMM("jsle32", JUMP_IMM, 0xd6, JUMP32, "if {wdst} s<= {imm} goto {target}"),
  JSLE32_REG("jsle32", JUMP_REG, 0xde, JUMP32, "if {wdst} s<= {wsrc} goto {target}"),

  // Other jumps, calls and exit.
  JA("ja", JUMP, 0x05, BASE, "goto {target}"),
  GOTOL("gotol", JUMP_LONG, 0x06, CPU_V4, "gotol {target}", "jal {target}"),
  MAY_GOTO("may_goto", JUMP, 0xe5, BOUNDED_GOTO, "may_goto {target}"),
  CALL("call", HELPER_ID, 0x85, BASE, "call {imm}"),
  CALL_LOCAL("call", CALL_TARGET, 0x85, src(1), LOCAL_CALL, "call {target}"),
  CALL_KFUNC("call", KFUNC_ID, 0x85, src(2), KFUNC, "call kfunc {imm}, {index}"),
  CALLX("callx", CALL_ADDRESS, 0x8d, CALL_REGISTER, "callx {dst}"),
  EXIT("exit", NO_OPERANDS, 0x95, BASE, "exit"),

  // Loads and stores.
  LDXB("ldxb", LOAD, 0x71, BASE, "{dst} = *(u8 *)({src} {off})"),
  LDXH("ldxh", LOAD, 0x69, BASE, "{dst} = *(u16 *)({src} {off})"),
  LDXW("ldxw", LOAD, 0x61, BASE, "{dst} = *(u32 *)({src} {off})"),
  LDXDW("ldxdw", LOAD, 0x79, BASE, "{dst} = *(u64 *)({src} {off})"),
  LDXSB("ldxsb", LOAD, 0x91, CPU_V4, "{dst} = *(s8 *)({src} {off})"),
  LDXSH("ldxsh", LOAD, 0x89, CPU_V4, "{dst} = *(s16 *)({src} {off})"),
  LDXSW("ldxsw", LOAD, 0x81, CPU_V4, "{dst} = *(s32 *)({src} {off})"),
  STB("stb", STORE_IMM, 0x72, BASE, "*(u8 *)({dst} {off}) = {imm}"),
  STH("sth", STORE_IMM, 0x6a, BASE, "*(u16 *)({dst} {off}) = {imm}"),
  STW("stw", STORE_IMM, 0x62, BASE, "*(u32 *)({dst} {off}) = {imm}"),
  STDW("stdw", STORE_IMM, 0x7a, BASE, "*(u64 *)({dst} {off}) = {imm}"),
  STXB("stxb", STORE_REG, 0x73, BASE, "*(u8 *)({dst} {off}) = {src}"),
  STXH("stxh", STORE_REG, 0x6b, BASE, "*(u16 *)({dst} {off}) = {src}"),
  STXW("stxw", STORE_REG, 0x63, BASE, "*(u32 *)({dst} {off}) = {src}"),
  STXDW("stxdw", STORE_REG, 0x7b, BASE, "*(u64 *)({dst} {off}) = {src}"),

  // Atomics: read, change, write as one step; those with F return the old value in src.
  AADD("aadd", ATOMIC, 0xdb, imm(0x00), BASE, "lock *(u64 *)({dst} {off}) += {src}"),
  AOR("aor", ATOMIC, 0xdb, imm(0x40), ATOMIC_FETCH, "lock *(u64 *)({dst} {off}) |= {src}"),
  AAND("aand", ATOMIC, 0xdb, imm(0x50), ATOMIC_FETCH, "lock *(u64 *)({dst} {off}) &= {src}"),
  AXOR("axor", ATOMIC, 0xdb, imm(0xa0), ATOMIC_FETCH, "lock *(u64 *)({dst} {off}) ^= {src}"),
  AFADD(
      "afadd",
      ATOMIC,
      0xdb,
      imm(0x01),
      ATOMIC_FETCH,
      "{src} = atomic_fetch_add((u64 *)({dst} {off}), {src})"),
  AFOR(
      "afor",
      ATOMIC,
      0xdb,
      imm(0x41),
      ATOMIC_FETCH,
      "{src} = atomic_fetch_or((u64 *)({dst} {off}), {src})"),
  AFAND(
      "afand",
      ATOMIC,
      0xdb,
      imm(0x51),
      ATOMIC_FETCH,
      "{src} = atomic_fetch_and((u64 *)({dst} {off}), {src})"),
  AFXOR(
      "afxor",
      ATOMIC,
      0xdb,
      imm(0xa1),
      ATOMIC_FETCH,
      "{src} = atomic_fetch_xor((u64 *)({dst} {off}), {src})"),
  AXCHG("axchg", ATOMIC, 0xdb, imm(0xe1), ATOMIC_FETCH, "{src} = xchg_64({dst} {off}, {src})"),
  ACMP("acmp", ATOMIC, 0xdb, imm(0xf1), ATOMIC_FETCH, "r0 = cmpxchg_64({dst} {off}, r0, {src})"),
  AADD32("aadd32", ATOMIC, 0xc3, imm(0x00), BASE, "lock *(u32 *)({dst} {off}) += {wsrc}"),
  AOR32("aor32", ATOMIC, 0xc3, imm(0x40), ATOMIC_FETCH, "lock *(u32 *)({dst} {off}) |= {wsrc}"),
  AAND32("aand32", ATOMIC, 0xc3, imm(0x50), ATOMIC_FETCH, "lock *(u32 *)({dst} {off}) &= {wsrc}"),
  AXOR32("axor32", ATOMIC, 0xc3, imm(0xa0), ATOMIC_FETCH, "lock *(u32 *)({dst} {off}) ^= {wsrc}"),
  AFADD32(
      "afadd32",
      ATOMIC,
      0xc3,
      imm(0x01),
      ATOMIC_FETCH,
      "{wsrc} = atomic_fetch_add((u32 *)({dst} {off}), {wsrc})"),
  AFOR32(
      "afor32",
      ATOMIC,
      0xc3,
      imm(0x41),
      ATOMIC_FETCH,
      "{wsrc} = atomic_fetch_or((u32 *)({dst} {off}), {wsrc})"),
  AFAND32(
      "afand32",
      ATOMIC,
      0xc3,
      imm(0x51),
      ATOMIC_FETCH,
      "{wsrc} = atomic_fetch_and((u32 *)({dst} {off}), {wsrc})"),
  AFXOR32(
      "afxor32",
      ATOMIC,
      0xc3,
      imm(0xa1),
      ATOMIC_FETCH,
      "{wsrc} = atomic_fetch_xor((u32 *)({dst} {off}), {wsrc})"),
  AXCHG32(
      "axchg32", ATOMIC, 0xc3, imm(0xe1), ATOMIC_FETCH, "{wsrc} = xchg32_32({dst} {off}, {wsrc})"),
  ACMP32(
      "acmp32",
      ATOMIC,
      0xc3,
      imm(0xf1),
      ATOMIC_FETCH,
      "w0 = cmpxchg32_32({dst} {off}, w0, {wsrc})"),
  LDACQB(
      "ldacqb",
      LOAD,
      0xd3,
      imm(0x100),
      ACQUIRE_RELEASE,
      "{wdst} = load_acquire((u8 *)({src} {off}))"),
  LDACQH(
      "ldacqh",
      LOAD,
      0xcb,
      imm(0x100),
      ACQUIRE_RELEASE,
      "{wdst} = load_acquire((u16 *)({src} {off}))"),
  LDACQW(
      "ldacqw",
      LOAD,
      0xc3,
      imm(0x100),
      ACQUIRE_RELEASE,
      "{wdst} = load_acquire((u32 *)({src} {off}))"),
  LDACQDW(
      "ldacqdw",
      LOAD,
      0xdb,
      imm(0x100),
      ACQUIRE_RELEASE,
      "{dst} = load_acquire((u64 *)({src} {off}))"),
  STRELB(
      "strelb",
      STORE_REG,
      0xd3,
      imm(0x110),
      ACQUIRE_RELEASE,
      "store_release((u8 *)({dst} {off}), {wsrc})"),
  STRELH(
      "strelh",
      STORE_REG,
      0xcb,
      imm(0x110),
      ACQUIRE_RELEASE,
      "store_release((u16 *)({dst} {off}), {wsrc})"),
  STRELW(
      "strelw",
      STORE_REG,
      0xc3,
      imm(0x110),
      ACQUIRE_RELEASE,
      "store_release((u32 *)({dst} {off}), {wsrc})"),
  STRELDW(
      "streldw",
      STORE_REG,
      0xdb,
      imm(0x110),
      ACQUIRE_RELEASE,
      "store_release((u64 *)({dst} {off}), {src})"),

  // Packet loads of socket filters, network byte order, result in r0.
  LDABSB("ldabsb", PACKET_ABS, 0x30, BASE, "r0 = *(u8 *)skb[{imm}]"),
  LDABSH("ldabsh", PACKET_ABS, 0x28, BASE, "r0 = *(u16 *)skb[{imm}]"),
  LDABSW("ldabsw", PACKET_ABS, 0x20, BASE, "r0 = *(u32 *)skb[{imm}]"),
  LDINDB("ldindb", PACKET_IND, 0x50, BASE, "r0 = *(u8 *)skb[{src} + {imm}]"),
  LDINDH("ldindh", PACKET_IND, 0x48, BASE, "r0 = *(u16 *)skb[{src} + {imm}]"),
  LDINDW("ldindw", PACKET_IND, 0x40, BASE, "r0 = *(u32 *)skb[{src} + {imm}]"),

  // 64-bit constants in two slots; src says what the constant stands for.
  LDDW("lddw", WIDE_IMM, 0x18, BASE, "{dst} = {imm} ll"),
  LDDW_MAP_FD(
      "lddw",
      WIDE_MAP,
      0x18,
      src(1),
      BASE,
      "{dst} = map_fd {lo32} ll",
      "lddw {dst}, map_fd {lo32}"),
  LDDW_MAP_VALUE(
      "lddw",
      WIDE_PAIR,
      0x18,
      src(2),
      MAP_VALUE,
      "{dst} = map_value {lo32}, {hi32} ll",
      "lddw {dst}, map_value {lo32}, {hi32}"),
  LDDW_BTF_ID(
      "lddw",
      WIDE_PAIR,
      0x18,
      src(3),
      VARIABLE_ADDRESS,
      "{dst} = btf_id {lo32}, {hi32} ll",
      "lddw {dst}, btf_id {lo32}, {hi32}"),
  LDDW_FUNC(
      "lddw",
      WIDE_TARGET,
      0x18,
      src(4),
      FUNCTION_ADDRESS,
      "{dst} = func {target} ll",
      "lddw {dst}, func {target}"),
  LDDW_MAP_IDX(
      "lddw",
      WIDE_MAP,
      0x18,
      src(5),
      MAP_INDEX,
      "{dst} = map_idx {lo32} ll",
      "lddw {dst}, map_idx {lo32}"),
  LDDW_MAP_IDX_VALUE(
      "lddw",
      WIDE_PAIR,
      0x18,
      src(6),
      MAP_INDEX,
      "{dst} = map_idx_value {lo32}, {hi32} ll",
      "lddw {dst}, map_idx_value {lo32}, {hi32}");
  private static final Op[] ALL = values();
  private static final List<Op> LIST = List.of(ALL);
  private static final Op[][] BY_OPCODE = index();

  private final String mnemonic;
  private final Format format;
  private final Feature feature;
  private final long template;
  private final String llvm;

  /** Empty where it is the mnemonic with the operands of the format, as in most rows. */
  private final String gnu;

  private final long fixedBits;
  private final long refused;
  private final Optional<Op> present;
  private final int slots;
  private final int maxDst;
  private final int maxSrc;
  private final int minOff;
  private final int maxOff;
  private final long minImm;
  private final long maxImm;

  Op(String mnemonic, Format format, int opcode, Feature feature, String llvm) {
    this(mnemonic, format, opcode, 0, feature, llvm);
  }

  Op(String mnemonic, Format format, int opcode, Feature feature, String llvm, String gnu) {
    this(mnemonic, format, opcode, 0, feature, llvm, gnu);
  }

  Op(String mnemonic, Format format, int opcode, long fixed, Feature feature, String llvm) {
    this(mnemonic, format, opcode, fixed, feature, llvm, "");
  }

  Op(
      String mnemonic,
      Format format,
      int opcode,
      long fixed,
      Feature feature,
      String llvm,
      String gnu) {
    this.mnemonic = mnemonic;
    this.format = format;
    this.feature = feature;
    this.template = opcode | fixed;
    this.llvm = llvm;
    this.gnu = gnu;
    this.fixedBits = format.fixedBits();
    this.refused = format.refused();
    this.present = Optional.of(this);
    this.slots = format.slots();
    this.maxDst = format.maxDst();
    this.maxSrc = format.maxSrc();
    this.minOff = format.offset().min();
    this.maxOff = format.offset().max();
    this.minImm = format.immediate().min();
    this.maxImm = format.immediate().max();
  }

  private static long src(int number) {
    return (long) number << Words.SRC_SHIFT;
  }

  private static long off(int value) {
    return (long) value << Words.OFF_SHIFT;
  }

  private static long imm(int value) {
    return (long) value << Words.IMM_SHIFT;
  }

  private static Op[][] index() {
    Op[][] byOpcode = new Op[256][];
    Op[] none = {};
    Arrays.fill(byOpcode, none);
    for (Op op : ALL) {
      Op[] before = byOpcode[op.opcode()];
      Op[] after = new Op[before.length + 1];
      System.arraycopy(before, 0, after, 0, before.length);
      after[before.length] = op;
      byOpcode[op.opcode()] = after;
    }
    return byOpcode;
  }

  /** {@return the name that builders, messages and the gnu dialect use} */
  public String mnemonic() {
    return mnemonic;
  }

  /** {@return its operands} */
  public Format format() {
    return format;
  }

  /** {@return the feature that it came with} */
  public Feature feature() {
    return feature;
  }

  /** {@return the opcode byte, 0 to 255} */
  public int opcode() {
    return Words.opcode(template);
  }

  /** {@return the value of {@code field} where it holds no operand} */
  public int fixed(Field field) {
    return switch (field) {
      case DST -> Words.dst(template);
      case SRC -> Words.src(template);
      case OFF -> Words.off(template);
      case IMM -> Words.imm(template);
    };
  }

  /**
   * {@return whether the fields of an instruction can have these values, those with a fixed value
   * counted from that}
   *
   * <p>The ranges are those of {@link #format}, kept at hand: builders ask this for every
   * instruction.
   */
  public boolean accepts(int dst, int src, int off, long imm) {
    return (dst | maxDst - dst | src | maxSrc - src | off - minOff | maxOff - off) >= 0
        && imm >= minImm
        && imm <= maxImm;
  }

  /**
   * {@return whether {@link #template} with these operands, in their places as {@link Words} lays
   * them out, is all of the instruction} A quick answer for builders: no, where {@link #accepts}
   * must be asked or a second slot is needed.
   */
  public boolean isWhole(long operands) {
    return ((operands | Format.SECOND_LOOK) & refused) == 0;
  }

  /** {@return the first slot with all operands zero, as {@link Words} lays it out} */
  public long template() {
    return template;
  }

  /** {@return whether control never goes on to the instruction behind it} */
  public boolean isFinal() {
    return this == EXIT || this == JA || this == GOTOL;
  }

  /** {@return how many slots it takes, 1 or 2} */
  public int slots() {
    return slots;
  }

  /**
   * {@return how many bytes of memory a load, a store or an atomic accesses, from the size bits of
   * its opcode: 1, 2, 4 or 8}
   */
  public int accessSize() {
    return switch (opcode() >> 3 & 3) {
      case 0 -> 4;
      case 1 -> 2;
      case 2 -> 1;
      default -> 8;
    };
  }

  /** {@return the text of {@link #llvm}} */
  public String llvmText() {
    return llvm;
  }

  /** {@return the text of {@link #gnu}} */
  public String gnuText() {
    return gnu.isEmpty() ? spelled() : gnu;
  }

  /** {@return the text of {@link #macro}} */
  public String macroText() {
    return MacroForm.of(this);
  }

  /** {@return how it is written in the {@code llvm} dialect} */
  public Template llvm() {
    return Template.parse(llvm);
  }

  /** {@return how it is written in the {@code gnu} dialect} */
  public Template gnu() {
    return Template.parse(gnuText());
  }

  /** {@return the mnemonic and the operands of its format, as the gnu dialect writes most rows} */
  public String spelled() {
    return format.gnuOperands().isEmpty()
        ? mnemonic
        : mnemonic.concat(" ").concat(format.gnuOperands());
  }

  /** {@return how it is written with the kernel's macros, the arrays of C sources} */
  public Template macro() {
    return Template.parse(macroText());
  }

  /** {@return the rows in order, without a copy for each caller} */
  public static List<Op> all() {
    return LIST;
  }

  /**
   * {@return the instruction that the slot {@code word} is, or is the first half of}
   *
   * <p>Only a word that this table can write again is one: a register above 10, or a value in a
   * field that must be zero, makes it raw data. For a {@link Format#slots() wide} instruction the
   * caller checks the second slot with {@link #acceptsSecond}.
   */
  public static Optional<Op> of(long word) {
    for (Op op : BY_OPCODE[Words.opcode(word)]) {
      if (op.matches(word)) {
        return op.present;
      }
    }
    return Optional.empty();
  }

  /** {@return whether the slot {@code word} is this instruction, or the first half of it} */
  public boolean matches(long word) {
    return ((word ^ template) & fixedBits) == 0
        && Words.dst(word) < Reg.COUNT
        && (maxSrc == 0 || Words.src(word) <= maxSrc)
        && Words.off(word) >= minOff;
  }

  /** {@return whether {@code second} can be the second slot of this instruction} */
  public boolean acceptsSecond(long second) {
    return (second & ~Words.IMM_MASK) == 0
        && format.immediate().upper(format.immediate().join(0, Words.imm(second)))
            == Words.imm(second);
  }
}
