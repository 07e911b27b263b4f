package dev.jbpf.verifier.step;

import dev.jbpf.isa.Op;
import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.subject.MapShape;

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
      throw new Refusal(Rule.INVALID_MAP, "this instruction takes a map, and is given none");
    }
    return map;
  }

  /** Checks, before anything is followed, what an instruction takes from the loader. */
  static void check(Machine machine, Op op, int slot) {
    switch (op.operation()) {
      case MAP -> map(machine, slot);
      case MAP_CONTENT -> checkContent(machine, slot);
      default -> {}
    }
  }

  private static void checkContent(Machine machine, int slot) {
    MapShape map = map(machine, slot);
    long off = machine.code.imm(slot + 1) & 0xffff_ffffL;
    boolean isArray = machine.model.maps().hasValueAddress(map.type()) && map.maxEntries() == 1;
    boolean isArena = map.type() == MapType.ARENA;
    if (!isArena && (!isArray || off >= map.valueSize())) {
      throw new Refusal(
          Rule.MAP_DIRECT_VALUE,
          isArray
              ? "the offset " + off + " is not in the value's " + map.valueSize() + " bytes"
              : "the address of a value of a map of the type " + map.type());
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
          default -> throw new Unknown("a variable of the kernel: its type is not known");
        });
  }

  private Pointer function(int slot) {
    if (!machine.subject.hasFunctionTypes()) {
      throw new Refusal(
          Rule.FUNCTION_TYPES, "the address of a function whose type is not given");
    }
    return Pointer.to(PointerKind.FUNCTION).frame(machine.code.target(slot)).done();
  }

  private Pointer content(int slot) {
    MapShape map = map(machine, slot);
    if (map.type() == MapType.ARENA) {
      return Pointer.to(PointerKind.ARENA).map(map).done();
    }
    long off = machine.code.imm(slot + 1) & 0xffff_ffffL;
    return Pointer.to(PointerKind.MAP_VALUE)
        .map(map)
        .at(off, Scalar.ZERO)
        .done();
  }
}
