package dev.jbpf.vm.jit;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.jit.flow.AccessGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The local variables of a compiled method: parameters first, then the registers that are none, and
 * scratch. Every one has a value from the start, so that the frame is the same at each label.
 */
final class Locals {
  static final String MACHINE = Type.getInternalName(EngineState.class);
  static final String EXECUTABLE = Type.getInternalName(Executable.class);
  static final String BYTES = "[B";

  private static final int NONE = -1;
  private static final int ALL = (1 << Reg.COUNT) - 1;

  private final List<Object> frame = new ArrayList<>();
  private final int[] registers = new int[Reg.COUNT];
  private int size;

  final int machine;
  final int argument;
  final int state;
  final int depth;
  final int slot;
  final int budget;
  final int mayGoto;
  final int address;
  final int index;
  final int offset;
  final int next;
  final int round;
  final int rounds;
  final int counts;
  final int path;
  private final int[] held;
  private final int[] data;
  private final int[] base;
  private final int[] pointerData = new int[FastLoop.MAX_POINTERS];
  private final int[] pointerIndex = new int[FastLoop.MAX_POINTERS];
  private final int[] pointerStride = new int[FastLoop.MAX_POINTERS];
  private final int[] groupData = new int[AccessGroups.MAX];
  private final int[] groupIndex = new int[AccessGroups.MAX];

  private Locals(boolean isChunk, int bases, boolean isCounted) {
    machine = add(MACHINE, 1);
    state = isChunk ? add("[J", 1) : NONE;
    for (int i = 1; i <= 5 && !isChunk; i++) {
      registers[i] = add(Opcodes.LONG, 2);
    }
    depth = add(Opcodes.INTEGER, 1);
    slot = isChunk ? add(Opcodes.INTEGER, 1) : NONE;
    argument = isChunk ? add(BYTES, 1) : NONE;
    addRegisters(ALL);
    budget = add(Opcodes.LONG, 2);
    mayGoto = add(Opcodes.LONG, 2);
    address = add(Opcodes.LONG, 2);
    index = add(Opcodes.INTEGER, 1);
    offset = add(Opcodes.LONG, 2);
    next = add(EXECUTABLE, 1);
    round = add(Opcodes.INTEGER, 1);
    rounds = add(Opcodes.INTEGER, 1);
    counts = isCounted ? add("[J", 1) : NONE;
    path = NONE;
    held = new int[isCounted ? EdgeCounter.MAX_HELD : 0];
    Arrays.setAll(held, unused -> add(Opcodes.INTEGER, 1));
    for (int i = 0; i < FastLoop.MAX_POINTERS; i++) {
      pointerData[i] = add(BYTES, 1);
      pointerIndex[i] = add(Opcodes.INTEGER, 1);
      pointerStride[i] = add(Opcodes.INTEGER, 1);
    }
    for (int i = 0; i < AccessGroups.MAX; i++) {
      groupData[i] = add(BYTES, 1);
      groupIndex[i] = add(Opcodes.INTEGER, 1);
    }
    data = new int[bases];
    base = new int[bases];
    addBases();
  }

  /** Few, as HotSpot inlines short methods only. */
  private Locals(int used, int bases, boolean isCounted) {
    machine = add(MACHINE, 1);
    argument = add(BYTES, 1);
    addRegisters(used);
    address = add(Opcodes.LONG, 2);
    index = add(Opcodes.INTEGER, 1);
    offset = add(Opcodes.LONG, 2);
    state = NONE;
    depth = NONE;
    slot = NONE;
    budget = NONE;
    mayGoto = NONE;
    next = NONE;
    round = NONE;
    rounds = NONE;
    counts = NONE;
    path = isCounted ? add(Opcodes.INTEGER, 1) : NONE;
    held = new int[0];
    data = new int[bases];
    base = new int[bases];
    addBases();
  }

  /** Of a function: its parameters are r1 to r5. */
  static Locals ofFunction(int bases, boolean isCounted) {
    return new Locals(false, bases, isCounted);
  }

  /** Of a piece of a function. */
  static Locals ofPiece(int bases, boolean isCounted) {
    return new Locals(true, bases, isCounted);
  }

  /**
   * Of a {@link PureBody}, whose parameters are the machine and the argument.
   *
   * @param used the registers, a bit each
   */
  static Locals ofPure(int used, int bases, boolean isCounted) {
    return new Locals(used, bases, isCounted);
  }

  private void addRegisters(int wanted) {
    for (int i = 0; i < Reg.COUNT; i++) {
      if ((wanted & 1 << i) != 0 && registers[i] == 0) {
        registers[i] = add(Opcodes.LONG, 2);
      }
    }
  }

  private void addBases() {
    for (int i = 0; i < data.length; i++) {
      data[i] = add(BYTES, 1);
      base[i] = add(Opcodes.LONG, 2);
    }
  }

  private int add(Object type, int slots) {
    frame.add(type);
    int at = size;
    size += slots;
    return at;
  }

  int register(int number) {
    return registers[number];
  }

  /** {@return the variable that holds the bytes of the region of that base} */
  int data(int number) {
    return data[number];
  }

  /** {@return the variable that holds the address of the region of that base} */
  int base(int number) {
    return base[number];
  }

  /** {@return the variable that holds the array that a loop's pointer goes through} */
  int pointerData(int number) {
    return pointerData[number];
  }

  /** {@return the variable that holds the index of a loop's pointer before the first round} */
  int pointerIndex(int number) {
    return pointerIndex[number];
  }

  /** {@return the variable that holds by how much that index grows, where it is no constant} */
  int pointerStride(int number) {
    return pointerStride[number];
  }

  /** {@return the variable that holds the array that a group of accesses goes to} */
  int groupData(int number) {
    return groupData[number];
  }

  /** {@return the variable that holds the index of the lowest byte of a group} */
  int groupIndex(int number) {
    return groupIndex[number];
  }

  /** {@return the variable of that number that a loop counts in} */
  int held(int number) {
    return held[number];
  }

  int bases() {
    return data.length;
  }

  Object[] frame() {
    return frame.toArray();
  }

  int size() {
    return size;
  }
}
