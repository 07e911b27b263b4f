package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.Callee;
import dev.jbpf.vm.jit.callee.CalleeField;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import dev.jbpf.vm.jit.flow.MicroFlow;
import dev.jbpf.vm.jit.flow.Offsets;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * A second method for a program that leaves its machine as it finds it. A run of it has nothing to
 * reset, and when it finds an access outside of what r1 points to, begins again in the first one,
 * which finds the region or the fault.
 *
 * <p>Registers that point from r1 on hold {@link Offsets} instead, and r1 itself zero: HotSpot sees
 * most indexes as constants. Loads from there have no check but the JVM's own.
 */
final class PureBody extends MethodBody {
  static final String NAME = "pure";
  static final String DESCRIPTOR = "(" + MACHINE + Locals.BYTES + ")J";

  private static final String OUTSIDE = Type.getInternalName(IndexOutOfBoundsException.class);

  private final Offsets offsets;
  private final int used;

  PureBody(
      MethodVisitor out,
      MicroCode code,
      CompiledFunction function,
      Offsets offsets,
      CallSites calls) {
    super(
        out,
        code,
        function,
        function.slots(),
        calls,
        bases -> Locals.ofPure(used(code, function), bases, code.isCounted()),
        PathCounter::new);
    this.offsets = offsets;
    this.used = used(code, function);
  }

  /** The registers, a bit each, that the instructions name. */
  private static int used(MicroCode code, CompiledFunction function) {
    return function.slots().stream()
        .mapToLong(slot -> code.words()[slot])
        .mapToInt(word -> bit(MicroCode.a(word)) | bit(MicroCode.b(word)))
        .reduce(0, (one, other) -> one | other);
  }

  private static int bit(int operand) {
    return MicroCode.isConstant(operand) ? 0 : 1 << operand;
  }

  /** Writes {@link JitProgram#run} of the class {@code self}, which calls one method or both. */
  static void run(MethodVisitor out, String self) {
    Label start = new Label();
    Label end = new Label();
    out.visitCode();
    out.visitTryCatchBlock(start, end, end, OUTSIDE);
    out.visitLabel(start);
    out.visitVarInsn(ALOAD, 1);
    out.visitVarInsn(ALOAD, 2);
    out.visitMethodInsn(INVOKESTATIC, self, NAME, DESCRIPTOR, false);
    out.visitInsn(LRETURN);
    out.visitLabel(end);
    Object[] frame = {self, Locals.MACHINE, Locals.BYTES};
    out.visitFrame(F_NEW, 3, frame, 1, new Object[] {OUTSIDE});
    out.visitInsn(POP);
    out.visitVarInsn(ALOAD, 1);
    for (CalleeField argument : new CalleeField[] {CalleeField.R1, CalleeField.R2}) {
      out.visitVarInsn(ALOAD, 1);
      argument.get(out);
    }
    for (int i = 3; i <= 5; i++) {
      out.visitInsn(LCONST_0);
    }
    out.visitInsn(ICONST_0);
    out.visitMethodInsn(
        INVOKESTATIC, self, Compiler.Calls.name(0), FunctionMethod.DESCRIPTOR, false);
    out.visitInsn(LRETURN);
    out.visitMaxs(12, 3);
    out.visitEnd();
  }

  void compileMethod() {
    emit.out().visitCode();
    initialize();
    counter.initialize();
    compile();
    end();
  }

  private void initialize() {
    for (int register = 0; register < Reg.COUNT; register++) {
      if ((used & 1 << register) != 0) {
        pushInitial(register);
        emit.pop(register);
      }
    }
    emit.op(LCONST_0);
    emit.load(LSTORE, locals.address);
    emit.op(LCONST_0);
    emit.load(LSTORE, locals.offset);
    emit.op(ICONST_0);
    emit.load(ISTORE, locals.index);
    accesses.forgetAll();
  }

  private void pushInitial(int register) {
    if (register == Reg.R2.number()) {
      emit.machine();
      CalleeField.R2.get(emit.out());
    } else {
      emit.op(LCONST_0);
    }
  }

  @Override
  void load(int slot, long word) {
    if (!offsets.isLoad(slot)) {
      super.load(slot, word);
      return;
    }
    int micro = MicroCode.micro(word);
    emit.load(ALOAD, locals.argument);
    accesses.pushAddress(MicroCode.b(word), MicroCode.c(word));
    emit.call(Callee.INDEX_OF_OFFSET);
    emit.call(Callee.load(MicroFlow.size(micro)));
    emit.pop(MicroCode.a(word));
    accesses.extendSign(micro, MicroCode.a(word));
  }

  @Override
  SharedChecks sharedChecks() {
    return SharedChecks.NONE;
  }

  @Override
  void exit(int slot) {
    counter.end();
    emit.push(0);
    emit.op(LRETURN);
  }

  @Override
  void leave(int target) {
    throw new AssertionError("slot " + target + " is not in its program");
  }

  @Override
  boolean isEntered(int slot) {
    return false;
  }
}
