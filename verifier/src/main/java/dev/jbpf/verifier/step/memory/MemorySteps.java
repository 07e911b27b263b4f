package dev.jbpf.verifier.step.memory;

import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.memory.Regions.Access;
import dev.jbpf.verifier.subject.MapShape;
import java.util.Optional;

/** Loads, stores and atomics. */
public final class MemorySteps {
  private final Machine machine;
  private final StackMemory stack;
  private final ContextMemory contexts;
  private final TypedMemory objects;
  private final OwnMemory own;
  private final LoaderSettings settings;
  private final KeptPointers keptPointers;

  public MemorySteps(Machine machine, StackMemory stack) {
    this.machine = machine;
    this.stack = stack;
    this.contexts = new ContextMemory(machine);
    this.objects = new TypedMemory(machine);
    this.own = new OwnMemory(machine);
    this.settings = new LoaderSettings(machine);
    this.keptPointers = new KeptPointers(machine);
  }

  /** {@code dst = memory at src + off}. */
  public void load(Op op, int slot) {
    int src = machine.code.src(slot);
    int dst = machine.code.dst(slot);
    Value base = machine.read(src);
    machine.writable(dst);
    Access access = access(base, src, slot, op.accessSize(), false);
    boolean isAcquire = op.operation() == Operation.READ_ACQUIRE;
    check(access, isAcquire);
    if (isAcquire) {
      checkAtomic(access);
    }
    machine.access(access.pointer().kind());
    boolean isSigned = op.operation() == Operation.READ_SIGNED;
    Value loaded = load(access, isSigned);
    machine.set(dst, loaded instanceof Num num ? sized(num, op.accessSize(), isSigned) : loaded);
  }

  /** {@code memory at dst + off = operand}. */
  public void store(Op op, int slot) {
    int dst = machine.code.dst(slot);
    boolean isRegister = op.format() != Format.STORE_IMM;
    Value value =
        isRegister ? machine.read(machine.code.src(slot)) : Num.constant(machine.code.imm(slot));
    Value base = machine.read(dst);
    Access access = access(base, dst, slot, op.accessSize(), true);
    boolean isRelease = op.operation() == Operation.WRITE_RELEASE;
    check(access, isRelease);
    if (isRelease) {
      checkAtomic(access);
    }
    if (!isRegister) {
      contexts.checkImmediate(access);
    }
    machine.access(access.pointer().kind());
    store(access, isRegister ? linked(access, value, machine.code.src(slot)) : value);
  }

  /** A number that is kept on the stack as a whole stays the one that is in the register. */
  private Value linked(Access access, Value value, int register) {
    boolean isLinked =
        value instanceof Num num && machine.since(6, 9) && StackMemory.keeps(access, num);
    return isLinked ? machine.link(register, (Num) value) : value;
  }

  /** {@code memory at dst + off = memory op src}. */
  public void atomic(Op op, int slot) {
    int dst = machine.code.dst(slot);
    int src = machine.code.src(slot);
    machine.read(src);
    Value base = machine.read(dst);
    if (op.operation() == Operation.COMPARE_EXCHANGE) {
      machine.read(0);
    }
    Access read = access(base, dst, slot, op.accessSize(), false);
    check(read, true);
    checkAtomic(read);
    if (!op.operation().fetches()) {
      checkFixed(read);
    }
    machine.access(read.pointer().kind());
    Value before = load(read, false);
    store(access(base, dst, slot, op.accessSize(), true), Machine.anyOf(op.accessSize()));
    if (op.operation().fetches()) {
      int target = op.operation() == Operation.COMPARE_EXCHANGE ? 0 : src;
      machine.writable(target);
      machine.set(target, before instanceof Num num ? sized(num, op.accessSize(), false) : before);
    }
  }

  private Access access(Value base, int register, int slot, int size, boolean isWrite) {
    if (base instanceof Pointer pointer) {
      return new Access(pointer, machine.code.off(slot), size, isWrite, register);
    }
    throw Machine.refusal(
        Rule.NOT_A_POINTER,
        register,
        Machine.name(register) + " is " + Demands.described(base) + ", not a pointer");
  }

  private void check(Access access, boolean isAlwaysAligned) {
    Pointer pointer = access.pointer();
    boolean isStrict = isAlwaysAligned || machine.subject.isStrictlyAligned();
    if (pointer.isNullable()) {
      throw access.refusal(
          Rule.NULL_CHECK,
          Machine.name(access.register()) + " may be null: it is a pointer to " + pointer.kind());
    }
    Alignment.check(pointer, access.off(), (int) access.size(), isStrict, access.register());
  }

  private static void checkAtomic(Access access) {
    switch (access.pointer().kind()) {
      case CONTEXT, PACKET, PACKET_META, FLOW_KEYS, SOCKET, SOCK_COMMON, TCP_SOCK, XDP_SOCK ->
          throw access.refusal(Rule.ATOMIC_TARGET, "atomic access to " + access.pointer().kind());
      default -> {}
    }
  }

  /** What is on the stack is only read for a register from where it may be any. */
  private static void checkFixed(Access access) {
    if (access.pointer().kind() == PointerKind.STACK && !access.pointer().isFixed()) {
      throw access.refusal(
          Rule.STACK_VARIABLE, "an atomic without fetch needs a constant stack offset");
    }
  }

  private static Num sized(Num num, int size, boolean isSigned) {
    Scalar scalar =
        isSigned
            ? num.scalar().signExtended(size * Byte.SIZE, Long.SIZE)
            : num.scalar().lower(size);
    return scalar == num.scalar() || scalar.equals(num.scalar()) ? num : num.made(scalar);
  }

  private Value load(Access access, boolean isSigned) {
    Pointer pointer = access.pointer();
    return switch (pointer.kind()) {
      case STACK -> stack.load(access);
      case CONTEXT -> contexts.load(access, isSigned);
      case SOCKET, SOCK_COMMON, TCP_SOCK, XDP_SOCK -> contexts.loadView(access);
      case FLOW_KEYS -> {
        contexts.checkFlowKeys(access);
        yield Num.unknown();
      }
      case MAP_VALUE -> {
        Optional<MapShape.Field> kept = KeptPointers.find(access);
        if (kept.isPresent()) {
          yield keptPointers.load(access, kept.get());
        }
        Regions.checkMapValue(access);
        if (pointer.map().type() == MapType.INSN_ARRAY) {
          yield instruction(access);
        }
        yield constant(access).or(() -> settings.load(access)).orElseGet(Num::unknown);
      }
      case MAP -> objects.loadOfMap(access);
      case TYPED -> objects.load(access);
      case ALLOCATED -> own.load(access);
      case UNTRUSTED_BYTES -> Machine.anyOf((int) access.size());
      default -> {
        checkPlain(access);
        yield Num.unknown();
      }
    };
  }

  /** An array of instructions has their addresses, of which each remembers where it comes from. */
  private static Pointer instruction(Access access) {
    Pointer pointer = access.pointer();
    if (access.size() != Long.BYTES) {
      throw access.refusal(
          Rule.MAP_VALUE_RANGE, access.bytes() + " of the address of an instruction, which has 8");
    }
    Alignment.check(pointer, access.off(), Long.BYTES, true, access.register());
    return Pointer.to(PointerKind.INSTRUCTION)
        .map(pointer.map())
        .at(access.from(), pointer.var())
        .done();
  }

  /** A map that never changes gives the number itself. */
  private static Optional<Num> constant(Access access) {
    Pointer pointer = access.pointer();
    MapShape map = pointer.map();
    long at = access.from() + pointer.var().value();
    return map.isReadOnly() && pointer.isFixed()
        ? map.content()
            .filter(content -> at + access.size() <= content.size())
            .map(content -> Num.constant(content.number((int) at, (int) access.size())))
        : Optional.empty();
  }

  private void store(Access access, Value value) {
    switch (access.pointer().kind()) {
      case STACK -> stack.store(access, value);
      case CONTEXT -> contexts.store(access);
      case MAP_VALUE -> storeValue(access, value);
      case FLOW_KEYS -> contexts.checkFlowKeys(access);
      case TYPED -> objects.store(access);
      case ALLOCATED -> own.store(access);
      default -> checkPlain(access);
    }
  }

  private void storeValue(Access access, Value value) {
    Optional<MapShape.Field> kept = KeptPointers.find(access);
    if (kept.isPresent()) {
      keptPointers.store(access, kept.get(), value);
    } else {
      Regions.checkMapValue(access);
    }
  }

  /** An object of the kernel that is given to somebody as memory to read. */
  public void checkObject(Access access) {
    objects.checkMemory(access);
  }

  /**
   * Checks bytes that a function is given to read and write, and counts them as written.
   *
   * @return whether the pointer's kind says all that such bytes need; nothing is checked if not
   */
  public boolean giveAway(Access access) {
    switch (access.pointer().kind()) {
      case STACK -> {
        stack.checkRange(access);
        stack.use(access, true);
      }
      case MAP_VALUE -> Regions.checkMapValue(access);
      case PACKET, PACKET_META, MAP_KEY, MEMORY, RECORD, TRACEPOINT_BUFFER -> checkPlain(access);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Memory that is bytes, and nothing else. */
  public void checkPlain(Access access) {
    Pointer pointer = access.pointer();
    switch (pointer.kind()) {
      case PACKET, PACKET_META -> {
        if (access.isWrite() && !machine.rules.writesPacket()) {
          throw access.refusal(Rule.PACKET_WRITE, "programs of this type may not write packets");
        }
        Regions.checkPacket(access);
      }
      case MEMORY, RECORD -> {
        checkWritable(access);
        Regions.check(access, pointer.size(), Rule.MEMORY_RANGE);
      }
      case MAP_KEY -> {
        if (access.isWrite()) {
          throw access.refusal(Rule.MEMORY_READ_ONLY, "a map key is written");
        }
        Regions.check(access, pointer.map().keySize(), Rule.MEMORY_RANGE);
      }
      case TRACEPOINT_BUFFER -> {
        checkWritable(access);
        checkBuffer(access);
      }
      case UNTRUSTED_BYTES -> checkWritable(access);
      case ARENA -> {}
      default ->
          throw access.refusal(
              Rule.POINTER_TARGET,
              (access.isWrite() ? "store to " : "load from ") + pointer.kind());
    }
  }

  private static void checkWritable(Access access) {
    if (access.isWrite() && access.pointer().isReadOnly()) {
      throw access.refusal(Rule.MEMORY_READ_ONLY, "read-only memory is written");
    }
  }

  private static void checkBuffer(Access access) {
    if (access.from() < 0 || access.off() < 0) {
      throw access.refusal(Rule.NEGATIVE_OFFSET, "an offset into the buffer is negative");
    }
    if (!access.pointer().isFixed()) {
      throw access.refusal(Rule.UNBOUNDED_OFFSET, "an offset into the buffer is not constant");
    }
  }
}
