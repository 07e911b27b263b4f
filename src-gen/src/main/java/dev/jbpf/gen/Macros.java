package dev.jbpf.gen;

import java.util.List;

/**
 * The macros of the kernel's {@code include/linux/filter.h} that user programs use: name,
 * parameters in the kernel's order, and the element that they stand for.
 */
final class Macros {
  private Macros() {}

  /**
   * A macro.
   *
   * @param name as in C
   * @param parameters types and names; a type {@code Target} stands for a distance in slots, the
   *     name of a label, and a label: three methods
   * @param body a call of a method of {@code Elements}
   * @param doc what the instruction does, in the kernel's notation
   */
  record Macro(String name, String parameters, String body, String doc) {}

  static final List<Macro> ALL =
      List.of(
          of(
              "BPF_ALU64_REG",
              "AluOp op, Reg dst, Reg src",
              "insn(op.reg64(), dst, src, 0, 0)",
              "dst op= src"),
          of(
              "BPF_ALU64_IMM",
              "AluOp op, Reg dst, int imm",
              "insn(op.imm64(), dst, Reg.R0, 0, imm)",
              "dst op= imm"),
          of(
              "BPF_ALU32_REG",
              "AluOp op, Reg dst, Reg src",
              "insn(op.reg32(), dst, src, 0, 0)",
              "(u32) dst op= (u32) src"),
          of(
              "BPF_ALU32_IMM",
              "AluOp op, Reg dst, int imm",
              "insn(op.imm32(), dst, Reg.R0, 0, imm)",
              "(u32) dst op= imm"),
          of(
              "BPF_ALU64_REG_OFF",
              "AluOp op, Reg dst, Reg src, int off",
              "variant(op.reg64(), dst, src, off, 0)",
              "dst op= src; off 1 makes DIV and MOD signed, 8, 16 or 32 make MOV extend a sign"),
          of(
              "BPF_ALU64_IMM_OFF",
              "AluOp op, Reg dst, int imm, int off",
              "variant(op.imm64(), dst, Reg.R0, off, imm)",
              "dst op= imm; off 1 makes DIV and MOD signed"),
          of(
              "BPF_ALU32_REG_OFF",
              "AluOp op, Reg dst, Reg src, int off",
              "variant(op.reg32(), dst, src, off, 0)",
              "(u32) dst op= (u32) src; off as for BPF_ALU64_REG_OFF"),
          of(
              "BPF_ALU32_IMM_OFF",
              "AluOp op, Reg dst, int imm, int off",
              "variant(op.imm32(), dst, Reg.R0, off, imm)",
              "(u32) dst op= imm; off 1 makes DIV and MOD signed"),
          of("BPF_MOV64_REG", "Reg dst, Reg src", "insn(Op.MOV_REG, dst, src, 0, 0)", "dst = src"),
          of(
              "BPF_MOV64_IMM",
              "Reg dst, int imm",
              "insn(Op.MOV_IMM, dst, Reg.R0, 0, imm)",
              "dst = imm"),
          of(
              "BPF_MOV32_REG",
              "Reg dst, Reg src",
              "insn(Op.MOV32_REG, dst, src, 0, 0)",
              "(u32) dst = (u32) src"),
          of(
              "BPF_MOV32_IMM",
              "Reg dst, int imm",
              "insn(Op.MOV32_IMM, dst, Reg.R0, 0, imm)",
              "(u32) dst = imm"),
          of(
              "BPF_MOVSX64_REG",
              "Reg dst, Reg src, int off",
              "variant(Op.MOV_REG, dst, src, off, 0)",
              "dst = (s8, s16 or s32) src for off 8, 16 or 32"),
          of(
              "BPF_MOVSX32_REG",
              "Reg dst, Reg src, int off",
              "variant(Op.MOV32_REG, dst, src, off, 0)",
              "(u32) dst = (s8 or s16) src for off 8 or 16"),
          of(
              "BPF_ENDIAN",
              "int type, Reg dst, int len",
              "endian(type, dst, len)",
              "dst = len bits of dst, to little or big endian: type BPF_TO_LE or BPF_TO_BE"),
          of(
              "BPF_BSWAP",
              "Reg dst, int len",
              "swap(BPF_ALU64 | BPF_END, dst, len)",
              "dst = len bits of dst, bytes reversed"),
          of(
              "BPF_ADDR_SPACE_CAST",
              "Reg dst, Reg src, int to, int from",
              "insn(Op.ADDR_SPACE_CAST, dst, src, 0, ElementParts.pair16(to, from))",
              "dst = src, cast from one address space to another"),
          of(
              "BPF_LD_IMM64",
              "Reg dst, long imm",
              "insn(Op.LDDW, dst, Reg.R0, 0, imm)",
              "dst = imm, 64 bits"),
          of(
              "BPF_LD_IMM64_RAW",
              "Reg dst, int src, long imm",
              "wide(dst, src, imm)",
              "dst = what imm stands for; src is a BPF_PSEUDO_* number"),
          of(
              "BPF_LD_MAP_FD",
              "Reg dst, int mapFd",
              "insn(Op.LDDW_MAP_FD, dst, Reg.R0, 0, mapFd)",
              "dst = the map of that descriptor"),
          of(
              "BPF_LD_MAP_FD",
              "Reg dst, String map",
              "map(dst, map)",
              "dst = the map of that name, whose descriptor is filled in at load time"),
          of(
              "BPF_LD_MAP_FD",
              "Reg dst, MapDef<?, ?> map",
              "map(dst, map.name())",
              "dst = the map, whose descriptor is filled in at load time"),
          of(
              "BPF_LD_MAP_VALUE",
              "Reg dst, int mapFd, int off",
              "insn(Op.LDDW_MAP_VALUE, dst, Reg.R0, 0, ElementParts.pair32(mapFd, off))",
              "dst = address of byte off of the value of the map of that descriptor"),
          of(
              "BPF_LD_MAP_VALUE",
              "Reg dst, String map, int off",
              "mapValue(dst, map, off)",
              "dst = address of byte off of the value of the map of that name"),
          of(
              "BPF_LD_MAP_VALUE",
              "Reg dst, MapDef<?, ?> map, int off",
              "mapValue(dst, map.name(), off)",
              "dst = address of byte off of the value of the map"),
          of(
              "BPF_LD_MAP_IDX",
              "Reg dst, int index",
              "insn(Op.LDDW_MAP_IDX, dst, Reg.R0, 0, index)",
              "dst = the map of that index in the descriptors given at load time"),
          of(
              "BPF_LD_MAP_IDX_VALUE",
              "Reg dst, int index, int off",
              "insn(Op.LDDW_MAP_IDX_VALUE, dst, Reg.R0, 0, ElementParts.pair32(index, off))",
              "dst = address of byte off of the value of the map of that index"),
          of(
              "BPF_LD_BTF_ID",
              "Reg dst, int id, int btfFd",
              "insn(Op.LDDW_BTF_ID, dst, Reg.R0, 0, ElementParts.pair32(id, btfFd))",
              "dst = address of the kernel's variable of that BTF id"),
          of(
              "BPF_LD_FUNC",
              "Reg dst, Target target",
              "branch(Op.LDDW_FUNC, dst, Reg.R0, 0, target)",
              "dst = address of the subprogram at target"),
          of(
              "BPF_LD_ABS",
              "Width size, int imm",
              "insn(size.ldabs(), Reg.R0, Reg.R0, 0, imm)",
              "R0 = *(uint *) (skb->data + imm), in host byte order"),
          of(
              "BPF_LD_IND",
              "Width size, Reg src, int imm",
              "insn(size.ldind(), Reg.R0, src, 0, imm)",
              "R0 = *(uint *) (skb->data + src + imm), in host byte order"),
          of(
              "BPF_LDX_MEM",
              "Width size, Reg dst, Reg src, int off",
              "insn(size.ldx(), dst, src, off, 0)",
              "dst = *(uint *) (src + off)"),
          of(
              "BPF_LDX_MEMSX",
              "Width size, Reg dst, Reg src, int off",
              "insn(size.ldsx(), dst, src, off, 0)",
              "dst = *(int *) (src + off)"),
          of(
              "BPF_STX_MEM",
              "Width size, Reg dst, Reg src, int off",
              "insn(size.stx(), dst, src, off, 0)",
              "*(uint *) (dst + off) = src"),
          of(
              "BPF_ST_MEM",
              "Width size, Reg dst, int off, int imm",
              "insn(size.st(), dst, Reg.R0, off, imm)",
              "*(uint *) (dst + off) = imm"),
          of(
              "BPF_STX_XADD",
              "Width size, Reg dst, Reg src, int off",
              "atomic(size, AtomicOp.ADD, dst, src, off)",
              "*(uint *) (dst + off) += src, as one step; the older name of BPF_ATOMIC_OP"),
          of(
              "BPF_ATOMIC_OP",
              "Width size, AluOp op, Reg dst, Reg src, int off",
              "atomic(size, Elements.atomic(op), dst, src, off)",
              "*(uint *) (dst + off) op= src, as one step: ADD, AND, OR or XOR"),
          of(
              "BPF_ATOMIC_OP",
              "Width size, AtomicOp op, Reg dst, Reg src, int off",
              "atomic(size, op, dst, src, off)",
              "as one step, an operation that returns the old value, or a load or store with order"),
          of(
              "BPF_JMP_REG",
              "JumpOp op, Reg dst, Reg src, Target target",
              "branch(op.reg64(), dst, src, 0, target)",
              "if (dst op src) goto target"),
          of(
              "BPF_JMP_IMM",
              "JumpOp op, Reg dst, int imm, Target target",
              "branch(op.imm64(), dst, Reg.R0, imm, target)",
              "if (dst op imm) goto target"),
          of(
              "BPF_JMP32_REG",
              "JumpOp op, Reg dst, Reg src, Target target",
              "branch(op.reg32(), dst, src, 0, target)",
              "if ((u32) dst op (u32) src) goto target"),
          of(
              "BPF_JMP32_IMM",
              "JumpOp op, Reg dst, int imm, Target target",
              "branch(op.imm32(), dst, Reg.R0, imm, target)",
              "if ((u32) dst op imm) goto target"),
          of(
              "BPF_JMP_A",
              "Target target",
              "branch(Op.JA, Reg.R0, Reg.R0, 0, target)",
              "goto target, at most 32767 slots away"),
          of(
              "BPF_JMP32_A",
              "Target target",
              "branch(Op.GOTOL, Reg.R0, Reg.R0, 0, target)",
              "goto target, any distance"),
          of(
              "BPF_MAY_GOTO",
              "Target target",
              "branch(Op.MAY_GOTO, Reg.R0, Reg.R0, 0, target)",
              "goto target once the kernel's patience with the loop is over"),
          of(
              "BPF_GOTO_OR_NOP",
              "Target target",
              "branch(Op.GOTO_OR_NOP, Reg.R0, Reg.R0, 0, target)",
              "goto target, or on, whichever it was switched to"),
          of(
              "BPF_JMP_REG_A",
              "Reg dst",
              "insn(Op.GOTOX, dst, Reg.R0, 0, 0)",
              "goto the instruction whose address dst holds"),
          of(
              "BPF_CALL_REL",
              "Target target",
              "branch(Op.CALL_LOCAL, Reg.R0, Reg.R0, 0, target)",
              "call of the subprogram at target"),
          of(
              "BPF_EMIT_CALL",
              "Helper helper",
              "insn(Op.CALL, Reg.R0, Reg.R0, 0, helper.value())",
              "call of a helper"),
          of(
              "BPF_EMIT_CALL",
              "int id",
              "insn(Op.CALL, Reg.R0, Reg.R0, 0, id)",
              "call of the helper of that number"),
          of(
              "BPF_CALL_KFUNC",
              "int off, int imm",
              "insn(Op.CALL_KFUNC, Reg.R0, Reg.R0, off, imm)",
              "call of the kernel function of BTF id imm, of module off"),
          of("BPF_EXIT_INSN", "", "insn(Op.EXIT, Reg.R0, Reg.R0, 0, 0)", "return R0"),
          of(
              "BPF_RAW_INSN",
              "int code, int dst, int src, int off, int imm",
              "raw(code, dst, src, off, imm)",
              "a slot of these fields, instruction or not"),
          of(
              "BPF_RAW_INSN",
              "int code, Reg dst, Reg src, int off, int imm",
              "raw(code, dst.number(), src.number(), off, imm)",
              "a slot of these fields, instruction or not"),
          of(
              "BPF_RAW_INSN",
              "int code, int dst, int src, int off, Helper imm",
              "raw(code, dst, src, off, imm.value())",
              "a slot of these fields: BPF_RAW_INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_…)"));

  /** The bits of opcodes that are plain numbers here; operations and sizes are typed. */
  static final List<String> NUMBERS =
      List.of(
          "BPF_LD 0x00",
          "BPF_LDX 0x01",
          "BPF_ST 0x02",
          "BPF_STX 0x03",
          "BPF_ALU 0x04",
          "BPF_JMP 0x05",
          "BPF_JMP32 0x06",
          "BPF_ALU64 0x07",
          "BPF_IMM 0x00",
          "BPF_ABS 0x20",
          "BPF_IND 0x40",
          "BPF_MEM 0x60",
          "BPF_MEMSX 0x80",
          "BPF_ATOMIC 0xc0",
          "BPF_XADD 0xc0",
          "BPF_K 0x00",
          "BPF_X 0x08",
          "BPF_END 0xd0",
          "BPF_TO_LE 0x00",
          "BPF_TO_BE 0x08",
          "BPF_JA 0x00",
          "BPF_CALL 0x80",
          "BPF_EXIT 0x90",
          "BPF_JCOND 0xe0",
          "BPF_PSEUDO_MAP_FD 1",
          "BPF_PSEUDO_MAP_VALUE 2",
          "BPF_PSEUDO_BTF_ID 3",
          "BPF_PSEUDO_FUNC 4",
          "BPF_PSEUDO_MAP_IDX 5",
          "BPF_PSEUDO_MAP_IDX_VALUE 6",
          "BPF_PSEUDO_CALL 1",
          "BPF_PSEUDO_KFUNC_CALL 2");

  private static Macro of(String name, String parameters, String body, String doc) {
    return new Macro(name, parameters, body, doc);
  }
}
