package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import java.util.Optional;
import org.objectweb.asm.Label;

/**
 * The bytes of a register, swapped for a jump that compares them with a constant: as filters do.
 * The jump compares what was there before with the constant swapped, and HotSpot leaves out the
 * swap where nothing else needs it.
 *
 * @param register the register that the instruction changes
 * @param source the register that it swaps the lower bytes of
 * @param bytes how many: 2, 4 or 8
 */
record Swapped(int register, int source, int bytes) {

  /** {@return the swap in {@code slot}, if it is one and a jump follows} */
  static Optional<Swapped> at(MicroCode code, int slot) {
    long word = code.words()[slot];
    int bytes = bytes(MicroCode.micro(word));
    return bytes > 0 && MicroFlow.isJump(MicroCode.micro(code.words()[slot + 1]))
        ? Optional.of(new Swapped(MicroCode.a(word), MicroCode.b(word), bytes))
        : Optional.empty();
  }

  private static int bytes(int micro) {
    return switch (micro) {
      case Micro.SWAP16 -> 2;
      case Micro.SWAP32 -> 4;
      case Micro.SWAP64 -> 8;
      default -> 0;
    };
  }

  /** Keeps what is to be swapped. */
  void keep(BytecodeEmitter emit) {
    emit.push(source);
    emit.load(LSTORE, emit.locals().address);
  }

  /** {@return whether it has compiled the jump, which it can if that is one of equality or bits} */
  boolean jumpIf(BytecodeEmitter emit, int micro, int a, int b, Label label) {
    if (a != register || !MicroCode.isConstant(b)) {
      return false;
    }
    long constant = emit.code().constant(b);
    return switch (micro) {
      case Micro.JEQ -> equal(emit, constant, IFEQ, label);
      case Micro.JNE -> equal(emit, constant, IFNE, label);
      case Micro.JSET -> bits(emit, constant, label);
      default -> false;
    };
  }

  private boolean equal(BytecodeEmitter emit, long constant, int opcode, Label label) {
    if ((constant & ~mask()) != 0) {
      return false;
    }
    emit.load(LLOAD, emit.locals().address);
    emit.pushLong(mask());
    emit.op(LAND);
    emit.pushLong(swap(constant));
    emit.op(LCMP);
    emit.jump(opcode, label);
    return true;
  }

  private boolean bits(BytecodeEmitter emit, long constant, Label label) {
    emit.load(LLOAD, emit.locals().address);
    emit.pushLong(swap(constant));
    emit.op(LAND);
    emit.op(LCONST_0);
    emit.op(LCMP);
    emit.jump(IFNE, label);
    return true;
  }

  private long mask() {
    return -1L >>> Long.SIZE - bytes * Byte.SIZE;
  }

  /** Of the lower bytes alone. */
  private long swap(long value) {
    return Long.reverseBytes(value) >>> Long.SIZE - bytes * Byte.SIZE;
  }
}
