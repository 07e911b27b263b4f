package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.Helper;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.facts.Result;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.KeptPointers;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.types.Trust;

/** What helpers leave in r0. */
final class Results {
  private static final long MAX_ERROR = 4095;

  private final Machine machine;

  Results(Machine machine) {
    this.machine = machine;
  }

  Value of(Call call) {
    Result result = call.helper().result();
    return switch (result.kind()) {
      case NUMBER -> number(call, result);
      case NOTHING -> Value.UNWRITTEN;
      case MAP_VALUE -> mapValue(call, result);
      case SOCKET -> object(call, result, PointerKind.SOCKET);
      case SOCK_COMMON -> object(call, result, PointerKind.SOCK_COMMON);
      case TCP_SOCK -> object(call, result, PointerKind.TCP_SOCK);
      case RECORD -> memory(call, result, PointerKind.RECORD);
      case DYNPTR_SLICE -> memory(call, result, PointerKind.MEMORY);
      case TYPED -> object(call, result, PointerKind.TYPED);
      case PER_CPU -> ofCpu(call, result);
      case KPTR_OBJECT -> kept(call);
    };
  }

  private static Num number(Call call, Result result) {
    if (result.isBounded()) {
      return Num.of(Scalar.signed(result.min(), result.max()));
    }
    return result.isBoundedBySize()
        ? Num.of(Scalar.signed(-MAX_ERROR, call.bytes()))
        : Num.unknown();
  }

  private int nullId(Result result) {
    return result.isNullable() ? machine.newId() : 0;
  }

  private Value mapValue(Call call, Result result) {
    MapShape map = call.map().orElseThrow(() -> new Unknown("a value of no map"));
    Pointer.Draft draft = Pointer.to(PointerKind.MAP_VALUE).map(map);
    boolean isNullable = result.isNullable() && !call.isElementKnown();
    int id = machine.newId();
    draft = isNullable ? draft.nullable(id) : draft.id(map.fields().isEmpty() ? 0 : id);
    return acquired(call, draft, id).done();
  }

  /** What a variable is on one CPU: an object, or memory that may only be read. */
  private Value ofCpu(Call call, Result result) {
    Pointer variable = call.about().orElseThrow(() -> new Unknown("a variable of no type"));
    PointerKind kind =
        variable.kind() == PointerKind.ALLOCATED_PER_CPU
            ? PointerKind.ALLOCATED
            : variable.typeId() != 0 ? PointerKind.TYPED : PointerKind.MEMORY;
    return variable.as(kind).nullable(nullId(result)).done();
  }

  /** The object that the map kept until now: the program owns it, if there was one. */
  private Value kept(Call call) {
    MapShape.Field field = call.field().orElseThrow(() -> new Unknown("an object of no map"));
    Pointer.Draft draft = new KeptPointers(machine).draft(field, Trust.PLAIN);
    return acquired(call, draft, draft.done().id()).done();
  }

  private Value object(Call call, Result result, PointerKind kind) {
    boolean isCurrent = call.helper().helper() == Helper.GET_CURRENT_TASK_BTF;
    Pointer.Draft draft =
        Pointer.to(kind).type(result.type()).trust(isCurrent ? Trust.TRUSTED : Trust.PLAIN);
    int id = nullId(result);
    draft = id == 0 ? draft : draft.nullable(id);
    return acquired(call, draft, id).done();
  }

  /** What the helper acquired has to be released; what it only views is the caller's still. */
  private Pointer.Draft acquired(Call call, Pointer.Draft draft, int id) {
    if (isAcquired(call)) {
      int reference = id == 0 ? machine.newId() : id;
      machine.state().hold(machine.state().held().acquire(reference));
      return draft.reference(reference);
    }
    return switch (call.helper().helper()) {
      case SK_FULLSOCK,
          TCP_SOCK,
          SKC_TO_TCP6_SOCK,
          SKC_TO_TCP_SOCK,
          SKC_TO_TCP_TIMEWAIT_SOCK,
          SKC_TO_TCP_REQUEST_SOCK,
          SKC_TO_UDP6_SOCK,
          SKC_TO_UNIX_SOCK,
          SKC_TO_MPTCP_SOCK ->
          draft.reference(call.about().map(Pointer::reference).orElse(0));
      default -> draft;
    };
  }

  private static boolean isAcquired(Call call) {
    return call.helper().has(Effect.ACQUIRES)
        || call.helper().helper() == Helper.MAP_LOOKUP_ELEM
            && call.map().filter(Results::keepsSockets).isPresent();
  }

  private static boolean keepsSockets(MapShape map) {
    return MemoryArguments.isOfSockets(map);
  }

  private Value memory(Call call, Result result, PointerKind kind) {
    int id = nullId(result);
    Pointer.Draft draft = Pointer.to(kind).size((int) call.allocated());
    call.about()
        .ifPresent(
            dynptr ->
                draft
                    .slice(dynptr.id())
                    .reference(dynptr.reference())
                    .readOnly(dynptr.isReadOnly()));
    return acquired(call, id == 0 ? draft : draft.nullable(id), id).done();
  }
}
