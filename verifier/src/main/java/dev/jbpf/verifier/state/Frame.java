package dev.jbpf.verifier.state;

import java.util.Arrays;

/** A function that is active: its registers and its stack. */
public final class Frame {
  /** Registers of a frame, with the frame pointer. */
  public static final int REGISTERS = 11;

  /** Slots of a frame's stack. */
  public static final int SLOTS = 64;

  private static final StackSlot[] NO_SLOTS = {};

  private final Value[] registers;
  private final int function;
  private final int returnSlot;
  private final Role role;
  private StackSlot[] slots;
  private boolean isShared;
  private long overwritten = -1;
  private int round;
  private int calledBack;

  /** Why a function was entered. */
  public enum Role {
    /** A call of the program's, or its start. */
    CALL,
    /** A helper calls it: it returns to the call, which may call it again. */
    CALLBACK,
    /** The kernel will call it later: followed once, on its own. */
    LATER,
    /** The same, on a work queue, where it may sleep. */
    WORK,
    /** The same on behalf of a task, where it may sleep, and returns any number. */
    TASK,
    /** The kernel calls it meanwhile, and looks at what it returns: followed once, on its own. */
    MEANWHILE
  }

  /** A frame of the function that starts at slot {@code function}. */
  public Frame(int function, int returnSlot, Role role) {
    this.function = function;
    this.returnSlot = returnSlot;
    this.role = role;
    this.registers = new Value[REGISTERS];
    Arrays.fill(registers, Value.UNWRITTEN);
    this.slots = NO_SLOTS;
  }

  private Frame(Frame other) {
    function = other.function;
    returnSlot = other.returnSlot;
    role = other.role;
    registers = other.registers.clone();
    slots = other.slots;
    overwritten = other.overwritten;
    round = other.round;
    calledBack = other.calledBack;
    isShared = true;
    other.isShared = true;
  }

  /** {@return a frame that starts as this one is} */
  public Frame copy() {
    return new Frame(this);
  }

  /** {@return what register {@code number} holds} */
  public Value get(int number) {
    return registers[number];
  }

  /** Sets what register {@code number} holds. */
  public void set(int number, Value value) {
    registers[number] = value;
  }

  /** {@return the slot where its function starts} */
  public int function() {
    return function;
  }

  /** {@return the slot of the call that entered it} */
  public int returnSlot() {
    return returnSlot;
  }

  /** {@return why it was entered} */
  public Role role() {
    return role;
  }

  /** {@return how many rounds of loops that kernels count it has begun} */
  public int round() {
    return round;
  }

  /** Sets how many rounds of loops that kernels count it has begun. */
  public void round(int count) {
    round = count;
  }

  /** {@return how often the helper that it calls has called back} */
  public int calledBack() {
    return calledBack;
  }

  /** Sets how often the helper that it calls has called back: 0 once it has returned. */
  public void calledBack(int count) {
    calledBack = count;
  }

  /**
   * {@return the slots, as bits, that were written as a whole since {@link #forgetWrites}, or that
   * hold nothing from before}
   */
  public long overwritten() {
    return overwritten;
  }

  /** Says that a slot was written as a whole. */
  public void overwrote(int slot) {
    overwritten |= 1L << slot;
  }

  /** From here on, slots hold what they held before. */
  public void forgetWrites() {
    overwritten = 0;
  }

  /** {@return how many slots of the stack were touched} */
  public int depth() {
    return slots.length;
  }

  /** {@return the slot of that number: 0 is the one just below the frame pointer} */
  public StackSlot slot(int index) {
    return index < slots.length ? slots[index] : StackSlot.UNWRITTEN;
  }

  /** Sets the slot of that number. */
  public void setSlot(int index, StackSlot slot) {
    if (index >= slots.length) {
      int before = slots.length;
      slots = Arrays.copyOf(slots, index + 1);
      Arrays.fill(slots, before, index, StackSlot.UNWRITTEN);
    } else if (isShared) {
      slots = slots.clone();
    }
    isShared = false;
    slots[index] = slot;
  }
}
