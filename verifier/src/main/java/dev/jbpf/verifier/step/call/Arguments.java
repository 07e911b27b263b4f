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
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.Alignment;
import dev.jbpf.verifier.step.memory.KeptPointers;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.Regions;
import dev.jbpf.verifier.step.memory.StackMemory;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import java.util.Locale;
import java.util.Optional;

/** What helpers are given, held against what they demand. */
final class Arguments {
  private static final long MAX_SIZE = 1L << 29;

  /**
   * What memory may be.
   *
   * @param isEmpty of no bytes
   * @param isNull an address that may be null
   */
  private record Allowed(boolean isEmpty, boolean isNull) {
    static final Allowed NOTHING = new Allowed(false, false);

    static Allowed of(Argument wanted, boolean mayBeEmpty) {
      return new Allowed(mayBeEmpty, wanted.isNullable());
    }
  }

  private final Machine machine;
  private final StackMemory stack;
  private final MemorySteps memory;
  private final Dynptrs dynptrs;
  private final ObjectArguments objects;

  Arguments(Machine machine, StackMemory stack, MemorySteps memory) {
    this.machine = machine;
    this.stack = stack;
    this.memory = memory;
    this.dynptrs = new Dynptrs(machine, stack);
    this.objects = new ObjectArguments(machine);
  }

  /** Checks what register {@code number} holds, for the parameter {@code wanted}. */
  void check(Call call, Argument wanted, int number) {
    Value value = machine.read(number);
    if (wanted.isNullable() && Conditions.isConstantZero(value)) {
      return;
    }
    switch (wanted.kind()) {
      case ANYTHING -> {}
      case ZERO -> zero(value, number);
      case CONTEXT -> context(value, number);
      case MAP -> map(call, value, number);
      case MAP_KEY -> mapKey(call, value, number);
      case MAP_VALUE -> mapValue(call, wanted, value, number);
      case MEMORY -> memoryOf(call, wanted, value, number);
      case SIZE -> size(call, value, number, false);
      case SIZE_OR_ZERO -> size(call, value, number, true);
      case ALLOC_SIZE -> allocation(call, value, number);
      case RECORD -> record(call, wanted, value, number);
      case SPIN_LOCK -> lock(call, value, number);
      case TIMER -> call.keeper(field(value, number, FieldKind.TIMER).map());
      case DYNPTR -> dynptrs.check(call, wanted, value, number);
      case FUNCTION -> function(call, value, number);
      case STACK -> stackAddress(value, number);
      case STRING -> string(value, number);
      case SOCK_COMMON -> socket(call, wanted, value, number, false);
      case SOCK_COMMON_TYPED -> socket(call, wanted, value, number, true);
      case KPTR -> keeper(call, value, number);
      case KPTR_OBJECT -> {
        objects.owned(call.field().orElseThrow(), value, number);
        release(call, (Pointer) value, number);
      }
      case TYPED -> typed(call, wanted, value, number);
      case PER_CPU -> call.about(pointer(value, number, PointerKind.PER_CPU));
    }
  }

  private static Refusal mismatch(Value value, int number, String wanted) {
    return Machine.refusal(
        Rule.ARGUMENT_KIND,
        number,
        Machine.name(number) + " is to be " + wanted + ", and holds " + described(value));
  }

  private static String described(Value value) {
    return value instanceof Num ? "a number (" + value + ")" : "the address of " + value;
  }

  private static Pointer pointer(Value value, int number, PointerKind kind) {
    if (value instanceof Pointer pointer && pointer.kind() == kind) {
      if (pointer.isNullable()) {
        throw Machine.refusal(
            Rule.NULL_CHECK, number, Machine.name(number) + " may be null: " + pointer);
      }
      return pointer;
    }
    throw mismatch(value, number, "the address of " + kind);
  }

  private static void atBeginning(Pointer pointer, int number, Rule rule) {
    if (pointer.off() != 0 || !pointer.var().is(0)) {
      throw Machine.refusal(rule, number, "the address was moved: " + pointer);
    }
  }

  private static void zero(Value value, int number) {
    if (!Conditions.isConstantZero(value)) {
      throw mismatch(value, number, "0");
    }
    ((Num) value).demand();
  }

  private static void context(Value value, int number) {
    atBeginning(pointer(value, number, PointerKind.CONTEXT), number, Rule.CONTEXT_OFFSET);
  }

  private static void map(Call call, Value value, int number) {
    Pointer pointer = pointer(value, number, PointerKind.MAP);
    if (call.keeper().filter(keeper -> !keeper.equals(pointer.map())).isPresent()) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND, number, "the timer is in a value of another map than this");
    }
    call.map(pointer);
  }

  private static MapShape mapOf(Call call, int number) {
    return call.map()
        .orElseThrow(() -> Machine.refusal(Rule.ARGUMENT_KIND, number, "a key without a map"));
  }

  private void mapKey(Call call, Value value, int number) {
    MapShape map = mapOf(call, number);
    Pointer key = bytes(call, value, number, map.keySize(), ArgumentAccess.READ, Allowed.NOTHING);
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

  private void mapValue(Call call, Argument wanted, Value value, int number) {
    int size = mapOf(call, number).valueSize();
    bytes(call, value, number, size, wanted.access(), Allowed.of(wanted, false));
  }

  /** Memory whose size the next argument says is checked with that. */
  private void memoryOf(Call call, Argument wanted, Value value, int number) {
    if (wanted.isSizedByNext()) {
      return;
    }
    bytes(call, value, number, wanted.size(), wanted.access(), Allowed.of(wanted, false));
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

  private void size(Call call, Value value, int number, boolean mayBeZero) {
    if (!(value instanceof Num num)) {
      throw mismatch(value, number, "a size");
    }
    Scalar size = num.scalar();
    num.demand();
    if (size.smin() < 0) {
      throw Machine.refusal(
          Rule.ARGUMENT_SIZE,
          number,
          "the size in " + Machine.name(number) + " may be negative: " + size);
    }
    if (size.umin() == 0 && !mayBeZero) {
      throw Machine.refusal(
          Rule.ARGUMENT_SIZE, number, "the size in " + Machine.name(number) + " may be 0: " + size);
    }
    if (Long.compareUnsigned(size.umax(), MAX_SIZE) >= 0) {
      throw Machine.refusal(
          Rule.ARGUMENT_SIZE,
          number,
          "the size in " + Machine.name(number) + " has no limit: " + size);
    }
    Argument before = call.helper().arguments().get(number - 2);
    Value base = machine.read(number - 1);
    call.mostBytes(size.umax());
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
        Allowed.of(before, mayBeZero));
  }

  /** Null is no memory: there must be no bytes of it. */
  private static void sizeOfNull(Scalar size, boolean mayBeZero, int number) {
    if (!mayBeZero || size.umax() != 0) {
      throw Machine.refusal(
          Rule.ARGUMENT_MEMORY, number, "null is given as memory of " + size + " bytes");
    }
  }

  /** {@return the pointer to memory of that size, which the helper uses so} */
  private Pointer bytes(
      Call call, Value value, int number, long size, ArgumentAccess access, Allowed allowed) {
    if (!(value instanceof Pointer pointer)) {
      if (allowed.isEmpty && size == 0 && Conditions.isConstantZero(value)) {
        return Pointer.to(PointerKind.MEMORY).done();
      }
      throw mismatch(value, number, "memory");
    }
    if (pointer.isNullable() && !allowed.isNull) {
      throw Machine.refusal(
          Rule.NULL_CHECK, number, Machine.name(number) + " may be null: " + pointer);
    }
    if (call.helper().helper() == Helper.DYNPTR_FROM_MEM
        && pointer.kind() != PointerKind.MAP_VALUE) {
      throw mismatch(value, number, "the value of a map");
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
      default -> throw mismatch(value, number, "memory");
    }
    return pointer;
  }

  private RuntimeException contextAsMemory(Value value, int number) {
    return machine.rules.context().isEmpty()
        ? new Unknown("a helper is given the context as memory")
        : mismatch(value, number, "memory");
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
          HelperCalls.name(call.helper()) + " takes no memory in the packet");
    }
  }

  private void stackBytes(Call call, Regions.Access access, ArgumentAccess use) {
    stack.checkRange(access);
    if (use == ArgumentAccess.FILL && access.pointer().isFixed()) {
      call.fill(access);
    } else {
      stack.use(access, use != ArgumentAccess.READ);
    }
  }

  /** The helper has filled memory on the stack. */
  void fill(Regions.Access access) {
    stack.overwrite(access);
  }

  private static void allocation(Call call, Value value, int number) {
    if (!(value instanceof Num num)) {
      throw mismatch(value, number, "a constant size");
    }
    if (!num.scalar().isConstant()) {
      throw Machine.refusal(
          Rule.ARGUMENT_CONSTANT,
          number,
          Machine.name(number) + " is to be a constant, and is " + num);
    }
    num.demand();
    call.allocate(num.scalar().value());
  }

  private void record(Call call, Argument wanted, Value value, int number) {
    Pointer pointer = pointer(value, number, PointerKind.RECORD);
    atBeginning(pointer, number, Rule.REFERENCE_RELEASE);
    if (wanted.isReleased()) {
      release(call, pointer, number);
    }
  }

  private void release(Call call, Pointer pointer, int number) {
    atBeginning(pointer, number, Rule.REFERENCE_RELEASE);
    if (pointer.reference() == 0 || !machine.state().held().has(pointer.reference())) {
      throw Machine.refusal(
          Rule.REFERENCE_RELEASE,
          number,
          "what is released was not acquired, or was released before");
    }
    call.release(pointer.reference());
  }

  private void lock(Call call, Value value, int number) {
    Pointer pointer = field(value, number, FieldKind.SPIN_LOCK);
    call.lock(pointer.id() == 0 ? -1 : pointer.id(), pointer.map());
  }

  /** A field of a value that keeps an object: of which type is known before the object. */
  private void keeper(Call call, Value value, int number) {
    Pointer pointer = field(value, number, FieldKind.KPTR);
    long off = pointer.off() + pointer.var().value();
    pointer.map().fields().stream()
        .filter(field -> field.offset() == off)
        .findFirst()
        .ifPresent(
            field -> {
              new KeptPointers(machine).structure(field);
              call.field(field);
            });
  }

  private Pointer field(Value value, int number, FieldKind kind) {
    Pointer pointer = pointer(value, number, PointerKind.MAP_VALUE);
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (!pointer.isFixed()) {
      throw Machine.refusal(Rule.ARGUMENT_KIND, number, "the address of the " + name + " varies");
    }
    long off = pointer.off() + pointer.var().value();
    boolean isThere =
        pointer.map().fields().stream()
            .anyMatch(field -> field.kind() == kind && field.offset() == off);
    if (!isThere) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND,
          number,
          "there is no " + name + " at " + off + " of the value" + known(pointer));
    }
    return pointer;
  }

  private static String known(Pointer pointer) {
    return pointer.map().fields().isEmpty() ? ", which the kernel keeps nothing in" : "";
  }

  private static void function(Call call, Value value, int number) {
    Pointer pointer = pointer(value, number, PointerKind.FUNCTION);
    call.function(pointer.frame());
  }

  private static void stackAddress(Value value, int number) {
    pointer(value, number, PointerKind.STACK);
  }

  private static void string(Value value, int number) {
    Pointer pointer = pointer(value, number, PointerKind.MAP_VALUE);
    if (!pointer.map().isReadOnly() || !pointer.isFixed()) {
      throw mismatch(value, number, "a string in a read-only map");
    }
    MapShape.Content content =
        pointer
            .map()
            .content()
            .orElseThrow(() -> new Unknown("a string in a map whose content is not given"));
    for (long at = pointer.off() + pointer.var().value(); at < content.size(); at++) {
      if (at >= 0 && content.number((int) at, 1) == 0) {
        return;
      }
    }
    throw mismatch(value, number, "a string that ends with 0");
  }

  private void socket(Call call, Argument wanted, Value value, int number, boolean orTyped) {
    if (!(value instanceof Pointer pointer) || !isSocket(pointer, orTyped)) {
      throw mismatch(value, number, "a socket");
    }
    if (pointer.isNullable()) {
      throw Machine.refusal(
          Rule.NULL_CHECK, number, Machine.name(number) + " may be null: " + pointer);
    }
    if (pointer.kind() == PointerKind.TYPED) {
      objects.socket(pointer, number);
    }
    atBeginning(pointer, number, wanted.isReleased() ? Rule.REFERENCE_RELEASE : Rule.ARGUMENT_KIND);
    if (wanted.isReleased()) {
      release(call, pointer, number);
    }
    call.about(pointer);
  }

  private static boolean isSocket(Pointer pointer, boolean orTyped) {
    return pointer.kind().isSocket() && (orTyped || pointer.kind() != PointerKind.XDP_SOCK)
        || orTyped && pointer.kind() == PointerKind.TYPED;
  }

  private void typed(Call call, Argument wanted, Value value, int number) {
    if (!(value instanceof Pointer pointer) || pointer.kind() != PointerKind.TYPED) {
      throw mismatch(value, number, "an object of the kernel");
    }
    if (pointer.isNullable() && !wanted.isNullable()) {
      throw Machine.refusal(
          Rule.NULL_CHECK, number, Machine.name(number) + " may be null: " + pointer);
    }
    objects.typed(wanted, pointer, number);
    call.about(pointer);
  }
}
