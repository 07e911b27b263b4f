package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.Callee;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes bytecode in terms of registers and constants. */
final class BytecodeEmitter {
  private final MethodVisitor out;
  private final MicroCode code;
  private final Locals locals;
  private final Object[] frame;

  /** Where the last frame is: there is at most one for each place. */
  private int lastFrame = -1;

  BytecodeEmitter(MethodVisitor out, MicroCode code, Locals locals) {
    this.out = out;
    this.code = code;
    this.locals = locals;
    this.frame = locals.frame();
  }

  MethodVisitor out() {
    return out;
  }

  MicroCode code() {
    return code;
  }

  Locals locals() {
    return locals;
  }

  /** Control may come here with an empty operand stack. */
  void label(Label label) {
    out.visitLabel(label);
    if (label.getOffset() != lastFrame) {
      lastFrame = label.getOffset();
      out.visitFrame(Opcodes.F_NEW, frame.length, frame, 0, new Object[0]);
    }
  }

  void op(int opcode) {
    out.visitInsn(opcode);
  }

  void load(int opcode, int local) {
    out.visitVarInsn(opcode, local);
  }

  void jump(int opcode, Label label) {
    out.visitJumpInsn(opcode, label);
  }

  void machine() {
    load(ALOAD, locals.machine);
  }

  /** Pushes a register or a constant. */
  void push(int operand) {
    if (MicroCode.isConstant(operand)) {
      pushLong(code.constant(operand));
    } else {
      load(LLOAD, locals.register(operand));
    }
  }

  /** Pushes the lower half of a register or a constant. */
  void pushLow(int operand) {
    if (MicroCode.isConstant(operand)) {
      pushInt((int) code.constant(operand));
    } else {
      load(LLOAD, locals.register(operand));
      op(L2I);
    }
  }

  /** Makes what is on the stack the value of a register. */
  void pop(int register) {
    load(LSTORE, locals.register(register));
  }

  /** As {@link #pop} with an int, the upper half zero. */
  void popLow(int register) {
    op(I2L);
    pushLong(0xffff_ffffL);
    op(LAND);
    pop(register);
  }

  void pushLong(long value) {
    if (value == 0 || value == 1) {
      op(value == 0 ? LCONST_0 : LCONST_1);
    } else if (value == (short) value) {
      pushInt((int) value);
      op(I2L);
    } else {
      out.visitLdcInsn(value);
    }
  }

  void pushInt(int value) {
    if (value >= -1 && value <= 5) {
      op(ICONST_0 + value);
    } else if (value == (byte) value) {
      out.visitIntInsn(BIPUSH, value);
    } else if (value == (short) value) {
      out.visitIntInsn(SIPUSH, value);
    } else {
      out.visitLdcInsn(value);
    }
  }

  void call(Callee callee) {
    callee.call(out);
  }
}
