package dev.jbpf.verifier.step.memory;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.StackSlot;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import java.util.Optional;

/** The stack, byte by byte: what is stored where, and what a load finds. */
public final class StackMemory {
  private static final int SIZE = Frame.SLOTS * StackSlot.BYTES;
  private static final long MAX_OFFSET = 1L << 29;

  private final Machine machine;

  public StackMemory(Machine machine) {
    this.machine = machine;
  }

  /** {@return the slot that holds the byte at {@code off}, which is below 0} */
  private static int slot(long off) {
    return (int) (-off - 1) / StackSlot.BYTES;
  }

  /** {@return which byte of its slot is at {@code off}} */
  private static int index(long off) {
    return (int) off & StackSlot.BYTES - 1;
  }

  private Frame frame(Pointer pointer) {
    return machine.state().frame(pointer.frame());
  }

  /** Checks that the access stays within the stack. */
  public void checkRange(Regions.Access access) {
    Pointer pointer = access.pointer();
    Scalar var = pointer.var();
    if (var.smax() >= MAX_OFFSET || var.smin() <= -MAX_OFFSET) {
      throw access.refusal(Rule.STACK_VARIABLE, "the offset into the stack is unbounded: " + var);
    }
    long least = access.from() + var.smin();
    long end = access.from() + var.smax() + Math.max(1, access.size());
    if (least < -SIZE || end > 0) {
      throw access.refusal(
          Rule.STACK_RANGE,
          access.bytes()
              + " at "
              + place(least < -SIZE ? least : end - access.size())
              + ", outside the stack frame of "
              + SIZE
              + " bytes");
    }
    machine.depths.use(frame(pointer).function(), -least);
  }

  /** Stores {@code value} in {@code size} bytes. */
  void store(Regions.Access access, Value value) {
    checkRange(access);
    if (!access.pointer().isFixed()) {
      storeSomewhere(access, value);
      return;
    }
    Frame frame = frame(access.pointer());
    long off = access.from() + access.pointer().var().value();
    int size = (int) access.size();
    destroyKept(frame, off, size, access);
    boolean isAligned = index(off) == 0;
    if (value instanceof Num num) {
      storeNumber(frame, off, size, num, isAligned);
    } else if (size == StackSlot.BYTES && isAligned) {
      checkOwner(frame, value, access);
      frame.setSlot(slot(off), StackSlot.UNWRITTEN.spill(value, size));
    } else {
      throw access.refusal(
          Rule.SPILL_SIZE, "a pointer is stored as " + access.bytes() + " at " + place(off));
    }
    if (size == StackSlot.BYTES) {
      frame.overwrote(slot(off));
    }
  }

  /** An address of the stack stays in the frame that runs: no caller finds one that is gone. */
  private void checkOwner(Frame frame, Value value, Regions.Access access) {
    boolean isOfStack = value instanceof Pointer pointer && pointer.kind() == PointerKind.STACK;
    if (isOfStack && frame != machine.state().top()) {
      throw access.refusal(
          Rule.STACK_ESCAPE, "a stack pointer is stored in the stack frame of a caller");
    }
  }

  private void storeNumber(Frame frame, long off, int size, Num num, boolean isAligned) {
    int slot = slot(off);
    StackSlot before = frame.slot(slot);
    if (isAligned && isRemembered(num, size)) {
      frame.setSlot(slot, before.spill(kept(num, size), size));
      return;
    }
    boolean isZero = num.scalar().is(0);
    if (isZero) {
      num.demand();
    }
    fill(frame, off, size, isZero ? StackSlot.ZERO : StackSlot.ANY);
  }

  /**
   * Older kernels do not remember numbers of which they know nothing, nor parts of registers; and
   * zero by bytes.
   */
  private boolean isRemembered(Num num, int size) {
    return machine.since(6, 9)
        || !num.scalar().equals(Scalar.UNKNOWN)
            && !num.scalar().is(0)
            && (size == StackSlot.BYTES || machine.since(5, 16));
  }

  /** What is stored of a number stays linked to it only if all of it is. */
  private static Num kept(Num num, int size) {
    boolean isWhole = size == StackSlot.BYTES || fits(num.scalar(), size);
    return isWhole ? num.copy() : num.made(num.scalar());
  }

  /** {@return whether a store keeps all of the number, so that a load finds it again} */
  static boolean keeps(Regions.Access access, Num num) {
    Pointer pointer = access.pointer();
    return pointer.kind() == PointerKind.STACK
        && pointer.isFixed()
        && index(access.from() + pointer.var().value()) == 0
        && fits(num.scalar(), (int) access.size());
  }

  private static boolean fits(Scalar scalar, int size) {
    return size == StackSlot.BYTES || scalar.umax() >>> size * Byte.SIZE == 0;
  }

  /** Makes bytes of one kind. */
  private static void fill(Frame frame, long off, long size, int kind) {
    for (long at = off; at < off + size; ) {
      int index = index(at);
      int count = (int) Math.min(StackSlot.BYTES - index, off + size - at);
      frame.setSlot(slot(at), frame.slot(slot(at)).fill(kind, index, count));
      at += count;
    }
  }

  /** What the kernel keeps is lost when it is overwritten: it must not be a reference. */
  private void destroyKept(Frame frame, long off, long size, Regions.Access access) {
    for (int slot = slot(off + size - 1); slot <= slot(off); slot++) {
      Kept kept = frame.slot(slot).kept();
      if (kept != null && (kept.kind() != Kept.Kind.DYNPTR || machine.losesDynptrs())) {
        if (kept.reference() != 0 && kept.kind() == Kept.Kind.DYNPTR) {
          throw access.refusal(Rule.DYNPTR, "a dynptr is overwritten while it is in use");
        }
        KeptSlots.forget(machine, frame, slot, kept);
      }
    }
  }

  private void storeSomewhere(Regions.Access access, Value value) {
    Frame frame = frame(access.pointer());
    long from = access.from() + access.pointer().var().smin();
    long to = access.from() + access.pointer().var().smax() + access.size();
    destroyKept(frame, from, to - from, access);
    boolean isZero = value instanceof Num num && num.scalar().is(0);
    for (long at = from; at < to; at++) {
      StackSlot before = frame.slot(slot(at));
      boolean staysZero = isZero && isZero(before, index(at));
      boolean isUnwritten = before.kind(index(at)) == StackSlot.NOTHING;
      machine.stackRead(access.pointer().frame(), slot(at));
      if (!staysZero && !(isUnwritten && !machine.readsUnwrittenStack())) {
        frame.setSlot(slot(at), before.fill(StackSlot.ANY, index(at), 1));
      }
    }
    if (value instanceof Num num && isZero) {
      num.demand();
    }
  }

  /** {@return what a load of {@code size} bytes finds} */
  Value load(Regions.Access access) {
    checkRange(access);
    Pointer pointer = access.pointer();
    if (!pointer.isFixed()) {
      use(access, false);
      return Num.unknown();
    }
    long off = access.from() + pointer.var().value();
    machine.stackRead(pointer.frame(), slot(off));
    StackSlot slot = frame(pointer).slot(slot(off));
    return slot.isSpill() ? reload(access, slot, off) : bytes(access, slot, off);
  }

  private Value reload(Regions.Access access, StackSlot slot, long off) {
    int size = (int) access.size();
    int spilled = slot.spilledBytes();
    if (size == StackSlot.BYTES && spilled == StackSlot.BYTES) {
      return slot.value() instanceof Num num ? num.copy() : slot.value();
    }
    if (!(slot.value() instanceof Num num)) {
      throw access.refusal(
          Rule.SPILL_SIZE, "part of a spilled pointer is loaded, from " + place(off));
    }
    if (index(off) == 0 && (size == spilled || size < spilled && machine.since(6, 9))) {
      return fits(num.scalar(), size) ? num.copy() : num.made(num.scalar().lower(size));
    }
    return bytes(access, slot, off);
  }

  private Value bytes(Regions.Access access, StackSlot slot, long off) {
    boolean isZero = true;
    for (int i = 0; i < access.size(); i++) {
      isZero &= isZero(slot, index(off) + i);
      checkReadable(access, slot.kind(index(off) + i), off + i);
    }
    if (isZero && slot.value() instanceof Num num) {
      num.demand();
    }
    return isZero ? Num.constant(0) : Num.unknown();
  }

  private static boolean isZero(StackSlot slot, int index) {
    int kind = slot.kind(index);
    boolean isOfZero = slot.value() instanceof Num num && num.scalar().is(0);
    return kind == StackSlot.ZERO || kind == StackSlot.SPILL && isOfZero;
  }

  private void checkReadable(Regions.Access access, int kind, long off) {
    boolean isUnwritten = kind == StackSlot.NOTHING && !machine.readsUnwrittenStack();
    if (isUnwritten || kind == StackSlot.KEPT) {
      throw access.refusal(
          isUnwritten ? Rule.STACK_UNWRITTEN : Rule.DYNPTR,
          "the stack byte at "
              + place(off)
              + (isUnwritten ? " was not written on this path" : " is the kernel's"));
    }
  }

  private static String place(long off) {
    return "fp" + (off < 0 ? "" : "+") + off;
  }

  /** {@return the number that those bytes of the stack are, if that is known} */
  public Optional<Num> constant(Pointer pointer, int size) {
    long off = pointer.off() + pointer.var().value();
    StackSlot slot = frame(pointer).slot(slot(off));
    // A key in the upper half of a number is taken for all of it.
    if (slot.isSpill() && slot.spilledBytes() - index(off) == size) {
      return slot.value() instanceof Num num && num.scalar().isConstant()
          ? Optional.of(num)
          : Optional.empty();
    }
    for (int i = index(off); i < index(off) + size; i++) {
      if (i >= StackSlot.BYTES || slot.kind(i) != StackSlot.ZERO) {
        return Optional.empty();
      }
    }
    return Optional.of(Num.constant(0));
  }

  /** A helper reads, or writes as well, all bytes that the access may touch. */
  public void use(Regions.Access access, boolean isWritten) {
    Frame frame = frame(access.pointer());
    Scalar var = access.pointer().var();
    long from = access.from() + var.smin();
    long to = access.from() + var.smax() + access.size();
    for (long at = from; at < to; at++) {
      StackSlot slot = frame.slot(slot(at));
      machine.stackRead(access.pointer().frame(), slot(at));
      checkReadable(access, slot.kind(index(at)), at);
    }
    if (isWritten && to > from) {
      fill(frame, from, to - from, StackSlot.ANY);
    }
  }

  /** Checks that none of the bytes at a constant offset is a dynptr's: no helper writes there. */
  public void checkNoDynptr(Regions.Access access) {
    long from = access.from() + access.pointer().var().value();
    for (long at = from; at < from + access.size(); at++) {
      Kept kept = frame(access.pointer()).slot(slot(at)).kept();
      if (kept != null && kept.kind() == Kept.Kind.DYNPTR) {
        throw access.refusal(Rule.DYNPTR, "a helper overwrites the dynptr at " + place(at));
      }
    }
  }

  /** A helper writes all bytes at a constant offset, whatever they were. */
  public void overwrite(Regions.Access access) {
    Frame frame = frame(access.pointer());
    long from = access.from() + access.pointer().var().value();
    if (access.size() > 0) {
      destroyKept(frame, from, access.size(), access);
      fill(frame, from, access.size(), StackSlot.ANY);
    }
  }
}
