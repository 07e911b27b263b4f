package dev.jbpf.verifier.step;

import dev.jbpf.isa.Op;
import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.Trust;

/** {@code lddw}: constants, and the addresses of what the loader knows. */
final class WideLoads {
  private final Machine machine;

  WideLoads(Machine machine) {
    this.machine = machine;
  }

  /**
   * {@return the map that the instruction takes}
   *
   * @throws Refusal if it is given none
   */
  static MapShape map(Machine machine, int slot) {
    MapShape map = machine.maps[slot];
    if (map == null) {
      throw new Refusal(Rule.INVALID_MAP, "this instruction needs a map, but none is given");
    }
    return map;
  }

  /** Checks, before anything is followed, what an instruction takes from the loader. */
  static void check(Machine machine, Op op, int slot) {
    switch (op.operation()) {
      case MAP -> checkUse(machine, map(machine, slot));
      case MAP_CONTENT -> checkContent(machine, slot);
      default -> {}
    }
  }

  /** Checks that a program of this type may use the map at all. */
  private static void checkUse(Machine machine, MapShape map) {
    if (map.type().since().compareTo(machine.model.version()) > 0) {
      throw new Refusal(
          Rule.INVALID_MAP,
          "maps of the type " + map.type() + " are there since " + map.type().since());
    }
    boolean hasLock =
        map.offsetOf(FieldKind.SPIN_LOCK).isPresent()
            || map.offsetOf(FieldKind.RES_SPIN_LOCK).isPresent();
    if (!machine.rules.mayLock() && hasLock) {
      throw new Refusal(
          Rule.MAP_FIELD, "programs of this type may not use map values with a spin lock");
    }
    boolean runsLater =
        map.offsetOf(FieldKind.TIMER).isPresent() || map.offsetOf(FieldKind.WORK_QUEUE).isPresent();
    if (isTracing(machine) && runsLater) {
      throw new Refusal(
          Rule.MAP_FIELD,
          "programs of this type may not use map values with a timer or work queue");
    }
    checkStorages(machine, map);
    if (machine.subject.maySleep() && !machine.model.maps().isOpenToSleepers(map.type())) {
      throw new Refusal(Rule.SLEEPING, "a sleepable program uses a map of type " + map.type());
    }
  }

  /** A program has one storage of its control group's for all CPUs, and one for each. */
  private static void checkStorages(Machine machine, MapShape map) {
    if (map.type() != MapType.CGROUP_STORAGE && map.type() != MapType.PERCPU_CGROUP_STORAGE) {
      return;
    }
    for (MapShape other : machine.maps) {
      if (other != null && other.type() == map.type() && !other.equals(map)) {
        throw new Refusal(
            Rule.INVALID_MAP, "a program has one map of the type " + map.type() + " at most");
      }
    }
  }

  private static boolean isTracing(Machine machine) {
    return switch (machine.subject.type()) {
      case KPROBE, TRACEPOINT, PERF_EVENT, RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE -> true;
      default -> false;
    };
  }

  private static void checkContent(Machine machine, int slot) {
    MapShape map = map(machine, slot);
    checkUse(machine, map);
    long off = machine.code.imm(slot + 1) & 0xffff_ffffL;
    boolean isTable = map.type() == MapType.INSN_ARRAY;
    boolean isArray =
        machine.model.maps().hasValueAddress(map.type()) && (isTable || map.maxEntries() == 1);
    boolean isArena = map.type() == MapType.ARENA;
    if (isTable && off % Long.BYTES != 0) {
      throw new Refusal(
          Rule.MAP_DIRECT_VALUE,
          "the offset " + off + " is in the middle of an instruction's address");
    }
    if (!isArena && (!isArray || off >= map.addressedBytes())) {
      throw new Refusal(
          Rule.MAP_DIRECT_VALUE,
          isArray
              ? "the offset " + off + " is not in the value's " + map.addressedBytes() + " bytes"
              : "the address of a value of a map of type " + map.type());
    }
  }

  /** {@code dst = what the immediate stands for}. */
  void load(Op op, int slot) {
    int dst = machine.code.dst(slot);
    machine.writable(dst);
    machine.set(
        dst,
        switch (op.operation()) {
          case CONSTANT -> Num.constant(machine.code.wide(slot));
          case MAP -> Pointer.to(PointerKind.MAP).map(map(machine, slot)).done();
          case MAP_CONTENT -> content(slot);
          case SUBPROGRAM -> function(slot);
          default -> variable(slot);
        });
  }

  /** A variable of the kernel, or the address of a function of which nothing can be read. */
  private Pointer variable(int slot) {
    KernelView view = machine.kernel("a kernel variable: its type is not known");
    int id = machine.code.imm(slot);
    if (machine.code.imm(slot + 1) != 0) {
      throw new Unknown("a variable of a kernel module");
    }
    if (view.prototype(id).isPresent()) {
      return Pointer.to(PointerKind.MEMORY).readOnly(true).done();
    }
    int type =
        view.variable(id)
            .orElseThrow(
                () -> new Refusal(Rule.INVALID_WIDE_LOAD, "the kernel has no variable " + id));
    boolean isPerCpu = view.isPerCpu(id);
    if (view.isStructure(type)) {
      return Pointer.to(isPerCpu ? PointerKind.PER_CPU : PointerKind.TYPED)
          .type(type, view.name(type))
          .trust(Trust.PLAIN)
          .done();
    }
    int bytes = (int) view.types().sizeOf(type).orElse(0);
    return Pointer.to(isPerCpu ? PointerKind.PER_CPU : PointerKind.MEMORY)
        .size(bytes)
        .readOnly(true)
        .done();
  }

  private Pointer function(int slot) {
    if (!machine.subject.hasFunctionTypes()) {
      throw new Refusal(Rule.FUNCTION_TYPES, "a function pointer to a function without BTF");
    }
    return Pointer.to(PointerKind.FUNCTION).frame(machine.code.target(slot)).done();
  }

  private Value content(int slot) {
    MapShape map = map(machine, slot);
    if (map.type() == MapType.ARENA) {
      return Num.unknown(); // Which addr_space_cast makes an address.
    }
    long off = machine.code.imm(slot + 1) & 0xffff_ffffL;
    return Pointer.to(PointerKind.MAP_VALUE).map(map).at(off, Scalar.ZERO).done();
  }
}
