package dev.jbpf.vm.exec;

import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Limits;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.Access;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.Borrowed;
import dev.jbpf.vm.helper.Callback;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.PacketMemory;
import dev.jbpf.vm.memory.RunMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run that both engines share: memory, frames, budget, and which instruction is to
 * blame. A machine serves one run at a time and is used again for the next.
 *
 * <p>The budget is charged whenever control goes back, by a jump or by a return, with the number of
 * slots that it goes back over: no run executes more instructions than its budget and the length of
 * its functions.
 */
public final class EngineState implements HelperCall, RunMemory.Site {
  /** How many frames there can be: the kernel's limit. */
  public static final int FRAMES = Limits.MAX_CALL_FRAMES;

  /** The bytes of a frame. */
  public static final int FRAME_BYTES = Limits.MAX_BPF_STACK;

  /** How many tail calls there can be in a run. */
  public static final int TAIL_CALLS = Limits.MAX_TAIL_CALL_CNT;

  /** How often {@code may_goto} goes on in a function: the kernel's limit. */
  public static final long MAY_GOTO_LIMIT = Limits.BPF_MAX_LOOPS;

  /** What is left of the budget. Public as compiled code counts it down. */
  public long budget;

  /** The slot that runs a helper or accesses memory. Public as compiled code sets it. */
  public int slot;

  /** How deep the function that runs a helper is. Public as compiled code sets it. */
  public int depth;

  /** What runs have in r1 at the start. Public as compiled code reads it. */
  public long r1;

  /** What runs have in r2 at the start. Public as compiled code reads it. */
  public long r2;

  /** The region that r1 is the address of, empty if there is none. Public as it is run with it. */
  public byte[] argument = ArrayRegion.NONE.data;

  /** The same if it may be written to, else empty. */
  public byte[] writableArgument = ArrayRegion.NONE.data;

  /** The function that the interpreter runs. */
  CallFrame frame;

  private final CallFrame bottom;
  private final AddressSpace space;
  private final RunMemory memory;
  private final PacketMemory packet;
  private final TailCalls tails;
  private final ArrayRegion[] frames;
  private Executable running;
  private int tailCalls;
  private int cpu;
  private long limit;

  /** A machine on {@code space} that starts with {@code running}. */
  public EngineState(AddressSpace space, TailCalls tails, Executable running) {
    this.space = space;
    this.memory = new RunMemory(space, this);
    this.packet = new PacketMemory(memory);
    this.tails = tails;
    this.running = running;
    this.bottom = new CallFrame(running.code(), 0);
    this.frame = bottom;
    int count = running.code().frames();
    this.frames = new ArrayRegion[count];
    for (int i = 0; i < count; i++) {
      frames[i] = new ArrayRegion("stack frame " + i, frameBase(i), new byte[FRAME_BYTES], true);
      memory.map(frames[i]);
    }
  }

  /** Where the program counts that counted last. */
  private long[] counts = {};

  private @Nullable MicroCode counted;
  private final Map<MicroCode, long[]> leased = new IdentityHashMap<>();

  /** What the run holds, what it took last at the end. */
  private final List<Holding> held = new ArrayList<>();

  /** What was given back since somebody asked. */
  private final List<Long> released = new ArrayList<>();

  private final Map<Class<?>, Object> states = new HashMap<>();
  private Context context = Context.NONE;

  /** Whether it holds something. */
  private boolean isHolding;

  /** Where the run took something, and what. */
  private record Holding(long address, int slot, Executable taker, Borrowed what) {}

  /** The runs that follow have that budget, and are on that CPU. */
  public void configure(long newLimit, int onCpu) {
    limit = newLimit;
    budget = newLimit;
    cpu = onCpu;
  }

  /** The runs that follow have these arguments. */
  public void give(long first, long second) {
    r1 = first;
    r2 = second;
    findArgument();
  }

  private void findArgument() {
    argument = dataAt(memory.readableAt(r1));
    writableArgument = dataAt(memory.writableAt(r1));
  }

  private byte[] dataAt(ArrayRegion region) {
    return region.base == r1 ? region.data : ArrayRegion.NONE.data;
  }

  /** Forgets the run before: zero stack, no tail calls. */
  public void reset(Executable start) {
    if (start.code().hasStores()) {
      clearStack();
    }
    if (running != start) {
      running = start;
    }
    frame = bottom;
    tailCalls = 0;
    budget = limit;
    slot = 0;
  }

  /** {@return where this machine counts the edges of {@code code}} */
  public long[] counts(MicroCode code) {
    if (code != counted) {
      counts = leased.computeIfAbsent(code, some -> some.edges().orElseThrow().lease());
      counted = code;
    }
    return counts;
  }

  /** As {@link #abandon}, for runs that are counted: counts the fault unless it shows already. */
  public void stopped(VmFault fault) {
    abandon();
    MicroCode code = running.code();
    boolean isCounted =
        fault.kind() == FaultKind.JUMP_OUTSIDE || fault.kind() == FaultKind.NOT_GIVEN_BACK;
    if (code.isCounted() && !isCounted) {
      counts(code)[EdgeCounts.stop(code, fault.slot().number())]++;
    }
  }

  /** Others may count on where this machine did. */
  public void stopCounting() {
    if (counted != null) {
      leased.forEach((code, array) -> code.edges().orElseThrow().giveBack(array));
      leased.clear();
      counted = null;
    }
  }

  /** {@return how much of the budget the last run took} */
  public long charged() {
    return limit - budget;
  }

  /** Takes away the context and the packet of the run before, and its arguments. */
  public void unmap() {
    give(0, 0);
    memory.unmapContext();
    packet.clear();
    states.clear();
    released.clear();
  }

  /** The runs that follow are given {@code placed}, which is in memory already. */
  public void given(Context placed) {
    context = placed;
  }

  @Override
  public Context given() {
    return context;
  }

  @Override
  public <T> T state(Class<T> kind, Supplier<T> first) {
    return kind.cast(states.computeIfAbsent(kind, unused -> first.get()));
  }

  /** {@return where things were that were given back since the last call} */
  List<Long> drainReleased() {
    if (released.isEmpty()) {
      return List.of();
    }
    List<Long> all = List.copyOf(released);
    released.clear();
    return all;
  }

  /** {@return what runs of this machine are in} */
  AddressSpace space() {
    return space;
  }

  @Override
  public Callback later(long function) {
    int entry = entry(function);
    Executable program = running;
    return (first, second, third) -> {
      EngineState alone = new EngineState(space, tails, program);
      alone.configure(limit, cpu);
      alone.reset(program);
      long at = AddressSpace.windowBase(AddressSpace.EXTRA_WINDOW);
      alone.memory.map(new ArrayRegion("the argument of a callback", at, second, false));
      try {
        long r0 = program.call(alone, entry, first, at, third, 0, 0, 0);
        alone.finish();
        return r0;
      } catch (Thrown thrown) {
        return alone.caught(thrown);
      }
    };
  }

  private void clearStack() {
    for (ArrayRegion frame : frames) {
      Arrays.fill(frame.data, (byte) 0);
    }
  }

  /** {@return the stack frame of that depth, 0 to 7} */
  public ArrayRegion frame(int at) {
    return frames[at];
  }

  private static long frameBase(int at) {
    return AddressSpace.windowBase(AddressSpace.STACK_WINDOW + at);
  }

  /** {@return r10 in a frame of that depth: the address behind its last byte} */
  public static long framePointer(int at) {
    return frameBase(at) + FRAME_BYTES;
  }

  /**
   * {@return the depth of a function that one at depth {@code at} calls}
   *
   * @throws VmFault if that is too deep
   */
  public int deeper(int at, int callSlot) {
    if (at + 1 < FRAMES) {
      return at + 1;
    }
    throw fault(FaultKind.CALL_DEPTH, callSlot, "more than " + FRAMES + " frames");
  }

  @Override
  public RunMemory memory() {
    return memory;
  }

  @Override
  public PacketMemory packet() {
    return packet;
  }

  @Override
  public int cpu() {
    return cpu;
  }

  @Override
  public long callBack(long function, long r1, long r2, long r3, long r4) {
    int entry = entry(function);
    int callSlot = slot;
    int callDepth = depth;
    long result = running.call(this, entry, r1, r2, r3, r4, 0, deeper(callDepth, callSlot));
    slot = callSlot;
    depth = callDepth;
    return result;
  }

  private int entry(long function) {
    int entry = AddressSpace.functionOf(function);
    if (entry < 0 || !running.code().isFunction(entry)) {
      throw badArgument("0x" + Long.toHexString(function) + " is no subprogram of this program");
    }
    return entry;
  }

  /** Notes who calls a helper, for faults and for calls back. */
  public void atHelper(int callSlot, int callDepth) {
    slot = callSlot;
    depth = callDepth;
  }

  /**
   * {@return the program to continue with, empty if there is none or too many came before}
   *
   * <p>The caller runs it with {@link #continueWith} and returns what that returns.
   */
  public Optional<Executable> tailCall(int callSlot, int callDepth, long map, long index) {
    atHelper(callSlot, callDepth);
    if (tailCalls >= TAIL_CALLS) {
      return Optional.empty();
    }
    Optional<Executable> next = tails.find(this, map, index & 0xffff_ffffL);
    if (next.isPresent()) {
      tailCalls++;
    }
    return next;
  }

  /** {@return r0 of {@code next}, run in place of the function at {@code atDepth}} */
  public long continueWith(Executable next, long context, int atDepth) {
    Executable before = running;
    running = next;
    findArgument();
    long result = next.call(this, 0, context, 0, 0, 0, 0, atDepth);
    findArgument();
    running = before;
    return result;
  }

  /** {@return r0 where a tail call found no program} */
  public static long noProgram() {
    return Errno.ENOENT.result();
  }

  /** {@return what the run does at present} */
  public Executable running() {
    return running;
  }

  /** {@return the packet's bytes for a packet load, negative if it ends the function} */
  public long loadPacket(int offset, int size) {
    return packet.loadNetwork(offset, size);
  }

  @Override
  public void hold(long address, Borrowed what) {
    held.add(new Holding(address, slot, running, what));
    isHolding = true;
  }

  @Override
  public Optional<Borrowed> giveBack(long address) {
    for (int i = held.size() - 1; i >= 0; i--) {
      if (held.get(i).address() == address) {
        Borrowed given = held.remove(i).what();
        isHolding = !held.isEmpty();
        if (given.endsAccess()) {
          released.add(address);
        }
        return Optional.of(given);
      }
    }
    return Optional.empty();
  }

  /**
   * The run is at its end.
   *
   * @throws VmFault if it holds something still, which others get now
   */
  public void finish() {
    if (isHolding) {
      throw notGivenBack();
    }
  }

  private VmFault notGivenBack() {
    Holding first = held.get(0);
    abandon();
    return new VmFault(
        FaultKind.NOT_GIVEN_BACK,
        first.slot(),
        first.taker().code().program().origin(new Slot(first.slot())),
        first.what().name() + " is not given back at the end of the run");
  }

  /** The run ended by a fault: what it held, others get now. */
  public void abandon() {
    held.forEach(holding -> holding.what().abandon());
    held.clear();
    isHolding = false;
  }

  @Override
  public RuntimeException thrown(long cookie) {
    return new Thrown(cookie);
  }

  /**
   * {@return r0 of the run that {@code thrown} ended}
   *
   * @throws VmFault as at the end of any other run
   */
  public long caught(Thrown thrown) {
    MicroCode code = running.code();
    if (code.isCounted()) {
      counts(code)[EdgeCounts.stop(code, slot)]++;
    }
    frame = bottom;
    long r0 = thrown.cookie();
    if (code.exceptionCallback().isPresent()) {
      int entry = code.exceptionCallback().getAsInt();
      r0 = running.call(this, entry, r0, 0, 0, 0, 0, 1);
    }
    bottom.registers[Reg.R0.number()] = r0;
    finish();
    return r0;
  }

  @Override
  public VmFault badArgument(String reason) {
    return fault(FaultKind.HELPER_ARGUMENT, slot, reason);
  }

  @Override
  public VmFault fault(FaultKind kind, Access access) {
    return new VmFault(kind, slot, origin(slot), access);
  }

  /** {@return a fault of the instruction at {@code at}} */
  public VmFault fault(FaultKind kind, int at, String reason) {
    int place = running.code().slotOf(at);
    return new VmFault(kind, place, origin(place), reason);
  }

  private Origin origin(int at) {
    return running.code().program().origin(new Slot(at));
  }

  /** Takes {@code amount} from the budget, for going back from {@code at}. */
  void charge(int amount, int at) {
    budget -= amount;
    if (budget < 0) {
      throw outOfBudget(at);
    }
  }

  /** {@return the fault of having gone back from {@code at} too often} */
  public VmFault outOfBudget(int at) {
    return fault(FaultKind.BUDGET, at, "the instruction budget is used up");
  }

  /** {@return the fault of the trap of that index} */
  public VmFault trapped(int index) {
    Trap trap = running.code().trap(index);
    return fault(trap.kind(), trap.slot(), trap.reason());
  }
}
