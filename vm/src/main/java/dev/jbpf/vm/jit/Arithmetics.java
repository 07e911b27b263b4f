package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.jit.callee.Callee;

/** Compiles what only changes a register. */
final class Arithmetics {

  private final BytecodeEmitter emit;

  Arithmetics(BytecodeEmitter emit) {
    this.emit = emit;
  }

  /** Compiles {@code micro}, which changes register {@code a} only. */
  void compile(int micro, int a, int b) {
    switch (micro) {
      case Micro.ADD -> binary(LADD, a, b);
      case Micro.SUB -> binary(LSUB, a, b);
      case Micro.MUL -> binary(LMUL, a, b);
      case Micro.OR -> binary(LOR, a, b);
      case Micro.AND -> binary(LAND, a, b);
      case Micro.XOR -> binary(LXOR, a, b);
      case Micro.LSH -> shift(LSHL, a, b);
      case Micro.RSH -> shift(LUSHR, a, b);
      case Micro.ARSH -> shift(LSHR, a, b);
      case Micro.DIV -> division(Callee.DIVIDE, a, b);
      case Micro.MOD -> division(Callee.MODULO, a, b);
      case Micro.SDIV -> division(Callee.DIVIDE_SIGNED, a, b);
      case Micro.SMOD -> division(Callee.MODULO_SIGNED, a, b);
      case Micro.DIV32 -> division(Callee.DIVIDE32, a, b);
      case Micro.MOD32 -> division(Callee.MODULO32, a, b);
      case Micro.SDIV32 -> division(Callee.DIVIDE_SIGNED32, a, b);
      case Micro.SMOD32 -> division(Callee.MODULO_SIGNED32, a, b);
      case Micro.MOV, Micro.WIDE -> unary(a, b);
      case Micro.NEG -> unary(a, b, LNEG);
      case Micro.MOVSX8 -> unary(a, b, L2I, I2B, I2L);
      case Micro.MOVSX16 -> unary(a, b, L2I, I2S, I2L);
      case Micro.MOVSX32 -> unary(a, b, L2I, I2L);
      case Micro.ADD32 -> binary32(IADD, a, b);
      case Micro.SUB32 -> binary32(ISUB, a, b);
      case Micro.MUL32 -> binary32(IMUL, a, b);
      case Micro.OR32 -> binary32(IOR, a, b);
      case Micro.AND32 -> binary32(IAND, a, b);
      case Micro.XOR32 -> binary32(IXOR, a, b);
      case Micro.LSH32 -> binary32(ISHL, a, b);
      case Micro.RSH32 -> binary32(IUSHR, a, b);
      case Micro.ARSH32 -> binary32(ISHR, a, b);
      case Micro.MOV32, Micro.CUT32 -> unary32(a, b);
      case Micro.NEG32 -> unary32(a, b, INEG);
      case Micro.MOVSX8_32 -> unary32(a, b, I2B);
      case Micro.MOVSX16_32 -> unary32(a, b, I2S);
      case Micro.CUT16 -> unary32(a, b, I2C);
      case Micro.SWAP16 -> swap16(a, b);
      case Micro.SWAP32 -> swap32(a, b);
      case Micro.SWAP64 -> swap64(a, b);
      default -> throw new AssertionError("no arithmetic: " + micro);
    }
  }

  private void binary(int opcode, int a, int b) {
    emit.push(a);
    emit.push(b);
    emit.op(opcode);
    emit.pop(a);
  }

  /** The JVM takes the distance modulo 64, as the instruction set does. */
  private void shift(int opcode, int a, int b) {
    emit.push(a);
    emit.pushLow(b);
    emit.op(opcode);
    emit.pop(a);
  }

  private void division(Callee division, int a, int b) {
    emit.push(a);
    emit.push(b);
    emit.call(division);
    emit.pop(a);
  }

  private void unary(int a, int b, int... opcodes) {
    emit.push(b);
    for (int opcode : opcodes) {
      emit.op(opcode);
    }
    emit.pop(a);
  }

  private void binary32(int opcode, int a, int b) {
    emit.pushLow(a);
    emit.pushLow(b);
    emit.op(opcode);
    emit.popLow(a);
  }

  private void unary32(int a, int b, int... opcodes) {
    emit.pushLow(b);
    for (int opcode : opcodes) {
      emit.op(opcode);
    }
    emit.popLow(a);
  }

  private void swap16(int a, int b) {
    emit.pushLow(b);
    emit.op(I2S);
    emit.call(Callee.REVERSE2);
    emit.op(I2C);
    emit.popLow(a);
  }

  private void swap32(int a, int b) {
    emit.pushLow(b);
    emit.call(Callee.REVERSE4);
    emit.popLow(a);
  }

  private void swap64(int a, int b) {
    emit.push(b);
    emit.call(Callee.REVERSE8);
    emit.pop(a);
  }
}
