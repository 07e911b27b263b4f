package dev.jbpf.vm.jit.callee;

import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.memory.ArrayRegion;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The fields that compiled code reads and writes; a test resolves them, as {@link Callee}. */
public enum CalleeField {
  NOTHING(Runtime.class, "NOTHING", byte[].class),
  DATA(ArrayRegion.class, "data", byte[].class),
  BASE(ArrayRegion.class, "base", long.class),
  BUDGET(EngineState.class, "budget", long.class),
  SLOT(EngineState.class, "slot", int.class),
  DEPTH(EngineState.class, "depth", int.class),
  ARGUMENT(EngineState.class, "argument", byte[].class),
  WRITABLE_ARGUMENT(EngineState.class, "writableArgument", byte[].class),
  R1(EngineState.class, "r1", long.class),
  R2(EngineState.class, "r2", long.class);

  private final Class<?> owner;
  private final String field;
  private final Class<?> type;

  CalleeField(Class<?> owner, String field, Class<?> type) {
    this.owner = owner;
    this.field = field;
    this.type = type;
  }

  /** {@return the field} */
  Field resolve() throws NoSuchFieldException {
    Field found = owner.getDeclaredField(field);
    if (found.getType() != type || Modifier.isStatic(found.getModifiers()) != isStatic()) {
      throw new NoSuchFieldException(this + ": " + found);
    }
    return found;
  }

  private boolean isStatic() {
    return this == NOTHING;
  }

  /** Pushes its value. */
  public void get(MethodVisitor out) {
    visit(out, isStatic() ? Opcodes.GETSTATIC : Opcodes.GETFIELD);
  }

  /** Writes what is on the stack to it. */
  public void put(MethodVisitor out) {
    visit(out, Opcodes.PUTFIELD);
  }

  private void visit(MethodVisitor out, int opcode) {
    out.visitFieldInsn(opcode, Type.getInternalName(owner), field, Type.getDescriptor(type));
  }
}
