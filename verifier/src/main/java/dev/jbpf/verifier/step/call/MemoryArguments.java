package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.facts.Argument;
import dev.jbpf.verifier.facts.ArgumentAccess;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.branch.Conditions;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.Alignment;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.Regions;
import dev.jbpf.verifier.step.memory.StackMemory;
import dev.jbpf.verifier.subject.MapShape;
import java.util.Optional;

/** MemorySteps that helpers are given: keys, values, buffers and their sizes. */
final class MemoryArguments {
  private final Machine machine;
  private final StackMemory stack;
  private final MemorySteps memory;

  MemoryArguments(Machine machine, StackMemory stack, MemorySteps memory) {
    this.machine = machine;
    this.stack = stack;
    this.memory = memory;
  }

  private static MapShape mapOf(Call call, int number) {
    return call.map()
        .orElseThrow(() -> Machine.refusal(Rule.ARGUMENT_KIND, number, "a map key without a map"));
  }

  void mapKey(Call call, Value value, int number) {
    MapShape map = mapOf(call, number);
    notOfKernel(value, number);
    Pointer key = bytes(call, value, number, map.keySize(), ArgumentAccess.READ, false);
    boolean canKnow =
        call.helper().helper() == Helper.MAP_LOOKUP_ELEM
            && machine.since(6, 14)
            && (map.type() == MapType.ARRAY || map.type() == MapType.PERCPU_ARRAY);
    if (canKnow && key.kind() == PointerKind.STACK && key.isFixed()) {
      Optional<Num> index = stack.constant(key, map.keySize());
      if (index.isPresent() && isElement(index.get().scalar(), map)) {
        index.get().demand();
        call.elementIsKnown();
      }
    }
  }

  private static boolean isElement(Scalar index, MapShape map) {
    return index.value() >= 0 && index.value() < map.maxEntries();
  }

  static boolean isOfSockets(MapShape map) {
    return map.type() == MapType.SOCKMAP || map.type() == MapType.SOCKHASH;
  }

  void mapValue(Call call, Argument wanted, Value value, int number) {
    int size = mapOf(call, number).valueSize();
    notOfKernel(value, number);
    bytes(call, value, number, size, wanted.access(), wanted.isNullable());
  }

  /**
   * Objects of the kernel, memory that may only be read and slices are no keys and no values,
   * though helpers read them elsewhere; before Linux 6.2 no memory of helpers is.
   */
  private void notOfKernel(Value value, int number) {
    if (value instanceof Pointer pointer && isOfKernel(pointer)) {
      throw Demands.mismatch(
          value, number, "a copy on the stack: keys and values are memory of the program");
    }
  }

  private boolean isOfKernel(Pointer pointer) {
    return switch (pointer.kind()) {
      case TYPED -> true;
      case RECORD -> !machine.since(6, 2);
      case MEMORY, TRACEPOINT_BUFFER ->
          pointer.isReadOnly() || pointer.isSlice() || !machine.since(6, 2);
      default -> false;
    };
  }

  /** MemorySteps whose size the next argument says is checked with that. */
  void memoryOf(Call call, Argument wanted, Value value, int number) {
    if (wanted.isSizedByNext()) {
      return;
    }
    bytes(call, value, number, wanted.size(), wanted.access(), wanted.isNullable());
    if (wanted.size() > 1 && value instanceof Pointer pointer) {
      Alignment.check(pointer, 0, wanted.size(), isAligned(call), number);
    }
  }

  private static boolean isAligned(Call call) {
    return switch (call.helper().helper()) {
      case STRTOL, STRTOUL, KALLSYMS_LOOKUP_NAME, GET_FUNC_ARG, GET_FUNC_RET, CHECK_MTU -> true;
      default -> false;
    };
  }

  void size(Call call, Value value, int number, boolean mayBeZero) {
    Num num = Demands.size(value, number);
    Scalar size = num.scalar();
    if (size.umin() == 0 && !mayBeZero) {
      throw Demands.size(number, "may be 0", num);
    }
    Argument before = call.helper().arguments().get(number - 2);
    Value base = machine.read(number - 1);
    call.bytes(size.umax());
    if (before.isNullable() && Conditions.isConstantZero(base)) {
      sizeOfNull(size, mayBeZero, number - 1);
      return;
    }
    ArgumentAccess access = before.access();
    boolean isFilled = access == ArgumentAccess.FILL && !size.isConstant();
    bytes(
        call,
        base,
        number - 1,
        size.umax(),
        isFilled ? ArgumentAccess.UPDATE : access,
        before.isNullable());
  }

  /** Null is no memory: there must be no bytes of it. */
  private static void sizeOfNull(Scalar size, boolean mayBeZero, int number) {
    if (!mayBeZero || size.umax() != 0) {
      throw Machine.refusal(
          Rule.ARGUMENT_MEMORY, number, "null is passed as memory of " + size + " bytes");
    }
  }

  /** {@return the pointer to memory of that size, which the helper uses so} */
  private Pointer bytes(
      Call call, Value value, int number, long size, ArgumentAccess access, boolean mayBeNull) {
    if (!(value instanceof Pointer pointer)) {
      throw Demands.mismatch(value, number, "memory");
    }
    if (!mayBeNull) {
      Demands.present(pointer, number);
    }
    if (call.helper().helper() == Helper.DYNPTR_FROM_MEM
        && pointer.kind() != PointerKind.MAP_VALUE) {
      throw Demands.mismatch(value, number, "the value of a map");
    }
    Regions.Access whole =
        new Regions.Access(pointer, 0, size, access != ArgumentAccess.READ, number);
    switch (pointer.kind()) {
      case STACK -> stackBytes(call, whole, access);
      case MAP_VALUE -> Regions.checkMapValue(whole);
      case PACKET, PACKET_META -> {
        checkTakesPacket(call, number);
        memory.checkPlain(whole);
      }
      case MAP_KEY, MEMORY, RECORD, TRACEPOINT_BUFFER -> memory.checkPlain(whole);
      case TYPED -> memory.checkObject(whole);
      case CONTEXT -> throw contextAsMemory(value, number);
      default -> throw Demands.mismatch(value, number, "memory");
    }
    return pointer;
  }

  private RuntimeException contextAsMemory(Value value, int number) {
    return machine.rules.context().isEmpty()
        ? new Unknown("the context is passed to a helper as memory")
        : Demands.mismatch(value, number, "memory");
  }

  private void checkTakesPacket(Call call, int number) {
    boolean isTaken =
        switch (machine.rules.packetArguments()) {
          case NONE -> false;
          case SOME -> call.helper().has(Effect.TAKES_PACKET);
          case ANY -> true;
        };
    if (!isTaken) {
      throw Machine.refusal(
          Rule.ARGUMENT_MEMORY,
          number,
          HelperCalls.name(call.helper()) + " does not accept packet memory");
    }
  }

  private void stackBytes(Call call, Regions.Access access, ArgumentAccess use) {
    stack.checkRange(access);
    if (use == ArgumentAccess.FILL && access.pointer().isFixed()) {
      stack.checkNoDynptr(access);
      call.then(() -> stack.overwrite(access));
    } else {
      stack.use(access, use != ArgumentAccess.READ);
    }
  }
}
