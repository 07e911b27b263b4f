package dev.jbpf.runtime.perf;

import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What a performance event counts, samples or probes: the arguments of perf_event_open(2). */
public final class PerfAttr {
  /** The size of the struct in Linux 4.1, the first that any kernel with eBPF knows. */
  private static final int FIRST_SIZE = 112;

  /** In the unit of bit fields that {@link PerfField#DISABLED} starts. */
  private static final int FREQUENCY_BIT = 10;

  private final BpfSyscalls syscalls;
  private final Struct struct;

  /** Texts that the struct points to, kept reachable. */
  private final List<NativeMemory> texts = new ArrayList<>();

  /**
   * An event.
   *
   * @param type the kernel's number of the kind of event
   * @param config which event of that kind
   */
  public PerfAttr(BpfSyscalls syscalls, long type, long config) {
    this.syscalls = syscalls;
    this.struct =
        new Struct(syscalls, FIRST_SIZE)
            .set(PerfField.TYPE, type)
            .set(PerfField.SIZE, FIRST_SIZE)
            .set(PerfField.CONFIG, config);
  }

  /** {@return this, with that number in {@code field}} */
  public PerfAttr set(PerfField field, long value) {
    struct.set(field, value);
    return this;
  }

  /** {@return this, with the address of that text in {@code field}} */
  public PerfAttr set(PerfField field, String text) {
    NativeMemory block = NativeMemory.text(syscalls, text);
    texts.add(block);
    return set(field, block.address());
  }

  /** {@return this, sampling that often a second} */
  public PerfAttr frequency(int hertz) {
    return set(PerfField.SAMPLE_PERIOD, hertz).set(PerfField.DISABLED, bit(FREQUENCY_BIT));
  }

  /** C lays bit fields out from the machine's first bit. */
  private static long bit(int number) {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? 1L << number
        : Long.MIN_VALUE >>> number;
  }

  Struct struct() {
    return struct;
  }

  BpfSyscalls syscalls() {
    return syscalls;
  }
}
