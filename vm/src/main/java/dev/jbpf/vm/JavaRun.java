package dev.jbpf.vm;

import dev.jbpf.diag.Origin;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.Access;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.Borrowed;
import dev.jbpf.vm.helper.Callback;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.ProgramMemory;
import dev.jbpf.vm.helper.ProgramPacket;
import dev.jbpf.vm.map.TypedMap;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.PacketMemory;
import dev.jbpf.vm.memory.RunMemory;
import dev.jbpf.vm.place.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A run whose program is Java code: it has a context, memory and maps as programs have, and calls
 * the same helpers. For one thread.
 */
public final class JavaRun implements HelperCall {
  /** Windows where no program has anything: for memory that Java lends. */
  private static final int FIRST_LENT = 1;

  private static final int MOST_LENT = 14;

  private final Vm vm;
  private final int cpu;
  private final RunMemory memory;
  private final PacketMemory packet;
  private final Map<Class<?>, Object> states = new HashMap<>();
  private final List<Holding> held = new ArrayList<>();
  private Optional<Context> context = Optional.empty();
  private final List<JavaFunction> callbacks = new ArrayList<>();
  private final ArrayRegion[] lent = new ArrayRegion[MOST_LENT];

  /** A function of Java that helpers call. */
  @FunctionalInterface
  public interface JavaFunction {
    /** {@return r0} */
    long call(long r1, long r2, long r3, long r4);
  }

  /** What the run has, and where. */
  private record Holding(long address, Borrowed what) {}

  JavaRun(Vm vm, int cpu) {
    this.vm = vm;
    this.cpu = cpu;
    this.memory = new RunMemory(vm.space(), JavaRun::fault);
    this.packet = new PacketMemory(memory);
  }

  private static VmFault fault(FaultKind kind, Access access) {
    return new VmFault(kind, 0, Origin.UNKNOWN, access);
  }

  /** {@return the world that it is in} */
  public Vm vm() {
    return vm;
  }

  /** {@return r1 of a program that is run with {@code context}, which is put in its place} */
  public long place(Context context) {
    memory.unmapContext();
    packet.clear();
    states.clear();
    this.context = Optional.of(context);
    return Placement.place(context, memory, packet);
  }

  /** {@return what stands for {@code map} where helpers want one} */
  public long handle(TypedMap<?, ?> map) {
    return AddressSpace.mapHandle(map.descriptor());
  }

  /** {@return what stands for {@code function} where helpers want one} */
  public long handle(JavaFunction function) {
    callbacks.add(function);
    return AddressSpace.functionHandle(callbacks.size() - 1);
  }

  /**
   * {@return the address of {@code bytes} themselves, until they are taken back}
   *
   * @throws IllegalStateException if there are too many already
   */
  public long lend(byte[] bytes) {
    for (int i = 0; i < MOST_LENT; i++) {
      if (lent[i] == null) {
        long base = AddressSpace.windowBase(FIRST_LENT + i);
        lent[i] = new ArrayRegion("memory of Java", base, bytes, true);
        memory.map(lent[i]);
        return base;
      }
    }
    throw new IllegalStateException("more than " + MOST_LENT + " pieces of memory");
  }

  /** Takes back what was lent at that address. */
  public void takeBack(long address) {
    int window = RunMemory.window(address);
    lent[window - FIRST_LENT] = null;
    memory.unmap(window);
  }

  /** {@return whether {@code helper} is there} */
  public boolean has(Helper helper) {
    return vm.helper(helper.value()).isPresent();
  }

  /**
   * {@return r0 of {@code helper}}
   *
   * @param arguments r1 to r5, as many as it takes
   * @throws VmFault if it cannot take them, or nobody has it
   */
  public long call(Helper helper, long... arguments) {
    long[] all = Arrays.copyOf(arguments, 5);
    return function(helper).call(this, all[0], all[1], all[2], all[3], all[4]);
  }

  private HelperFunction function(Helper helper) {
    return vm.helper(helper.value())
        .orElseThrow(
            () ->
                new VmFault(
                    FaultKind.UNKNOWN_HELPER,
                    0,
                    Origin.UNKNOWN,
                    helper.functionName() + " is none of the virtual machine's"));
  }

  /**
   * {@return the 1, 2 or 4 bytes of the packet at {@code offset}, most significant first; negative
   * if they are not there}
   */
  public long loadPacket(int offset, int size) {
    return packet.loadNetwork(offset, size);
  }

  /** {@return a copy of the memory that the context is in, as it was left} */
  public byte[] context() {
    ArrayRegion region = memory.readableAt(AddressSpace.windowBase(AddressSpace.CONTEXT_WINDOW));
    return region.data.clone();
  }

  /**
   * The run is at its end.
   *
   * @throws VmFault if it holds something still, which others get now
   */
  public void finish() {
    if (!held.isEmpty()) {
      String name = held.get(0).what().name();
      abandon();
      throw new VmFault(
          FaultKind.NOT_GIVEN_BACK,
          0,
          Origin.UNKNOWN,
          name + " is not given back at the end of the run");
    }
  }

  /** The run was broken off: what it held, others get now. */
  public void abandon() {
    held.forEach(holding -> holding.what().abandon());
    held.clear();
  }

  @Override
  public ProgramMemory memory() {
    return memory;
  }

  @Override
  public ProgramPacket packet() {
    return packet;
  }

  @Override
  public int cpu() {
    return cpu;
  }

  @Override
  public long callBack(long function, long r1, long r2, long r3, long r4) {
    return function(function).call(r1, r2, r3, r4);
  }

  @Override
  public Callback later(long function) {
    JavaFunction code = function(function);
    return (r1, r2, r3) -> {
      long at = lend(r2);
      try {
        return code.call(r1, at, r3, 0);
      } finally {
        takeBack(at);
      }
    };
  }

  private JavaFunction function(long address) {
    int index = AddressSpace.functionOf(address);
    if (index < 0 || index >= callbacks.size()) {
      throw badArgument("0x" + Long.toHexString(address) + " is no function");
    }
    return callbacks.get(index);
  }

  @Override
  public Context given() {
    return context.orElseThrow(() -> badArgument("the run has no context"));
  }

  @Override
  public <T> T state(Class<T> kind, Supplier<T> first) {
    return kind.cast(states.computeIfAbsent(kind, unused -> first.get()));
  }

  @Override
  public void hold(long address, Borrowed what) {
    held.add(new Holding(address, what));
  }

  @Override
  public Optional<Borrowed> giveBack(long address) {
    for (int i = held.size() - 1; i >= 0; i--) {
      if (held.get(i).address() == address) {
        return Optional.of(held.remove(i).what());
      }
    }
    return Optional.empty();
  }

  @Override
  public VmFault badArgument(String reason) {
    return new VmFault(FaultKind.HELPER_ARGUMENT, 0, Origin.UNKNOWN, reason);
  }
}
