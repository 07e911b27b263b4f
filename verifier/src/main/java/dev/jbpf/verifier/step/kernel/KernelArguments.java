package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.kfunc.KfuncFlag;
import dev.jbpf.verifier.kfunc.Parameter;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.KeptFields;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.Regions;
import dev.jbpf.verifier.step.memory.StackMemory;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import java.util.List;

/** What functions of the kernel are given, held against what they demand. */
final class KernelArguments {
  private final Machine machine;
  private final MemorySteps memory;
  private final StackPlaces places;
  private final Sections sections;
  private final Iterators iterators;
  private final KernelDynptrs dynptrs;
  private final ObjectRules objects;
  private final KeptFields fields;

  KernelArguments(Machine machine, StackMemory stack, MemorySteps memory, Sections sections) {
    this.machine = machine;
    this.memory = memory;
    this.places = new StackPlaces(machine, stack);
    this.sections = sections;
    this.iterators = new Iterators(machine, places);
    this.dynptrs = new KernelDynptrs(machine, places);
    this.objects = new ObjectRules(machine);
    this.fields = new KeptFields(machine);
  }

  void check(KernelCall call) {
    List<Parameter> wanted = call.function().parameters();
    for (int i = 0; i < wanted.size(); i++) {
      check(call, wanted.get(i), i + 1);
    }
    if (call.function().kfunc().has(KfuncFlag.RELEASE) && call.released() == 0) {
      throw new Refusal(
          Rule.REFERENCE_RELEASE,
          "r1",
          call.name() + " releases its argument, which must be an acquired reference");
    }
  }

  private void check(KernelCall call, Parameter wanted, int number) {
    if (wanted.kind() == Parameter.Kind.IGNORED) {
      return;
    }
    Value value = machine.read(number);
    switch (wanted.kind()) {
      case IGNORED -> {}
      case NUMBER -> Demands.number(value, number, "a scalar");
      case CONSTANT -> call.constant(Demands.constant(value, number));
      case SIZED -> {}
      case SIZE -> size(call, number);
      case CONSTANT_SIZE -> {
        Demands.constant(value, number);
        size(call, number);
      }
      case INTERRUPTS -> interrupts(call, value, number);
      case DYNPTR -> dynptrs.check(call, wanted, value, number);
      case ADDRESS -> address(call, wanted, value, number);
      case KEPT -> kept(call, wanted, value, number);
      case MAP -> map(call, value, number);
      case FUNCTION -> function(call, value, number);
      case OTHER -> throw new Unknown("what " + call.name() + " is given is not modelled");
    }
  }

  /** A map: that in whose value the function keeps something, if it does. */
  private static void map(KernelCall call, Value value, int number) {
    MapShape map = Demands.pointer(value, number, PointerKind.MAP).map();
    if (call.keeper().filter(keeper -> !keeper.equals(map)).isPresent()) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND,
          number,
          Machine.name(number) + " must be the same map as in the argument before it");
    }
  }

  private void function(KernelCall call, Value value, int number) {
    Pointer function = Demands.pointer(value, number, PointerKind.FUNCTION);
    MapShape map =
        call.keeper().orElseThrow(() -> new Unknown("the function that " + call.name() + " calls"));
    Frame frame = new Frame(function.frame(), machine.slot(), Frame.Role.TASK);
    call.later(WorkQueues.start(machine, map, frame));
  }

  private void kept(KernelCall call, Parameter wanted, Value value, int number) {
    if (objects.isTaskWork(wanted)) {
      Pointer pointer = Demands.pointer(value, number, PointerKind.MAP_VALUE);
      call.keeper(fields.find(pointer, number, FieldKind.TASK_WORK).holder().map());
      return;
    }
    boolean mayHold =
        value instanceof Pointer pointer
            && (pointer.kind() == PointerKind.MAP_VALUE
                || pointer.kind() == PointerKind.ALLOCATED
                || pointer.kind() == PointerKind.TYPED);
    if (mayHold) {
      throw new Unknown("what " + call.name() + " is given is not modelled");
    }
    throw Machine.refusal(
        Rule.ARGUMENT_KIND,
        number,
        Machine.name(number) + " must point into a map value or an allocated object: " + value);
  }

  private void interrupts(KernelCall call, Value value, int number) {
    StackPlaces.Place place = places.place(value, number, 1, Rule.CRITICAL_SECTION);
    if (call.name().endsWith("_save")) {
      if (places.isTaken(place, Kept.Kind.INTERRUPTS)) {
        throw Machine.refusal(
            Rule.CRITICAL_SECTION, number, "interrupt flags are already saved in this stack slot");
      }
      call.then(() -> places.put(place, sections.mask(""), number));
      return;
    }
    Kept kept =
        places
            .find(place, Kept.Kind.INTERRUPTS)
            .filter(found -> found.type().isEmpty())
            .orElseThrow(
                () ->
                    Machine.refusal(
                        Rule.CRITICAL_SECTION,
                        number,
                        "no interrupt flags are saved in this stack slot"));
    call.then(
        () -> {
          sections.unmask(kept, number);
          places.clear(place);
        });
  }

  private void size(KernelCall call, int number) {
    Num num = Demands.number(machine.read(number), number, "a size");
    Scalar size = num.scalar();
    num.demand();
    Value base = machine.read(number - 1);
    Parameter wanted = call.function().parameters().get(number - 2);
    if (isNull(base) && wanted.isNullable()) {
      call.bytes(size.umax());
      return;
    }
    Demands.size(num, number);
    call.bytes(size.umax());
    bytes(base, number - 1, size.umax());
  }

  private static boolean isNull(Value value) {
    return value instanceof Num num && num.scalar().is(0);
  }

  /** Memory that the function may read and write. */
  private void bytes(Value value, int number, long size) {
    if (!(value instanceof Pointer pointer)) {
      if (isNull(value) && size == 0) {
        return;
      }
      throw Demands.mismatch(value, number, "memory");
    }
    Demands.present(pointer, number);
    Regions.Access access = new Regions.Access(pointer, 0, size, true, number);
    if (memory.giveAway(access)) {
      return;
    }
    switch (pointer.kind()) {
      case TYPED, ALLOCATED, CONTEXT ->
          throw new Unknown("a kernel function receives " + pointer.kind() + " as memory");
      default -> throw Demands.mismatch(value, number, "memory");
    }
  }

  private void address(KernelCall call, Parameter wanted, Value value, int number) {
    if (number == 1 && iterators.check(call, value)) {
      return;
    }
    boolean isChecked = ObjectRules.needsTrust(call);
    boolean mayBeNull = isNull(value) || value instanceof Pointer p && p.isNullable();
    if (mayBeNull && isChecked && !wanted.isNullable()) {
      throw Machine.refusal(
          Rule.NULL_CHECK,
          number,
          Machine.name(number) + " may be null, and " + call.name() + " does not accept null");
    }
    if (isNull(value) && (wanted.isNullable() || wanted.bytes() > 0)) {
      return;
    }
    if (value instanceof Pointer pointer && wanted.structure() != 0) {
      if (pointer.kind() == PointerKind.TYPED || pointer.kind().isSocket()) {
        objects.check(call, wanted, pointer, number);
        return;
      }
      if (pointer.kind() == PointerKind.CONTEXT && objects.isContext(wanted)) {
        objects.context(pointer, number);
        return;
      }
    }
    if (wanted.bytes() == 0) {
      throw objects.mismatch(call, wanted, value, number);
    }
    bytes(value, number, wanted.bytes());
  }
}
