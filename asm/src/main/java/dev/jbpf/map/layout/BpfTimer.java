package dev.jbpf.map.layout;

/**
 * The kernel's {@code struct bpf_timer}, as a component of a record that is a map's value: a
 * program starts it, and the kernel calls a function of the program when it is due. Java reads it
 * as idle, whatever it does, and what it writes there is passed over.
 *
 * <pre>{@code
 * record Window(BpfTimer timer, long count) {}
 * MapDef<Integer, Window> windows = MapDef.array("windows", Codec.record(Window.class), 1);
 * }</pre>
 *
 * <p>One a value, in arrays and hash tables, since Linux 5.15; programs of tracing may not start
 * timers.
 *
 * <p>Source: {@code Documentation/bpf/} and {@code include/uapi/linux/bpf.h}.
 *
 * @param first the kernel's own; 0 for a value that is stored
 * @param second the same
 */
public record BpfTimer(long first, long second) {
  /** {@code CLOCK_MONOTONIC}: the clock that programs of this library have timers count by. */
  public static final int CLOCK = 1;

  /** One that nobody has started, for values that are stored. */
  public static final BpfTimer IDLE = new BpfTimer(0, 0);
}
