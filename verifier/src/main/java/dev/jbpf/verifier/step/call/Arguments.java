package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.facts.Argument;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.branch.Conditions;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.KeptFields;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.StackMemory;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import dev.jbpf.verifier.types.Trust;
import java.io.ByteArrayOutputStream;

/** What helpers are given, held against what they demand. */
final class Arguments {
  private final Machine machine;
  private final MemoryArguments memory;
  private final KeptFields fields;
  private final Dynptrs dynptrs;
  private final ObjectArguments objects;

  Arguments(Machine machine, StackMemory stack, MemorySteps memory) {
    this.machine = machine;
    this.memory = new MemoryArguments(machine, stack, memory);
    this.fields = new KeptFields(machine);
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
      case MAP_KEY -> memory.mapKey(call, value, number);
      case MAP_VALUE -> mapValue(call, wanted, value, number);
      case MEMORY -> memory.memoryOf(call, wanted, value, number);
      case SIZE -> memory.size(call, value, number, false);
      case SIZE_OR_ZERO -> memory.size(call, value, number, true);
      case ALLOC_SIZE -> call.allocate(Demands.constant(value, number));
      case RECORD -> record(call, wanted, value, number);
      case SPIN_LOCK -> call.lock(fields.find(value, number, FieldKind.SPIN_LOCK).lock());
      case TIMER -> call.keeper(fields.find(value, number, FieldKind.TIMER).holder().map());
      case DYNPTR -> dynptrs.check(call, wanted, value, number);
      case FUNCTION -> function(call, value, number);
      case STACK -> stackAddress(value, number);
      case STRING -> call.text(string(value, number));
      case SOCK_COMMON -> socket(call, wanted, value, number, false);
      case SOCK_COMMON_TYPED -> socket(call, wanted, value, number, true);
      case KPTR -> call.field(fields.findKept(value, number));
      case KPTR_OBJECT -> {
        objects.owned(call.field().orElseThrow(), value, number);
        release(call, (Pointer) value, number);
      }
      case TYPED -> typed(call, wanted, value, number);
      case PER_CPU -> call.about(perCpu(value, number));
    }
  }

  /** The values of maps of sockets are sockets, in a program. */
  private void mapValue(Call call, Argument wanted, Value value, int number) {
    if (call.map().filter(MemoryArguments::isOfSockets).isPresent()) {
      socket(call, wanted, value, number, true);
    } else {
      memory.mapValue(call, wanted, value, number);
    }
  }

  private static void zero(Value value, int number) {
    if (!Conditions.isConstantZero(value)) {
      throw Demands.mismatch(value, number, "0");
    }
    ((Num) value).demand();
  }

  private static void context(Value value, int number) {
    Demands.atBeginning(
        Demands.pointer(value, number, PointerKind.CONTEXT), number, Rule.CONTEXT_OFFSET);
  }

  /** {@return the address of what each CPU has: a variable, or an object of the program's} */
  private static Pointer perCpu(Value value, int number) {
    if (!(value instanceof Pointer object) || object.kind() != PointerKind.ALLOCATED_PER_CPU) {
      return Demands.pointer(value, number, PointerKind.PER_CPU);
    }
    Demands.present(object, number);
    // What the program owns itself has first to be kept in a map, and found there.
    if (object.trust() != Trust.RCU) {
      throw Machine.refusal(
          Rule.OBJECT_TRUST,
          number,
          "the object of struct "
              + object.type()
              + " is not one that a map keeps, or may be freed");
    }
    return object;
  }

  private static void map(Call call, Value value, int number) {
    Pointer pointer = Demands.pointer(value, number, PointerKind.MAP);
    if (call.keeper().filter(keeper -> !keeper.equals(pointer.map())).isPresent()) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND, number, "the timer is in a value of a different map");
    }
    call.map(pointer);
  }

  private void record(Call call, Argument wanted, Value value, int number) {
    Pointer pointer = Demands.pointer(value, number, PointerKind.RECORD);
    Demands.atBeginning(pointer, number, Rule.REFERENCE_RELEASE);
    if (wanted.isReleased()) {
      release(call, pointer, number);
    }
  }

  private void release(Call call, Pointer pointer, int number) {
    Demands.atBeginning(pointer, number, Rule.REFERENCE_RELEASE);
    if (pointer.reference() == 0 || !machine.state().held().has(pointer.reference())) {
      throw Machine.refusal(
          Rule.REFERENCE_RELEASE,
          number,
          "the released reference was not acquired, or is already released");
    }
    call.release(pointer.reference());
  }

  private static void function(Call call, Value value, int number) {
    Pointer pointer = Demands.pointer(value, number, PointerKind.FUNCTION);
    call.function(pointer.frame());
  }

  private static void stackAddress(Value value, int number) {
    Demands.pointer(value, number, PointerKind.STACK);
  }

  /** {@return the bytes before the 0} */
  private static byte[] string(Value value, int number) {
    Pointer pointer = Demands.pointer(value, number, PointerKind.MAP_VALUE);
    if (!pointer.map().isReadOnly() || !pointer.isFixed()) {
      throw Demands.mismatch(value, number, "a string in a read-only map");
    }
    MapShape.Content content =
        pointer
            .map()
            .content()
            .orElseThrow(() -> new Unknown("a string in a map whose content is not given"));
    long start = pointer.off() + pointer.var().value();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (long at = start; at >= 0 && at < content.size(); at++) {
      long next = content.number((int) at, 1);
      if (next == 0) {
        return text.toByteArray();
      }
      text.write((int) next);
    }
    throw Demands.mismatch(value, number, "a string that ends with 0");
  }

  private void socket(Call call, Argument wanted, Value value, int number, boolean orTyped) {
    if (!(value instanceof Pointer pointer) || !isSocket(pointer, orTyped)) {
      throw Demands.mismatch(value, number, "a socket");
    }
    Demands.present(pointer, number);
    if (pointer.kind() == PointerKind.TYPED) {
      objects.socket(pointer, number);
    }
    Demands.atBeginning(
        pointer, number, wanted.isReleased() ? Rule.REFERENCE_RELEASE : Rule.ARGUMENT_KIND);
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
      throw Demands.mismatch(value, number, "a kernel object");
    }
    if (!wanted.isNullable()) {
      Demands.present(pointer, number);
    }
    objects.typed(wanted, pointer, number);
    call.about(pointer);
  }
}
