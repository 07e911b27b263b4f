package dev.jbpf.vm.jit.callee;

import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.exec.operation.Division;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The methods that compiled code calls, outside of its own class. A test resolves them all: a
 * method that is renamed fails there, not where a program is compiled.
 */
public enum Callee {
  // spotless:off
  WRITABLE_REGION(Runtime.class, "region", ArrayRegion.class, EngineState.class, long.class),
  READABLE_REGION(Runtime.class, "readableRegion", ArrayRegion.class, EngineState.class, long.class),
  LOAD(Runtime.class, "load", long.class, EngineState.class, long.class, int.class, int.class),
  STORE(Runtime.class, "store", void.class, EngineState.class, long.class, long.class, int.class, int.class),
  ATOMIC(Runtime.class, "atomic", long.class, EngineState.class, long.class, long.class, long.class, int.class, int.class),
  ACQUIRE(Runtime.class, "acquire", long.class, EngineState.class, long.class, int.class, int.class),
  RELEASE(Runtime.class, "release", void.class, EngineState.class, long.class, long.class, int.class, int.class),
  PACKET(Runtime.class, "packet", long.class, EngineState.class, long.class, int.class),
  ROUNDS(Runtime.class, "rounds", int.class, long.class, int.class),
  BEFORE(Runtime.class, "before", int.class, long.class, int.class),
  WITHIN(Runtime.class, "within", int.class, byte[].class, long.class, int.class, long.class, int.class),
  CHARGE(Runtime.class, "charge", void.class, EngineState.class, int.class, int.class),
  CHARGE_IF_CALLED(Runtime.class, "chargeIfCalled", void.class, EngineState.class, int.class, int.class, int.class),
  OUT_OF_BUDGET(Runtime.class, "outOfBudget", VmFault.class, EngineState.class, int.class),
  TAIL_CALL(Runtime.class, "tailCall", Executable.class, EngineState.class, int.class, int.class, long.class, long.class),
  CONTINUE_WITH(Runtime.class, "continueWith", long.class, EngineState.class, Executable.class, long.class, int.class),
  CALL_ELSEWHERE(Runtime.class, "call", long.class, EngineState.class, int.class,
      long.class, long.class, long.class, long.class, long.class, int.class),

  FRAME(Opcodes.INVOKEVIRTUAL, EngineState.class, "frame", ArrayRegion.class, int.class),
  TRAPPED(Opcodes.INVOKEVIRTUAL, EngineState.class, "trapped", VmFault.class, int.class),
  DEEPER(Opcodes.INVOKEVIRTUAL, EngineState.class, "deeper", int.class, int.class, int.class),
  NO_PROGRAM(EngineState.class, "noProgram", long.class),
  FRAME_POINTER(EngineState.class, "framePointer", long.class, int.class),
  COUNTS(Opcodes.INVOKEVIRTUAL, EngineState.class, "counts", long[].class, MicroCode.class),
  CALL_LARGE(Opcodes.INVOKEVIRTUAL, LargeFunction.class, "call", long.class, EngineState.class,
      long.class, long.class, long.class, long.class, long.class, int.class),
  CALL_HELPER(Opcodes.INVOKEINTERFACE, HelperFunction.class, "call", long.class, HelperCall.class,
      long.class, long.class, long.class, long.class, long.class),

  INDEX(Bytes.class, "index", int.class, byte[].class, long.class, int.class),
  INDEX_OF_OFFSET(Bytes.class, "index", int.class, long.class),
  LOAD1(Bytes.class, "load1", long.class, byte[].class, int.class),
  LOAD1_OF_2(Bytes.class, "load1of2", long.class, byte[].class, int.class),
  LOAD2(Bytes.class, "load2", long.class, byte[].class, int.class),
  LOAD4(Bytes.class, "load4", long.class, byte[].class, int.class),
  LOAD8(Bytes.class, "load8", long.class, byte[].class, int.class),
  STORE1(Bytes.class, "store1", void.class, byte[].class, int.class, long.class),
  STORE2(Bytes.class, "store2", void.class, byte[].class, int.class, long.class),
  STORE4(Bytes.class, "store4", void.class, byte[].class, int.class, long.class),
  STORE8(Bytes.class, "store8", void.class, byte[].class, int.class, long.class),

  DIVIDE(Division.class, "divide", long.class, long.class, long.class),
  DIVIDE32(Division.class, "divide32", long.class, long.class, long.class),
  DIVIDE_SIGNED(Division.class, "divideSigned", long.class, long.class, long.class),
  DIVIDE_SIGNED32(Division.class, "divideSigned32", long.class, long.class, long.class),
  MODULO(Division.class, "modulo", long.class, long.class, long.class),
  MODULO32(Division.class, "modulo32", long.class, long.class, long.class),
  MODULO_SIGNED(Division.class, "moduloSigned", long.class, long.class, long.class),
  MODULO_SIGNED32(Division.class, "moduloSigned32", long.class, long.class, long.class),
  REVERSE2(Short.class, "reverseBytes", short.class, short.class),
  REVERSE4(Integer.class, "reverseBytes", int.class, int.class),
  REVERSE8(Long.class, "reverseBytes", long.class, long.class),
  COMPARE4(Integer.class, "compareUnsigned", int.class, int.class, int.class),
  COMPARE8(Long.class, "compareUnsigned", int.class, long.class, long.class),

  LOADS_COME_BEFORE(VarHandle.class, "acquireFence", void.class),
  LOOKUP(MethodHandles.class, "lookup", MethodHandles.Lookup.class),
  CLASS_DATA(MethodHandles.class, "classData", Object.class,
      MethodHandles.Lookup.class, String.class, Class.class);
  // spotless:on

  private final int opcode;
  private final Class<?> owner;
  private final String method;
  private final Class<?>[] parameters;
  private final String ownerName;
  private final String descriptor;

  Callee(Class<?> owner, String method, Class<?> result, Class<?>... parameters) {
    this(Opcodes.INVOKESTATIC, owner, method, result, parameters);
  }

  Callee(int opcode, Class<?> owner, String method, Class<?> result, Class<?>... parameters) {
    this.opcode = opcode;
    this.owner = owner;
    this.method = method;
    this.parameters = parameters;
    this.ownerName = Type.getInternalName(owner);
    this.descriptor = descriptor(result, parameters);
  }

  private static String descriptor(Class<?> result, Class<?>[] parameters) {
    StringBuilder text = new StringBuilder("(");
    for (Class<?> parameter : parameters) {
      text.append(Type.getDescriptor(parameter));
    }
    return text.append(')').append(Type.getDescriptor(result)).toString();
  }

  /** {@return that which loads so many bytes of an array} */
  public static Callee load(int bytes) {
    return switch (bytes) {
      case 1 -> LOAD1;
      case 2 -> LOAD2;
      case 4 -> LOAD4;
      default -> LOAD8;
    };
  }

  /** {@return that which stores so many bytes into an array} */
  public static Callee store(int bytes) {
    return switch (bytes) {
      case 1 -> STORE1;
      case 2 -> STORE2;
      case 4 -> STORE4;
      default -> STORE8;
    };
  }

  /** {@return the method}; how it is called fits its class and its modifiers */
  Method resolve() throws NoSuchMethodException {
    Method found = owner.getDeclaredMethod(method, parameters);
    boolean isStatic = Modifier.isStatic(found.getModifiers());
    boolean fits =
        descriptor.equals(Type.getMethodDescriptor(found))
            && isStatic == (opcode == Opcodes.INVOKESTATIC)
            && owner.isInterface() == (opcode == Opcodes.INVOKEINTERFACE);
    if (!fits) {
      throw new NoSuchMethodException(this + ": " + found);
    }
    return found;
  }

  /** Writes a call. */
  public void call(MethodVisitor out) {
    out.visitMethodInsn(opcode, ownerName, method, descriptor, opcode == Opcodes.INVOKEINTERFACE);
  }
}
