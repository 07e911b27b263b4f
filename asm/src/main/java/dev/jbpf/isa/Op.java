package dev.jbpf.isa;

import static dev.jbpf.isa.Feature.*;
import static dev.jbpf.isa.Format.*;
import static dev.jbpf.isa.Operation.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The instruction table: one row for each instruction that means something of its own, however few
 * opcodes they share. Encoder, decoder, parsers, printers, builders and engines follow from it.
 *
 * <p>A row gives the mnemonic, what it does in how many bits, the operands, the opcode byte, the
 * value of a field that tells instructions of one opcode apart, the feature it came with, and how
 * it is written in the {@code llvm} dialect. In the {@code gnu} dialect it is the mnemonic and the
 * operands of its {@link Format}, or the row's last text where GNU as has a form of its own.
 *
 * <p>Source: RFC 9669; load-acquire, store-release, {@code may_goto} and {@code addr_space_cast}
 * from the kernel's {@code Documentation/bpf/standardization/instruction-set.rst} and {@code
 * bpf.h}.
 */
public enum Op {
  // spotless:off: a row is a line.
  // Arithmetic on all 64 bits.
  ADD_IMM("add", ADD, 64, ALU_IMM, 0x07, BASE, "{dst} += {imm}"),
  ADD_REG("add", ADD, 64, ALU_REG, 0x0f, BASE, "{dst} += {src}"),
  SUB_IMM("sub", SUB, 64, ALU_IMM, 0x17, BASE, "{dst} -= {imm}"),
  SUB_REG("sub", SUB, 64, ALU_REG, 0x1f, BASE, "{dst} -= {src}"),
  MUL_IMM("mul", MUL, 64, ALU_IMM, 0x27, BASE, "{dst} *= {imm}"),
  MUL_REG("mul", MUL, 64, ALU_REG, 0x2f, BASE, "{dst} *= {src}"),
  DIV_IMM("div", DIV, 64, ALU_IMM, 0x37, BASE, "{dst} /= {imm}"),
  DIV_REG("div", DIV, 64, ALU_REG, 0x3f, BASE, "{dst} /= {src}"),
  OR_IMM("or", OR, 64, ALU_IMM, 0x47, BASE, "{dst} |= {imm}"),
  OR_REG("or", OR, 64, ALU_REG, 0x4f, BASE, "{dst} |= {src}"),
  AND_IMM("and", AND, 64, ALU_IMM, 0x57, BASE, "{dst} &= {imm}"),
  AND_REG("and", AND, 64, ALU_REG, 0x5f, BASE, "{dst} &= {src}"),
  LSH_IMM("lsh", LSH, 64, ALU_IMM, 0x67, BASE, "{dst} <<= {imm}"),
  LSH_REG("lsh", LSH, 64, ALU_REG, 0x6f, BASE, "{dst} <<= {src}"),
  RSH_IMM("rsh", RSH, 64, ALU_IMM, 0x77, BASE, "{dst} >>= {imm}"),
  RSH_REG("rsh", RSH, 64, ALU_REG, 0x7f, BASE, "{dst} >>= {src}"),
  MOD_IMM("mod", MOD, 64, ALU_IMM, 0x97, BASE, "{dst} %= {imm}"),
  MOD_REG("mod", MOD, 64, ALU_REG, 0x9f, BASE, "{dst} %= {src}"),
  XOR_IMM("xor", XOR, 64, ALU_IMM, 0xa7, BASE, "{dst} ^= {imm}"),
  XOR_REG("xor", XOR, 64, ALU_REG, 0xaf, BASE, "{dst} ^= {src}"),
  MOV_IMM("mov", MOV, 64, ALU_IMM, 0xb7, BASE, "{dst} = {imm}"),
  MOV_REG("mov", MOV, 64, ALU_REG, 0xbf, BASE, "{dst} = {src}"),
  ARSH_IMM("arsh", ARSH, 64, ALU_IMM, 0xc7, BASE, "{dst} s>>= {imm}"),
  ARSH_REG("arsh", ARSH, 64, ALU_REG, 0xcf, BASE, "{dst} s>>= {src}"),
  SDIV_IMM("sdiv", SDIV, 64, ALU_IMM, 0x37, off(1), CPU_V4, "{dst} s/= {imm}"),
  SDIV_REG("sdiv", SDIV, 64, ALU_REG, 0x3f, off(1), CPU_V4, "{dst} s/= {src}"),
  SMOD_IMM("smod", SMOD, 64, ALU_IMM, 0x97, off(1), CPU_V4, "{dst} s%= {imm}"),
  SMOD_REG("smod", SMOD, 64, ALU_REG, 0x9f, off(1), CPU_V4, "{dst} s%= {src}"),
  NEG("neg", NEGATE, 64, ALU_UNARY, 0x87, BASE, "{dst} = -{dst}"),
  MOVSX864("movsx864", SX8, 64, ALU_REG, 0xbf, off(8), CPU_V4, "{dst} = (s8){src}", "movs {dst}, {src}, 8"),
  MOVSX1664("movsx1664", SX16, 64, ALU_REG, 0xbf, off(16), CPU_V4, "{dst} = (s16){src}", "movs {dst}, {src}, 16"),
  MOVSX3264("movsx3264", SX32, 64, ALU_REG, 0xbf, off(32), CPU_V4, "{dst} = (s32){src}", "movs {dst}, {src}, 32"),
  ADDR_SPACE_CAST("addr_space_cast", CAST, 64, ADDRESS_CAST, 0xbf, off(1), ADDRESS_SPACE, "{dst} = addr_space_cast({src}, {hi16}, {lo16})"),

  // Arithmetic on the lower 32 bits; the upper 32 become zero.
  ADD32_IMM("add32", ADD, 32, ALU_IMM, 0x04, BASE, "{wdst} += {imm}"),
  ADD32_REG("add32", ADD, 32, ALU_REG, 0x0c, BASE, "{wdst} += {wsrc}"),
  SUB32_IMM("sub32", SUB, 32, ALU_IMM, 0x14, BASE, "{wdst} -= {imm}"),
  SUB32_REG("sub32", SUB, 32, ALU_REG, 0x1c, BASE, "{wdst} -= {wsrc}"),
  MUL32_IMM("mul32", MUL, 32, ALU_IMM, 0x24, BASE, "{wdst} *= {imm}"),
  MUL32_REG("mul32", MUL, 32, ALU_REG, 0x2c, BASE, "{wdst} *= {wsrc}"),
  DIV32_IMM("div32", DIV, 32, ALU_IMM, 0x34, BASE, "{wdst} /= {imm}"),
  DIV32_REG("div32", DIV, 32, ALU_REG, 0x3c, BASE, "{wdst} /= {wsrc}"),
  OR32_IMM("or32", OR, 32, ALU_IMM, 0x44, BASE, "{wdst} |= {imm}"),
  OR32_REG("or32", OR, 32, ALU_REG, 0x4c, BASE, "{wdst} |= {wsrc}"),
  AND32_IMM("and32", AND, 32, ALU_IMM, 0x54, BASE, "{wdst} &= {imm}"),
  AND32_REG("and32", AND, 32, ALU_REG, 0x5c, BASE, "{wdst} &= {wsrc}"),
  LSH32_IMM("lsh32", LSH, 32, ALU_IMM, 0x64, BASE, "{wdst} <<= {imm}"),
  LSH32_REG("lsh32", LSH, 32, ALU_REG, 0x6c, BASE, "{wdst} <<= {wsrc}"),
  RSH32_IMM("rsh32", RSH, 32, ALU_IMM, 0x74, BASE, "{wdst} >>= {imm}"),
  RSH32_REG("rsh32", RSH, 32, ALU_REG, 0x7c, BASE, "{wdst} >>= {wsrc}"),
  MOD32_IMM("mod32", MOD, 32, ALU_IMM, 0x94, BASE, "{wdst} %= {imm}"),
  MOD32_REG("mod32", MOD, 32, ALU_REG, 0x9c, BASE, "{wdst} %= {wsrc}"),
  XOR32_IMM("xor32", XOR, 32, ALU_IMM, 0xa4, BASE, "{wdst} ^= {imm}"),
  XOR32_REG("xor32", XOR, 32, ALU_REG, 0xac, BASE, "{wdst} ^= {wsrc}"),
  MOV32_IMM("mov32", MOV, 32, ALU_IMM, 0xb4, BASE, "{wdst} = {imm}"),
  MOV32_REG("mov32", MOV, 32, ALU_REG, 0xbc, BASE, "{wdst} = {wsrc}"),
  ARSH32_IMM("arsh32", ARSH, 32, ALU_IMM, 0xc4, BASE, "{wdst} s>>= {imm}"),
  ARSH32_REG("arsh32", ARSH, 32, ALU_REG, 0xcc, BASE, "{wdst} s>>= {wsrc}"),
  SDIV32_IMM("sdiv32", SDIV, 32, ALU_IMM, 0x34, off(1), CPU_V4, "{wdst} s/= {imm}"),
  SDIV32_REG("sdiv32", SDIV, 32, ALU_REG, 0x3c, off(1), CPU_V4, "{wdst} s/= {wsrc}"),
  SMOD32_IMM("smod32", SMOD, 32, ALU_IMM, 0x94, off(1), CPU_V4, "{wdst} s%= {imm}"),
  SMOD32_REG("smod32", SMOD, 32, ALU_REG, 0x9c, off(1), CPU_V4, "{wdst} s%= {wsrc}"),
  NEG32("neg32", NEGATE, 32, ALU_UNARY, 0x84, BASE, "{wdst} = -{wdst}"),
  MOVSX832("movsx832", SX8, 32, ALU_REG, 0xbc, off(8), CPU_V4, "{wdst} = (s8){wsrc}", "movs32 {dst}, {src}, 8"),
  MOVSX1632("movsx1632", SX16, 32, ALU_REG, 0xbc, off(16), CPU_V4, "{wdst} = (s16){wsrc}", "movs32 {dst}, {src}, 16"),

  // Byte order: to or from little and big endian, and unconditional.
  LE16("le16", TO_LE, 16, ALU_UNARY, 0xd4, imm(16), BASE, "{dst} = le16 {dst}", "endle {dst}, 16"),
  LE32("le32", TO_LE, 32, ALU_UNARY, 0xd4, imm(32), BASE, "{dst} = le32 {dst}", "endle {dst}, 32"),
  LE64("le64", TO_LE, 64, ALU_UNARY, 0xd4, imm(64), BASE, "{dst} = le64 {dst}", "endle {dst}, 64"),
  BE16("be16", TO_BE, 16, ALU_UNARY, 0xdc, imm(16), BASE, "{dst} = be16 {dst}", "endbe {dst}, 16"),
  BE32("be32", TO_BE, 32, ALU_UNARY, 0xdc, imm(32), BASE, "{dst} = be32 {dst}", "endbe {dst}, 32"),
  BE64("be64", TO_BE, 64, ALU_UNARY, 0xdc, imm(64), BASE, "{dst} = be64 {dst}", "endbe {dst}, 64"),
  BSWAP16("bswap16", SWAP, 16, ALU_UNARY, 0xd7, imm(16), CPU_V4, "{dst} = bswap16 {dst}", "bswap {dst}, 16"),
  BSWAP32("bswap32", SWAP, 32, ALU_UNARY, 0xd7, imm(32), CPU_V4, "{dst} = bswap32 {dst}", "bswap {dst}, 32"),
  BSWAP64("bswap64", SWAP, 64, ALU_UNARY, 0xd7, imm(64), CPU_V4, "{dst} = bswap64 {dst}", "bswap {dst}, 64"),

  // Conditional jumps on all 64 bits.
  JEQ_IMM("jeq", EQ, 64, JUMP_IMM, 0x15, BASE, "if {dst} == {imm} goto {target}"),
  JEQ_REG("jeq", EQ, 64, JUMP_REG, 0x1d, BASE, "if {dst} == {src} goto {target}"),
  JGT_IMM("jgt", GT, 64, JUMP_IMM, 0x25, BASE, "if {dst} > {imm} goto {target}"),
  JGT_REG("jgt", GT, 64, JUMP_REG, 0x2d, BASE, "if {dst} > {src} goto {target}"),
  JGE_IMM("jge", GE, 64, JUMP_IMM, 0x35, BASE, "if {dst} >= {imm} goto {target}"),
  JGE_REG("jge", GE, 64, JUMP_REG, 0x3d, BASE, "if {dst} >= {src} goto {target}"),
  JSET_IMM("jset", SET, 64, JUMP_IMM, 0x45, BASE, "if {dst} & {imm} goto {target}"),
  JSET_REG("jset", SET, 64, JUMP_REG, 0x4d, BASE, "if {dst} & {src} goto {target}"),
  JNE_IMM("jne", NE, 64, JUMP_IMM, 0x55, BASE, "if {dst} != {imm} goto {target}"),
  JNE_REG("jne", NE, 64, JUMP_REG, 0x5d, BASE, "if {dst} != {src} goto {target}"),
  JSGT_IMM("jsgt", SGT, 64, JUMP_IMM, 0x65, BASE, "if {dst} s> {imm} goto {target}"),
  JSGT_REG("jsgt", SGT, 64, JUMP_REG, 0x6d, BASE, "if {dst} s> {src} goto {target}"),
  JSGE_IMM("jsge", SGE, 64, JUMP_IMM, 0x75, BASE, "if {dst} s>= {imm} goto {target}"),
  JSGE_REG("jsge", SGE, 64, JUMP_REG, 0x7d, BASE, "if {dst} s>= {src} goto {target}"),
  JLT_IMM("jlt", LT, 64, JUMP_IMM, 0xa5, JUMP_LESS, "if {dst} < {imm} goto {target}"),
  JLT_REG("jlt", LT, 64, JUMP_REG, 0xad, JUMP_LESS, "if {dst} < {src} goto {target}"),
  JLE_IMM("jle", LE, 64, JUMP_IMM, 0xb5, JUMP_LESS, "if {dst} <= {imm} goto {target}"),
  JLE_REG("jle", LE, 64, JUMP_REG, 0xbd, JUMP_LESS, "if {dst} <= {src} goto {target}"),
  JSLT_IMM("jslt", SLT, 64, JUMP_IMM, 0xc5, JUMP_LESS, "if {dst} s< {imm} goto {target}"),
  JSLT_REG("jslt", SLT, 64, JUMP_REG, 0xcd, JUMP_LESS, "if {dst} s< {src} goto {target}"),
  JSLE_IMM("jsle", SLE, 64, JUMP_IMM, 0xd5, JUMP_LESS, "if {dst} s<= {imm} goto {target}"),
  JSLE_REG("jsle", SLE, 64, JUMP_REG, 0xdd, JUMP_LESS, "if {dst} s<= {src} goto {target}"),

  // Conditional jumps on the lower 32 bits.
  JEQ32_IMM("jeq32", EQ, 32, JUMP_IMM, 0x16, JUMP32, "if {wdst} == {imm} goto {target}"),
  JEQ32_REG("jeq32", EQ, 32, JUMP_REG, 0x1e, JUMP32, "if {wdst} == {wsrc} goto {target}"),
  JGT32_IMM("jgt32", GT, 32, JUMP_IMM, 0x26, JUMP32, "if {wdst} > {imm} goto {target}"),
  JGT32_REG("jgt32", GT, 32, JUMP_REG, 0x2e, JUMP32, "if {wdst} > {wsrc} goto {target}"),
  JGE32_IMM("jge32", GE, 32, JUMP_IMM, 0x36, JUMP32, "if {wdst} >= {imm} goto {target}"),
  JGE32_REG("jge32", GE, 32, JUMP_REG, 0x3e, JUMP32, "if {wdst} >= {wsrc} goto {target}"),
  JSET32_IMM("jset32", SET, 32, JUMP_IMM, 0x46, JUMP32, "if {wdst} & {imm} goto {target}"),
  JSET32_REG("jset32", SET, 32, JUMP_REG, 0x4e, JUMP32, "if {wdst} & {wsrc} goto {target}"),
  JNE32_IMM("jne32", NE, 32, JUMP_IMM, 0x56, JUMP32, "if {wdst} != {imm} goto {target}"),
  JNE32_REG("jne32", NE, 32, JUMP_REG, 0x5e, JUMP32, "if {wdst} != {wsrc} goto {target}"),
  JSGT32_IMM("jsgt32", SGT, 32, JUMP_IMM, 0x66, JUMP32, "if {wdst} s> {imm} goto {target}"),
  JSGT32_REG("jsgt32", SGT, 32, JUMP_REG, 0x6e, JUMP32, "if {wdst} s> {wsrc} goto {target}"),
  JSGE32_IMM("jsge32", SGE, 32, JUMP_IMM, 0x76, JUMP32, "if {wdst} s>= {imm} goto {target}"),
  JSGE32_REG("jsge32", SGE, 32, JUMP_REG, 0x7e, JUMP32, "if {wdst} s>= {wsrc} goto {target}"),
  JLT32_IMM("jlt32", LT, 32, JUMP_IMM, 0xa6, JUMP32, "if {wdst} < {imm} goto {target}"),
  JLT32_REG("jlt32", LT, 32, JUMP_REG, 0xae, JUMP32, "if {wdst} < {wsrc} goto {target}"),
  JLE32_IMM("jle32", LE, 32, JUMP_IMM, 0xb6, JUMP32, "if {wdst} <= {imm} goto {target}"),
  JLE32_REG("jle32", LE, 32, JUMP_REG, 0xbe, JUMP32, "if {wdst} <= {wsrc} goto {target}"),
  JSLT32_IMM("jslt32", SLT, 32, JUMP_IMM, 0xc6, JUMP32, "if {wdst} s< {imm} goto {target}"),
  JSLT32_REG("jslt32", SLT, 32, JUMP_REG, 0xce, JUMP32, "if {wdst} s< {wsrc} goto {target}"),
  JSLE32_IMM("jsle32", SLE, 32, JUMP_IMM, 0xd6, JUMP32, "if {wdst} s<= {imm} goto {target}"),
  JSLE32_REG("jsle32", SLE, 32, JUMP_REG, 0xde, JUMP32, "if {wdst} s<= {wsrc} goto {target}"),

  // Other jumps, calls and exit.
  JA("ja", ALWAYS, 64, JUMP, 0x05, BASE, "goto {target}"),
  GOTOL("gotol", ALWAYS, 64, JUMP_LONG, 0x06, CPU_V4, "gotol {target}", "jal {target}"),
  MAY_GOTO("may_goto", MAYBE, 64, JUMP, 0xe5, BOUNDED_GOTO, "may_goto {target}"),
  GOTO_OR_NOP("goto_or_nop", SWITCHED, 64, JUMP, 0xe5, src(1), SWITCHED_JUMP, "goto_or_nop {target}"),
  GOTOX("gotox", INDIRECT, 64, JUMP_ADDRESS, 0x0d, INDIRECT_JUMP, "gotox {dst}"),
  CALL("call", CALL_HELPER, 64, HELPER_ID, 0x85, BASE, "call {imm}"),
  CALL_LOCAL("call", CALL_SUBPROGRAM, 64, CALL_TARGET, 0x85, src(1), LOCAL_CALL, "call {target}"),
  CALL_KFUNC("call", CALL_KERNEL, 64, KFUNC_ID, 0x85, src(2), KFUNC, "call kfunc {imm}, {index}"),
  CALLX("callx", CALL_POINTER, 64, CALL_ADDRESS, 0x8d, CALL_REGISTER, "callx {dst}"),
  EXIT("exit", RETURN, 64, NO_OPERANDS, 0x95, BASE, "exit"),

  // Loads and stores.
  LDXB("ldxb", READ, 8, LOAD, 0x71, BASE, "{dst} = *(u8 *)({src} {off})"),
  LDXH("ldxh", READ, 16, LOAD, 0x69, BASE, "{dst} = *(u16 *)({src} {off})"),
  LDXW("ldxw", READ, 32, LOAD, 0x61, BASE, "{dst} = *(u32 *)({src} {off})"),
  LDXDW("ldxdw", READ, 64, LOAD, 0x79, BASE, "{dst} = *(u64 *)({src} {off})"),
  LDXSB("ldxsb", READ_SIGNED, 8, LOAD, 0x91, CPU_V4, "{dst} = *(s8 *)({src} {off})"),
  LDXSH("ldxsh", READ_SIGNED, 16, LOAD, 0x89, CPU_V4, "{dst} = *(s16 *)({src} {off})"),
  LDXSW("ldxsw", READ_SIGNED, 32, LOAD, 0x81, CPU_V4, "{dst} = *(s32 *)({src} {off})"),
  STB("stb", WRITE, 8, STORE_IMM, 0x72, BASE, "*(u8 *)({dst} {off}) = {imm}"),
  STH("sth", WRITE, 16, STORE_IMM, 0x6a, BASE, "*(u16 *)({dst} {off}) = {imm}"),
  STW("stw", WRITE, 32, STORE_IMM, 0x62, BASE, "*(u32 *)({dst} {off}) = {imm}"),
  STDW("stdw", WRITE, 64, STORE_IMM, 0x7a, BASE, "*(u64 *)({dst} {off}) = {imm}"),
  STXB("stxb", WRITE, 8, STORE_REG, 0x73, BASE, "*(u8 *)({dst} {off}) = {src}"),
  STXH("stxh", WRITE, 16, STORE_REG, 0x6b, BASE, "*(u16 *)({dst} {off}) = {src}"),
  STXW("stxw", WRITE, 32, STORE_REG, 0x63, BASE, "*(u32 *)({dst} {off}) = {src}"),
  STXDW("stxdw", WRITE, 64, STORE_REG, 0x7b, BASE, "*(u64 *)({dst} {off}) = {src}"),

  // Atomics: read, change, write as one step; those with F return the old value in src.
  AADD("aadd", ATOMIC_ADD, 64, ATOMIC, 0xdb, imm(0x00), BASE, "lock *(u64 *)({dst} {off}) += {src}"),
  AOR("aor", ATOMIC_OR, 64, ATOMIC, 0xdb, imm(0x40), ATOMIC_FETCH, "lock *(u64 *)({dst} {off}) |= {src}"),
  AAND("aand", ATOMIC_AND, 64, ATOMIC, 0xdb, imm(0x50), ATOMIC_FETCH, "lock *(u64 *)({dst} {off}) &= {src}"),
  AXOR("axor", ATOMIC_XOR, 64, ATOMIC, 0xdb, imm(0xa0), ATOMIC_FETCH, "lock *(u64 *)({dst} {off}) ^= {src}"),
  AFADD("afadd", FETCH_ADD, 64, ATOMIC, 0xdb, imm(0x01), ATOMIC_FETCH, "{src} = atomic_fetch_add((u64 *)({dst} {off}), {src})"),
  AFOR("afor", FETCH_OR, 64, ATOMIC, 0xdb, imm(0x41), ATOMIC_FETCH, "{src} = atomic_fetch_or((u64 *)({dst} {off}), {src})"),
  AFAND("afand", FETCH_AND, 64, ATOMIC, 0xdb, imm(0x51), ATOMIC_FETCH, "{src} = atomic_fetch_and((u64 *)({dst} {off}), {src})"),
  AFXOR("afxor", FETCH_XOR, 64, ATOMIC, 0xdb, imm(0xa1), ATOMIC_FETCH, "{src} = atomic_fetch_xor((u64 *)({dst} {off}), {src})"),
  AXCHG("axchg", EXCHANGE, 64, ATOMIC, 0xdb, imm(0xe1), ATOMIC_FETCH, "{src} = xchg_64({dst} {off}, {src})"),
  ACMP("acmp", COMPARE_EXCHANGE, 64, ATOMIC, 0xdb, imm(0xf1), ATOMIC_FETCH, "r0 = cmpxchg_64({dst} {off}, r0, {src})"),
  AADD32("aadd32", ATOMIC_ADD, 32, ATOMIC, 0xc3, imm(0x00), BASE, "lock *(u32 *)({dst} {off}) += {wsrc}"),
  AOR32("aor32", ATOMIC_OR, 32, ATOMIC, 0xc3, imm(0x40), ATOMIC_FETCH, "lock *(u32 *)({dst} {off}) |= {wsrc}"),
  AAND32("aand32", ATOMIC_AND, 32, ATOMIC, 0xc3, imm(0x50), ATOMIC_FETCH, "lock *(u32 *)({dst} {off}) &= {wsrc}"),
  AXOR32("axor32", ATOMIC_XOR, 32, ATOMIC, 0xc3, imm(0xa0), ATOMIC_FETCH, "lock *(u32 *)({dst} {off}) ^= {wsrc}"),
  AFADD32("afadd32", FETCH_ADD, 32, ATOMIC, 0xc3, imm(0x01), ATOMIC_FETCH, "{wsrc} = atomic_fetch_add((u32 *)({dst} {off}), {wsrc})"),
  AFOR32("afor32", FETCH_OR, 32, ATOMIC, 0xc3, imm(0x41), ATOMIC_FETCH, "{wsrc} = atomic_fetch_or((u32 *)({dst} {off}), {wsrc})"),
  AFAND32("afand32", FETCH_AND, 32, ATOMIC, 0xc3, imm(0x51), ATOMIC_FETCH, "{wsrc} = atomic_fetch_and((u32 *)({dst} {off}), {wsrc})"),
  AFXOR32("afxor32", FETCH_XOR, 32, ATOMIC, 0xc3, imm(0xa1), ATOMIC_FETCH, "{wsrc} = atomic_fetch_xor((u32 *)({dst} {off}), {wsrc})"),
  AXCHG32("axchg32", EXCHANGE, 32, ATOMIC, 0xc3, imm(0xe1), ATOMIC_FETCH, "{wsrc} = xchg32_32({dst} {off}, {wsrc})"),
  ACMP32("acmp32", COMPARE_EXCHANGE, 32, ATOMIC, 0xc3, imm(0xf1), ATOMIC_FETCH, "w0 = cmpxchg32_32({dst} {off}, w0, {wsrc})"),
  LDACQB("ldacqb", READ_ACQUIRE, 8, LOAD, 0xd3, imm(0x100), ACQUIRE_RELEASE, "{wdst} = load_acquire((u8 *)({src} {off}))"),
  LDACQH("ldacqh", READ_ACQUIRE, 16, LOAD, 0xcb, imm(0x100), ACQUIRE_RELEASE, "{wdst} = load_acquire((u16 *)({src} {off}))"),
  LDACQW("ldacqw", READ_ACQUIRE, 32, LOAD, 0xc3, imm(0x100), ACQUIRE_RELEASE, "{wdst} = load_acquire((u32 *)({src} {off}))"),
  LDACQDW("ldacqdw", READ_ACQUIRE, 64, LOAD, 0xdb, imm(0x100), ACQUIRE_RELEASE, "{dst} = load_acquire((u64 *)({src} {off}))"),
  STRELB("strelb", WRITE_RELEASE, 8, STORE_REG, 0xd3, imm(0x110), ACQUIRE_RELEASE, "store_release((u8 *)({dst} {off}), {wsrc})"),
  STRELH("strelh", WRITE_RELEASE, 16, STORE_REG, 0xcb, imm(0x110), ACQUIRE_RELEASE, "store_release((u16 *)({dst} {off}), {wsrc})"),
  STRELW("strelw", WRITE_RELEASE, 32, STORE_REG, 0xc3, imm(0x110), ACQUIRE_RELEASE, "store_release((u32 *)({dst} {off}), {wsrc})"),
  STRELDW("streldw", WRITE_RELEASE, 64, STORE_REG, 0xdb, imm(0x110), ACQUIRE_RELEASE, "store_release((u64 *)({dst} {off}), {src})"),

  // Packet loads of socket filters, network byte order, result in r0.
  LDABSB("ldabsb", READ_PACKET, 8, PACKET_ABS, 0x30, BASE, "r0 = *(u8 *)skb[{imm}]"),
  LDABSH("ldabsh", READ_PACKET, 16, PACKET_ABS, 0x28, BASE, "r0 = *(u16 *)skb[{imm}]"),
  LDABSW("ldabsw", READ_PACKET, 32, PACKET_ABS, 0x20, BASE, "r0 = *(u32 *)skb[{imm}]"),
  LDINDB("ldindb", READ_PACKET, 8, PACKET_IND, 0x50, BASE, "r0 = *(u8 *)skb[{src} + {imm}]"),
  LDINDH("ldindh", READ_PACKET, 16, PACKET_IND, 0x48, BASE, "r0 = *(u16 *)skb[{src} + {imm}]"),
  LDINDW("ldindw", READ_PACKET, 32, PACKET_IND, 0x40, BASE, "r0 = *(u32 *)skb[{src} + {imm}]"),

  // 64-bit constants in two slots; src says what the constant stands for.
  LDDW("lddw", CONSTANT, 64, WIDE_IMM, 0x18, BASE, "{dst} = {imm} ll"),
  LDDW_MAP_FD("lddw", MAP, 64, WIDE_MAP, 0x18, src(1), BASE, "{dst} = map_fd {lo32} ll", "lddw {dst}, map_fd {lo32}"),
  LDDW_MAP_VALUE("lddw", MAP_CONTENT, 64, WIDE_PAIR, 0x18, src(2), MAP_VALUE, "{dst} = map_value {lo32}, {hi32} ll", "lddw {dst}, map_value {lo32}, {hi32}"),
  LDDW_BTF_ID("lddw", KERNEL_VARIABLE, 64, WIDE_PAIR, 0x18, src(3), VARIABLE_ADDRESS, "{dst} = btf_id {lo32}, {hi32} ll", "lddw {dst}, btf_id {lo32}, {hi32}"),
  LDDW_FUNC("lddw", SUBPROGRAM, 64, WIDE_TARGET, 0x18, src(4), FUNCTION_ADDRESS, "{dst} = func {target} ll", "lddw {dst}, func {target}"),
  LDDW_MAP_IDX("lddw", MAP, 64, WIDE_MAP, 0x18, src(5), MAP_INDEX, "{dst} = map_idx {lo32} ll", "lddw {dst}, map_idx {lo32}"),
  LDDW_MAP_IDX_VALUE("lddw", MAP_CONTENT, 64, WIDE_PAIR, 0x18, src(6), MAP_INDEX, "{dst} = map_idx_value {lo32}, {hi32} ll", "lddw {dst}, map_idx_value {lo32}, {hi32}");
  // spotless:on

  private static final Op[] ALL = values();
  private static final List<Op> LIST = List.of(ALL);
  private static final Op[][] BY_OPCODE = index();

  private static final int ARGUMENTS = 0b11_1110;
  private static final int R0 = 1;
  private static final int R6 = 1 << 6;

  private final String mnemonic;
  private final Operation operation;
  private final int width;
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

  Op(
      String mnemonic,
      Operation operation,
      int width,
      Format format,
      int opcode,
      Feature feature,
      String llvm) {
    this(mnemonic, operation, width, format, opcode, 0, feature, llvm, "");
  }

  Op(
      String mnemonic,
      Operation operation,
      int width,
      Format format,
      int opcode,
      Feature feature,
      String llvm,
      String gnu) {
    this(mnemonic, operation, width, format, opcode, 0, feature, llvm, gnu);
  }

  Op(
      String mnemonic,
      Operation operation,
      int width,
      Format format,
      int opcode,
      long fixed,
      Feature feature,
      String llvm) {
    this(mnemonic, operation, width, format, opcode, fixed, feature, llvm, "");
  }

  Op(
      String mnemonic,
      Operation operation,
      int width,
      Format format,
      int opcode,
      long fixed,
      Feature feature,
      String llvm,
      String gnu) {
    this.mnemonic = mnemonic;
    this.operation = operation;
    this.width = width;
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

  /** {@return what it does} */
  public Operation operation() {
    return operation;
  }

  /**
   * {@return in how many bits it does that: 32 or 64 of a register; 8, 16, 32 or 64 of memory and
   * of a change of byte order}
   */
  public int width() {
    return width;
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
    return operation == RETURN || operation == ALWAYS || operation == INDIRECT;
  }

  /**
   * {@return how many slots the target of the instruction {@code word} is from the slot behind the
   * instruction's first; 0 where it has none}
   */
  public int distance(long word) {
    if (format.immediate().isTarget()) {
      return Words.imm(word);
    }
    return format.offset() == Offset.SLOTS ? Words.off(word) : 0;
  }

  /** {@return whether its target is a function, not a place of its own function} */
  public boolean namesFunction() {
    return operation == CALL_SUBPROGRAM || operation == SUBPROGRAM;
  }

  /** {@return whether it is a conditional jump} */
  public boolean isCondition() {
    return operation.kind() == Operation.Kind.CONDITION;
  }

  /** {@return whether it needs the value of the destination register} */
  public boolean readsDst() {
    return switch (operation.kind()) {
      case ALU, UNARY, CONDITION, STORE, ATOMIC -> true;
      case CALL -> operation == CALL_POINTER;
      case JUMP -> operation == INDIRECT;
      case MOVE, RETURN, LOAD, PACKET, CONSTANT -> false;
    };
  }

  /** {@return whether it gives the destination register a value} */
  public boolean writesDst() {
    return switch (operation.kind()) {
      case ALU, MOVE, UNARY, LOAD, CONSTANT -> true;
      case CONDITION, JUMP, CALL, RETURN, STORE, ATOMIC, PACKET -> false;
    };
  }

  /** {@return whether it needs the value of the source register} */
  public boolean readsSrc() {
    return format.has(Field.SRC);
  }

  /** {@return whether it gives the source register a value, the old one of memory} */
  public boolean writesSrc() {
    return operation.fetches() && operation != COMPARE_EXCHANGE;
  }

  /**
   * {@return the registers whose values the instruction {@code word} needs, as bits: bit n is
   * register n} Which arguments a call takes is not in this table.
   */
  public int reads(long word) {
    int implicit =
        switch (operation) {
          case COMPARE_EXCHANGE, RETURN -> R0;
          case READ_PACKET -> R6;
          default -> 0;
        };
    return implicit
        | (readsDst() ? 1 << Words.dst(word) : 0)
        | (readsSrc() ? 1 << Words.src(word) : 0);
  }

  /** {@return the registers that the instruction {@code word} gives a value, as bits} */
  public int writes(long word) {
    boolean givesR0 = clobbers() != 0 || operation == COMPARE_EXCHANGE;
    return (givesR0 ? R0 : 0)
        | (writesDst() ? 1 << Words.dst(word) : 0)
        | (writesSrc() ? 1 << Words.src(word) : 0);
  }

  /** {@return the registers that have no value after it, those of arguments, as bits} */
  public int clobbers() {
    return operation.kind() == Operation.Kind.CALL || operation == READ_PACKET ? ARGUMENTS : 0;
  }

  /** {@return the field with the register whose memory it reads or writes} */
  public Optional<Field> base() {
    return switch (operation.kind()) {
      case LOAD -> Optional.of(Field.SRC);
      case STORE, ATOMIC -> Optional.of(Field.DST);
      case ALU, MOVE, UNARY, CONDITION, JUMP, CALL, RETURN, PACKET, CONSTANT -> Optional.empty();
    };
  }

  /** {@return the jump that is taken exactly when this one is not; a test of bits has none} */
  public Optional<Op> opposite() {
    return Opposites.OF.get(ordinal());
  }

  /** The opposites by place in the table: builders ask for one at every block. */
  private static final class Opposites {
    private static final List<Optional<Op>> OF = find();

    private static List<Optional<Op>> find() {
      List<Optional<Op>> found = new ArrayList<>(ALL.length);
      for (Op op : ALL) {
        Operation other = op.operation.opposite();
        found.add(other == op.operation ? Optional.empty() : op.sibling(other, op.width));
      }
      return found;
    }
  }

  /**
   * {@return the instruction that does {@code other} in {@code bits} to the same operands, if there
   * is one}
   */
  public Optional<Op> sibling(Operation other, int bits) {
    for (Op op : ALL) {
      if (op.operation == other && op.width == bits && op.format == format) {
        return op.present;
      }
    }
    return Optional.empty();
  }

  /** {@return how many slots it takes, 1 or 2} */
  public int slots() {
    return slots;
  }

  /** {@return how many bytes of memory a load, a store or an atomic accesses: 1, 2, 4 or 8} */
  public int accessSize() {
    return width / Byte.SIZE;
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

  /**
   * {@return the kernel's name of what it does, among the bits of opcodes or of an atomic's
   * immediate: {@code BPF_ADD}, {@code BPF_JEQ}, {@code BPF_ADD | BPF_FETCH}}
   */
  public String macroName() {
    return MacroForm.name(this);
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
