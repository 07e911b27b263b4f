package dev.jbpf.vm.world;

import dev.jbpf.kernel.StructField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What programs that trace learn of the machine: memory of the kernel and of processes, stacks,
 * symbols, counters. All of it is what a test gives. Thread-safe.
 */
public final class Tracing {
  private static final long[] KERNEL_STACK = {0xffff_ffff_8100_1000L, 0xffff_ffff_8100_0000L};
  private static final long[] USER_STACK = {0x40_1000L, 0x40_0000L};

  private final NavigableMap<Long, byte[]> memory =
      new ConcurrentSkipListMap<>(Long::compareUnsigned);
  private final Map<String, Long> symbols = new ConcurrentHashMap<>();
  private final List<Area> areas = new CopyOnWriteArrayList<>();
  private final Map<Area, KernelObject> structs = new ConcurrentHashMap<>();
  private final List<Signal> signals = new CopyOnWriteArrayList<>();
  private volatile long[] kernelStack = KERNEL_STACK;
  private volatile long[] userStack = USER_STACK;
  private volatile Counter counter = new Counter(0, 0, 0);
  private volatile long cookie;
  private volatile long functionAddress = KERNEL_STACK[0];
  private volatile Optional<PidNamespace> namespace = Optional.empty();
  private volatile OptionalLong overridden = OptionalLong.empty();

  /** About what the kernel's structure has. */
  private static final int AREA = 256;

  private static final int MOST_SIGNALS = 4_096;

  /** A stretch of a process's memory, from {@code start} to before {@code end}. */
  public record Area(long start, long end) {}

  /** No memory and no symbols, and a stack of two addresses each. */
  public Tracing() {}

  /** A signal that a program sent to the current task, or to its thread only. */
  public record Signal(int number, boolean isForThread) {}

  /** What a counter of events tells: its value, and for how long it was on and counted. */
  public record Counter(long value, long enabled, long running) {}

  /** The namespace of process ids that the current task is in, by its file, and its ids there. */
  public record PidNamespace(long device, long inode, int tgid, int pid) {}

  /** There are {@code bytes} at {@code address}, of the kernel's memory or of a process's. */
  public void setMemory(long address, byte[] bytes) {
    memory.put(address, bytes.clone());
  }

  /** {@return the {@code size} bytes at {@code address}; empty if they are not all there} */
  public Optional<byte[]> memory(long address, int size) {
    Map.Entry<Long, byte[]> below = memory.floorEntry(address);
    if (below == null) {
      return Optional.empty();
    }
    long from = address - below.getKey();
    byte[] bytes = below.getValue();
    return from >= 0 && from + size <= bytes.length
        ? Optional.of(Arrays.copyOfRange(bytes, (int) from, (int) from + size))
        : Optional.empty();
  }

  /** {@return whether a program could change that memory} */
  public boolean write(long address, byte[] changed) {
    Map.Entry<Long, byte[]> below = memory.floorEntry(address);
    if (memory(address, changed.length).isEmpty() || below == null) {
      return false;
    }
    byte[] bytes = below.getValue().clone();
    System.arraycopy(changed, 0, bytes, (int) (address - below.getKey()), changed.length);
    memory.put(below.getKey(), bytes);
    return true;
  }

  /** Makes these addresses the stack of the kernel, the innermost first. */
  public void setKernelStack(long... addresses) {
    kernelStack = addresses.clone();
  }

  /** Makes these addresses the stack of the process, the innermost first. */
  public void setUserStack(long... addresses) {
    userStack = addresses.clone();
  }

  /** {@return the stack of the process, or of the kernel} */
  public long[] stack(boolean isUser) {
    return (isUser ? userStack : kernelStack).clone();
  }

  /** The kernel has {@code name} at {@code address}. */
  public void setSymbol(String name, long address) {
    symbols.put(name, address);
  }

  /** {@return where the kernel has {@code name}} */
  public OptionalLong symbol(String name) {
    Long address = symbols.get(name);
    return address == null ? OptionalLong.empty() : OptionalLong.of(address);
  }

  /** The process has memory there. */
  public void addArea(long start, long end) {
    areas.add(new Area(start, end));
  }

  /** {@return the stretch of the process's memory that holds {@code address}} */
  public Optional<Area> area(long address) {
    return areas.stream()
        .filter(area -> area.start() <= address && address < area.end())
        .findFirst();
  }

  /**
   * {@return the {@code struct vm_area_struct} of a stretch, which starts with its two addresses}
   */
  public KernelObject struct(Area area) {
    return structs.computeIfAbsent(area, Tracing::made);
  }

  private static KernelObject made(Area area) {
    KernelObject struct = new KernelObject("struct vm_area_struct", new byte[AREA]);
    struct.set(new StructField("vm_area_struct", "vm_start", 0, Long.BYTES, false), area.start());
    struct.set(
        new StructField("vm_area_struct", "vm_end", Long.BYTES, Long.BYTES, false), area.end());
    return struct;
  }

  /** {@return the stretches of the process's memory, in the order in which they were added} */
  public List<Area> areas() {
    return List.copyOf(areas);
  }

  /** A program sends a signal; beyond some thousands nobody remembers them. */
  public void send(Signal signal) {
    if (signals.size() < MOST_SIGNALS) {
      signals.add(signal);
    }
  }

  /** {@return the signals that programs have sent since the last call} */
  public List<Signal> drainSignals() {
    List<Signal> all = new ArrayList<>(signals);
    signals.removeAll(all);
    return all;
  }

  /** Makes these the readings of events that programs read. */
  public void setCounter(Counter readings) {
    counter = readings;
  }

  /** {@return the readings of events} */
  public Counter counter() {
    return counter;
  }

  /** Makes {@code number} what {@code bpf_get_attach_cookie} returns. */
  public void setCookie(long number) {
    cookie = number;
  }

  /** {@return the number that the program was attached with} */
  public long cookie() {
    return cookie;
  }

  /** Makes {@code address} that of the traced function. */
  public void setFunctionAddress(long address) {
    functionAddress = address;
  }

  /** {@return where the traced function is} */
  public long functionAddress() {
    return functionAddress;
  }

  /** Puts the current task into a namespace of process ids. */
  public void setNamespace(PidNamespace of) {
    namespace = Optional.of(of);
  }

  /** {@return the namespace of process ids, if a test gave one} */
  public Optional<PidNamespace> namespace() {
    return namespace;
  }

  /** A program says what the traced function returns. */
  public void override(long result) {
    overridden = OptionalLong.of(result);
  }

  /** {@return what the last program that did so made the traced function return} */
  public OptionalLong overridden() {
    return overridden;
  }
}
