package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.Argument;
import dev.jbpf.verifier.facts.ArgumentKind;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Held;
import dev.jbpf.verifier.state.HeldLock;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.branch.Packets;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.memory.KeptFields;
import dev.jbpf.verifier.step.memory.KeptSlots;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.StackMemory;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Calls of helpers: whether the program may make them, and what they do. */
public final class HelperCalls {
  private static final Set<String> SOCKET_ITERATORS = Set.of("bpf_iter_tcp", "bpf_iter_unix");

  private final Machine machine;
  private final StackMemory stack;
  private final Arguments arguments;
  private final Results results;
  private final Packets packets;
  private final Callbacks callbacks;

  public HelperCalls(Machine machine, StackMemory stack, MemorySteps memory) {
    this.machine = machine;
    this.stack = stack;
    this.packets = new Packets(machine);
    this.arguments = new Arguments(machine, stack, memory);
    this.results = new Results(machine);
    this.callbacks = new Callbacks(machine);
  }

  /** {@return the prototype of the helper that is called at {@code slot}, if it may be} */
  private HelperPrototype prototype(int slot) {
    int number = machine.code.imm(slot);
    HelperPrototype helper =
        machine
            .model
            .helper(machine.subject.type(), number)
            .orElseThrow(
                () -> new Refusal(Rule.UNKNOWN_HELPER, "this kernel has no helper " + number));
    boolean isOpen =
        machine.model.admits(machine.subject.type(), machine.subject.attachType(), helper)
            || isOfSockets(helper.helper());
    OperationRules.checkHelper(machine, helper);
    if (!isOpen) {
      throw new Refusal(
          Rule.HELPER_NOT_ALLOWED, "programs of this type may not call " + name(helper));
    }
    checkEffects(helper);
    return helper;
  }

  /** Iterators over sockets may look at their options, and change them. */
  private boolean isOfSockets(Helper helper) {
    return (helper == Helper.SETSOCKOPT || helper == Helper.GETSOCKOPT)
        && machine.subject.attachType() == AttachType.TRACE_ITER.value()
        && machine.subject.target().filter(SOCKET_ITERATORS::contains).isPresent();
  }

  private void checkEffects(HelperPrototype helper) {
    if (helper.has(Effect.GPL_ONLY) && !machine.subject.isGplCompatible()) {
      throw new Refusal(Rule.LICENSE, name(helper) + " is for GPL-compatible programs only");
    }
    if (helper.has(Effect.MAY_SLEEP) && !machine.maySleep()) {
      throw new Refusal(
          Rule.SLEEPING, name(helper) + " may sleep, but the program is not sleepable");
    }
    Held held = machine.state().held();
    if (helper.has(Effect.MAY_SLEEP) && (held.readers() > 0 || held.preemptions() > 0)) {
      throw new Refusal(Rule.SLEEPING, name(helper) + " may sleep, in a section that must not");
    }
    if (held.isLocked() && !helper.has(Effect.UNLOCKS)) {
      throw new Refusal(Rule.LOCK_HELD, "call of " + name(helper) + " under a spin lock");
    }
  }

  static String name(HelperPrototype helper) {
    return helper.helper().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Calls the helper at {@code slot}.
   *
   * @return the function that the helper calls, to be followed as another way; empty if it calls
   *     none
   */
  public Optional<Frame> call(int slot) {
    HelperPrototype helper = prototype(slot);
    Call call = new Call(helper);
    checkArguments(call, helper.arguments());
    checkMap(call);
    if (helper.helper() == Helper.SNPRINTF) {
      FormatString.check(machine, call.text());
    }
    Optional<Frame> callback = callbacks.frame(call, slot);
    apply(call);
    return callback;
  }

  private void checkArguments(Call call, List<Argument> wanted) {
    int held = 0;
    for (int i = 0; i < wanted.size(); i++) {
      arguments.check(call, wanted.get(i), i + 1);
      int reference = reference(wanted.get(i), i + 1);
      if (held != 0 && reference != 0) {
        throw Machine.refusal(
            Rule.ARGUMENT_KIND,
            i + 1,
            "two arguments of "
                + name(call.helper())
                + " are acquired references, only one may be");
      }
      held = reference == 0 ? held : reference;
    }
    call.settle();
  }

  /** {@return the reference that what is given holds; 0 for none, or where nobody looks at it} */
  private int reference(Argument wanted, int number) {
    boolean isLookedAt =
        wanted.kind() != ArgumentKind.ANYTHING && wanted.kind() != ArgumentKind.KPTR;
    return isLookedAt && machine.state().get(number) instanceof Pointer pointer
        ? pointer.reference()
        : 0;
  }

  private void checkMap(Call call) {
    List<Argument> wanted = call.helper().arguments();
    int at =
        IntStream.range(0, wanted.size())
            .filter(i -> wanted.get(i).kind() == ArgumentKind.MAP)
            .findFirst()
            .orElse(-1);
    if (at >= 0) {
      call.map().ifPresent(map -> checkMap(call.helper(), map, at + 1));
    }
  }

  private void checkMap(HelperPrototype called, MapShape map, int number) {
    Helper helper = called.helper();
    if (!machine.model.maps().admits(helper, map.type())) {
      throw Machine.refusal(
          Rule.HELPER_MAP, number, name(called) + " does not accept a map of type " + map.type());
    }
    if (map.isReadOnly() && changesMap(helper)) {
      throw Machine.refusal(Rule.MAP_READ_ONLY, number, name(called) + " modifies a read-only map");
    }
    if (changesMap(helper) && MemoryArguments.isOfSockets(map) && !mayChangeSockets(helper)) {
      throw Machine.refusal(
          Rule.HELPER_MAP, number, "programs of this type may not update socket maps");
    }
  }

  private boolean mayChangeSockets(Helper helper) {
    boolean isPut = helper == Helper.MAP_UPDATE_ELEM;
    Subject subject = machine.subject;
    boolean isIterator = subject.attachType() == AttachType.TRACE_ITER.value();
    return machine.since(5, 10)
        ? machine.model.maps().mayChangeSockets(subject.type(), isPut)
            && (subject.type() != ProgramType.TRACING || isIterator)
        : !isPut;
  }

  private static boolean changesMap(Helper helper) {
    return switch (helper) {
      case MAP_UPDATE_ELEM, MAP_DELETE_ELEM, MAP_PUSH_ELEM, MAP_POP_ELEM -> true;
      default -> false;
    };
  }

  private void apply(Call call) {
    HelperPrototype helper = call.helper();
    if (helper.helper() == Helper.TAIL_CALL) {
      Exits.checkNothingHeld(machine.state().held(), Rule.TAIL_CALL);
    }
    if (call.released() != 0) {
      machine.release(call.released());
    }
    lock(call);
    Value result = results.of(call);
    for (int i = 0; i <= 5; i++) {
      machine.set(i, Value.UNWRITTEN);
    }
    if (machine.movesPacketBehind(helper) || isPacketWritten(call)) {
      packets.invalidate();
    }
    machine.set(0, result);
  }

  /** Dynptrs of packets that are made of parts write through functions that may move them. */
  private static boolean isPacketWritten(Call call) {
    return call.helper().helper() == Helper.DYNPTR_WRITE
        && call.about()
            .map(Pointer::type)
            .filter(type -> Kept.isOfPacket(type) && !type.equals("xdp"))
            .isPresent();
  }

  private void lock(Call call) {
    boolean isUnlocking = call.helper().has(Effect.UNLOCKS);
    if (!isUnlocking && !call.helper().has(Effect.LOCKS)) {
      return;
    }
    Held held = machine.state().held();
    if (machine.state().top().role() == Frame.Role.MEANWHILE) {
      throw new Refusal(Rule.LOCK_PAIR, "a lock is used in a comparison callback of an rbtree");
    }
    KeptFields.Lock lock = call.lock();
    if (!isUnlocking) {
      if (held.isLocked()) {
        throw new Refusal(Rule.LOCK_PAIR, "a spin lock is acquired while another is held");
      }
      machine.state().hold(held.locking(lock.held(HeldLock.Kind.SPIN)));
      return;
    }
    if (!held.isLocked() || !held.lastLock().equals(lock.held(HeldLock.Kind.SPIN))) {
      throw new Refusal(
          Rule.LOCK_PAIR, held.isLocked() ? "another lock is held" : "no lock is held");
    }
    machine.state().hold(held.unlocked());
    KeptSlots.forgetBorrowed(machine);
  }
}
