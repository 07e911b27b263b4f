package dev.jbpf.vm.jit.callee;

import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.operation.AtomicBits;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.jit.flow.Induction;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.RunMemory;
import org.jspecify.annotations.Nullable;

/** What compiled code calls. */
public final class Runtime {
  /** What a method remembers of a region before it knows one. */
  public static final byte[] NOTHING = ArrayRegion.NONE.data;

  private static final long MAX_ROUNDS = 1 << 30;

  private Runtime() {}

  /** {@return the region that both loads and stores at {@code address} may go to} */
  public static ArrayRegion region(EngineState machine, long address) {
    return machine.memory().writable[RunMemory.window(address)];
  }

  /** {@return the region that loads at {@code address} may go to} */
  public static ArrayRegion readableRegion(EngineState machine, long address) {
    return machine.memory().readable[RunMemory.window(address)];
  }

  /** {@return how many rounds of a loop that each cost {@code charge} there is budget for} */
  public static int rounds(long budget, int charge) {
    return (int) Math.min(Math.max(budget, 0) / charge, MAX_ROUNDS);
  }

  /**
   * {@return how many of {@code rounds} a loop that counts by one goes on, {@code distance} away}
   */
  public static int before(long distance, int rounds) {
    long more = distance - 1;
    return more < 0 ? rounds : (int) Math.min(rounds, more);
  }

  /**
   * {@return in how many of {@code rounds} an access is inside the region}
   *
   * @param offset where it is in the first round
   * @param stride how far it moves in each
   */
  public static int within(byte[] data, long offset, int size, long stride, int rounds) {
    long last = data.length - (long) size;
    boolean isFar = stride >= Induction.MAX_STRIDE || stride <= -Induction.MAX_STRIDE;
    if (offset < 0 || offset > last || isFar) {
      return 0;
    }
    if (stride == 0) {
      return rounds;
    }
    long more = stride > 0 ? (last - offset) / stride : offset / -stride;
    return (int) Math.min(rounds, more + 1);
  }

  public static long load(EngineState machine, long address, int size, int slot) {
    machine.slot = slot;
    return machine.memory().load(address, size);
  }

  public static void store(EngineState machine, long address, long value, int size, int slot) {
    machine.slot = slot;
    machine.memory().store(address, size, value);
  }

  public static long atomic(
      EngineState machine, long address, long operand, long expected, int bits, int slot) {
    machine.slot = slot;
    int size = AtomicBits.size(bits);
    return machine.memory().atomic(AtomicBits.operation(bits), address, size, operand, expected);
  }

  public static long acquire(EngineState machine, long address, int size, int slot) {
    machine.slot = slot;
    return machine.memory().loadAcquire(address, size);
  }

  public static void release(EngineState machine, long address, long value, int size, int slot) {
    machine.slot = slot;
    machine.memory().storeRelease(address, size, value);
  }

  public static long packet(EngineState machine, long offset, int size) {
    return machine.loadPacket((int) offset, size);
  }

  /** Charges the budget for an exit. */
  public static void charge(EngineState machine, int amount, int slot) {
    machine.budget -= amount;
    if (machine.budget < 0) {
      throw machine.outOfBudget(slot);
    }
  }

  /** As {@link #charge}, for the program's own function, which has no caller at depth 0. */
  public static void chargeIfCalled(EngineState machine, int depth, int amount, int slot) {
    if (depth > 0) {
      charge(machine, amount, slot);
    }
  }

  public static VmFault outOfBudget(EngineState machine, int slot) {
    return machine.outOfBudget(slot);
  }

  public static @Nullable Executable tailCall(
      EngineState machine, int slot, int depth, long map, long index) {
    return machine.tailCall(slot, depth, map, index).orElse(null);
  }

  public static long continueWith(EngineState machine, Executable next, long context, int depth) {
    return machine.continueWith(next, context, depth);
  }

  /** Calls a function that is in another class. */
  public static long call(
      EngineState machine, int entry, long r1, long r2, long r3, long r4, long r5, int depth) {
    return machine.running().call(machine, entry, r1, r2, r3, r4, r5, depth);
  }
}
