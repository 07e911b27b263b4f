package dev.jbpf.vm.provenance;

import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.RunMemory;
import dev.jbpf.vm.memory.SharedRegion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the registers and the stack of a run hold beside their values. It says of an access why it
 * is none that the kernel would admit; it never says so of one that is right.
 */
public final class Shadow {
  private static final int REGISTERS = 11;
  private static final int FRAME = 10;
  private static final int ARGUMENTS = 5;

  private final RunMemory memory;
  private final AddressSpace space;
  private final Tag[][] registers;
  private final StackShadow[] stacks;
  private final Map<Long, Long> released = new HashMap<>();
  private long now;
  private long packetMoved = -1;

  /** Nothing yet, of a run in {@code memory} with that many frames of that size. */
  public Shadow(RunMemory memory, AddressSpace space, int frames, int frameBytes) {
    this.memory = memory;
    this.space = space;
    this.registers = new Tag[frames][REGISTERS];
    this.stacks = new StackShadow[frames];
    Arrays.setAll(stacks, unused -> new StackShadow(frameBytes));
  }

  /** The function at that depth starts, with these arguments. */
  public void enter(int depth, Tag... arguments) {
    Tag[] tags = registers[depth];
    Arrays.fill(tags, Tag.UNWRITTEN);
    System.arraycopy(arguments, 0, tags, 1, arguments.length);
    stacks[depth].clear();
    ArrayRegion stack = memory.readable[AddressSpace.STACK_WINDOW + depth];
    tags[FRAME] =
        new Tag.Pointer(
            stack.name(), stack.base, stack.base + stack.length(), stack.base, now, false);
  }

  /** {@return the first {@code count} arguments of a function that the one at that depth calls} */
  public Tag[] arguments(int depth) {
    return Arrays.copyOfRange(registers[depth], 1, 1 + ARGUMENTS);
  }

  /** {@return what is in a register} */
  public Tag get(int depth, int register) {
    return registers[depth][register];
  }

  /** A register is written. */
  public void set(int depth, int register, Tag tag) {
    registers[depth][register] = tag;
  }

  /** A call is over: its arguments are gone. */
  public void called(int depth, Tag result) {
    Arrays.fill(registers[depth], 1, 1 + ARGUMENTS, Tag.UNWRITTEN);
    registers[depth][0] = result;
  }

  /** The packet may be elsewhere. */
  public void movePacket() {
    packetMoved = now++;
  }

  /** What starts at {@code address} is the run's no more. */
  public void release(long address) {
    released.put(address, now++);
  }

  /**
   * {@return what {@code value} is if it is a pointer, which whoever calls knows; else a number}
   */
  public Tag pointer(long value) {
    ArrayRegion own = memory.readableAt(value);
    if (own != ArrayRegion.NONE && value >= own.base && value <= own.base + own.length()) {
      int window = RunMemory.window(value);
      boolean isPacket = window >= AddressSpace.PACKET_WINDOW && window < AddressSpace.EXTRA_WINDOW;
      return new Tag.Pointer(own.name(), own.base, own.base + own.length(), value, now, isPacket);
    }
    return shared(value).map(region -> inside(region, value)).orElse(Tag.NUMBER);
  }

  private Optional<SharedRegion> shared(long value) {
    return value < 0
        ? Optional.empty()
        : space.below(value).filter(region -> value - region.base() < region.length());
  }

  /** Of a map, one value. */
  private Tag inside(SharedRegion region, long value) {
    long start = region.addressOf(region.indexOf(value));
    return new Tag.Pointer(region.name(), start, start + region.valueSize(), value, now, false);
  }

  /** {@return whether {@code value} is where something starts that is no value of a map} */
  private boolean isObject(long value) {
    return shared(value).filter(region -> region.base() == value && !region.isOfMap()).isPresent();
  }

  /**
   * {@return why the access is none that the kernel would admit; empty if it is one}
   *
   * @param register through which it goes
   */
  public Optional<String> refuse(int depth, int register, long address, int size, boolean isLoad) {
    Tag tag = registers[depth][register];
    if (tag instanceof Tag.Unwritten) {
      return Optional.of("r" + register + " was never written");
    }
    if (!(tag instanceof Tag.Pointer pointer)) {
      return Optional.of("r" + register + " is a number, and no pointer");
    }
    String name = "r" + register + " points to " + pointer.name();
    if (pointer.isPacket() && pointer.born() <= packetMoved) {
      return Optional.of(name + " where it was before a helper may have moved it");
    }
    if (isReleased(pointer.start(), pointer) || isReleased(pointer.origin(), pointer)) {
      return Optional.of(name + ", which the run has given back");
    }
    if (!pointer.holds(address, size)) {
      return Optional.of(name + ", and goes out of it");
    }
    return isStack(address, stacks.length)
        ? refuseOfStack(pointer, address, size, isLoad)
        : Optional.empty();
  }

  private Optional<String> refuseOfStack(
      Tag.Pointer pointer, long address, int size, boolean isLoad) {
    StackShadow stack = stack(address);
    int offset = offset(address);
    if (offset % size != 0) {
      return Optional.of(size + " bytes of " + pointer.name() + " at no multiple of " + size);
    }
    if (isLoad && !stack.isWritten(offset, size)) {
      return Optional.of("what is loaded of " + pointer.name() + " was never written");
    }
    return isLoad && stack.isPart(offset, size)
        ? Optional.of("a part of a pointer is loaded of the stack")
        : Optional.empty();
  }

  private boolean isReleased(long address, Tag.Pointer pointer) {
    return released.getOrDefault(address, -1L) >= pointer.born();
  }

  private static boolean isStack(long address, int frames) {
    int window = RunMemory.window(address);
    return window >= AddressSpace.STACK_WINDOW && window < AddressSpace.STACK_WINDOW + frames;
  }

  private StackShadow stack(long address) {
    return stacks[RunMemory.window(address) - AddressSpace.STACK_WINDOW];
  }

  private static int offset(long address) {
    return (int) (address - AddressSpace.windowBase(RunMemory.window(address)));
  }

  /** {@return what was loaded from there, which is {@code value}} */
  public Tag loaded(long address, int size, long value) {
    if (isStack(address, stacks.length)) {
      return stack(address).load(offset(address), size);
    }
    boolean isContext = RunMemory.window(address) == AddressSpace.CONTEXT_WINDOW;
    boolean mayPoint = isContext ? size >= Integer.BYTES : size == Long.BYTES && isObject(value);
    return mayPoint ? pointer(value) : Tag.NUMBER;
  }

  /** {@return why what is stored there must not be; empty if it may} */
  public Optional<String> store(int depth, int register, long address, int size) {
    Tag tag = register < REGISTERS ? registers[depth][register] : Tag.NUMBER;
    if (tag instanceof Tag.Unwritten) {
      return Optional.of("r" + register + ", which is stored, was never written");
    }
    if (isStack(address, stacks.length)) {
      if (tag instanceof Tag.Pointer && size != Long.BYTES) {
        return Optional.of("a part of a pointer is kept on the stack");
      }
      stack(address).store(offset(address), size, tag);
    }
    return Optional.empty();
  }

  /** A helper may have written to the stacks that the arguments point to. */
  public void written(int depth, long[] values) {
    for (int i = 1; i <= ARGUMENTS; i++) {
      boolean isPointer = registers[depth][i] instanceof Tag.Pointer;
      if (isPointer && isStack(values[i], stacks.length)) {
        stack(values[i]).storeFrom(offset(values[i]));
      }
    }
  }
}
