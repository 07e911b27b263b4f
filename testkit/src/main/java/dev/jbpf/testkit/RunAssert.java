package dev.jbpf.testkit;

import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.kernel.StructField;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.testkit.text.EntryRepresentation;
import dev.jbpf.testkit.text.Paint;
import dev.jbpf.testkit.text.ReturnCodes;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.vm.packet.DecodedPacket;
import dev.jbpf.vm.packet.Packet;
import dev.jbpf.vm.packet.PacketDifference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractLongAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.MapAssert;
import org.opentest4j.TestAbortedException;

/** Assertions on what a run left. */
@SuppressWarnings("exports")
public final class RunAssert extends AbstractAssert<RunAssert, Outcome> {
  private static final long LOW = 0xffff_ffffL;

  private final Explanation explanation;

  RunAssert(Outcome outcome, Explanation explanation) {
    super(outcome, RunAssert.class);
    this.explanation = explanation;
  }

  /** Asserts that the program returned {@code r0}, of which the kernel gives 32 bits. */
  public RunAssert returned(long r0) {
    long mask = Current.engine() == TestEngine.KERNEL ? LOW : -1;
    if ((actual.r0() & mask) != (r0 & mask)) {
      failWithMessage(
          "%s: Expected r0 to be <%s>, but it is <%s>%n%s",
          Current.engine(),
          Paint.here().good(named(r0 & mask)),
          Paint.here().bad(named(actual.r0())),
          explanation.text());
    }
    return this;
  }

  private String named(long r0) {
    return ReturnCodes.text(explanation.type(), r0);
  }

  /** As {@link #returned(long)}. */
  public RunAssert returned(KernelConstant verdict) {
    return returned(verdict.value());
  }

  /** Asserts that the packet is now that one. */
  public RunAssert leavesPacket(Packet packet) {
    return leavesPacket(packet.bytes());
  }

  /** {@return the packet as the program left it, taken apart} */
  public DecodedPacket packet() {
    return explanation.decoded(actual.packet());
  }

  /** Asserts that the packet is now {@code bytes}. */
  public RunAssert leavesPacket(byte[] bytes) {
    if (!Arrays.equals(actual.packet(), bytes)) {
      failWithMessage(
          "%s: Expected another packet; it differs from byte %d on:%n%s%s",
          Current.engine(),
          Arrays.mismatch(actual.packet(), bytes),
          PacketDifference.text(explanation.decoded(bytes), packet()),
          explanation.text());
    }
    return this;
  }

  /**
   * {@return assertions on a member of the context as the program left it, unsigned} The kernel
   * engine skips the rest of the test where its test run does not tell.
   *
   * @throws IllegalArgumentException if it has more than 8 bytes
   */
  public AbstractLongAssert<?> andMember(StructField member) {
    if (actual.context().length < member.offset() + member.size()) {
      throw new TestAbortedException("the test run does not tell what is in " + member);
    }
    if (member.size() > Long.BYTES) {
      throw new IllegalArgumentException(member + " has " + member.size() + " bytes");
    }
    long value = 0;
    for (int i = member.size() - 1; i >= 0; i--) {
      value = value << Byte.SIZE | actual.context()[member.offset() + i] & 0xff;
    }
    return Assertions.assertThat(value);
  }

  /** {@return assertions on the contents of the map of that definition} */
  public <K, V> MapAssert<K, V> andMap(MapDef<K, V> def) {
    return Assertions.assertThat(found(() -> actual.remains().map(def)).toMap())
        .withRepresentation(new EntryRepresentation(def));
  }

  /**
   * Asserts that the map of that definition has these entries and, but for arrays, whose other
   * entries are zero, no others. A failure tells those that differ.
   */
  public <K, V> RunAssert leavesMap(MapDef<K, V> def, Map<K, V> entries) {
    Map<K, V> found = found(() -> actual.remains().map(def)).toMap();
    String difference = EntryRepresentation.difference(def, entries, found);
    if (!difference.isEmpty()) {
      throw failure(
          "%s: map %s is not as expected:%n%s%s",
          Current.engine(), def.name(), difference, explanation.text());
    }
    return this;
  }

  /** {@return assertions on the value of a global variable of the program's object} */
  public <T> org.assertj.core.api.ObjectAssert<T> andVariable(String name, Codec<T> codec) {
    return Assertions.assertThat(found(() -> actual.remains().variable(name, codec)));
  }

  /**
   * {@return assertions on the sums over all CPUs of a map with a value for each} Engines have
   * different numbers of CPUs.
   */
  public <K, V extends Number> MapAssert<K, Long> andSum(MapDef<K, List<V>> def) {
    Map<K, Long> sums = new LinkedHashMap<>();
    found(() -> actual.remains().map(def))
        .toMap()
        .forEach((key, all) -> sums.put(key, all.stream().mapToLong(Number::longValue).sum()));
    return Assertions.assertThat(sums);
  }

  /**
   * {@return assertions on what one CPU has in a map with a value for each} {@link
   * ProgramAssert#onCpu} says where a program runs.
   *
   * @param cpu counted from 0
   */
  public <K, V> MapAssert<K, V> andCpu(MapDef<K, List<V>> def, int cpu) {
    Map<K, V> values = new LinkedHashMap<>();
    found(() -> actual.remains().map(def))
        .toMap()
        .forEach(
            (key, all) -> {
              if (cpu < 0 || cpu >= all.size()) {
                throw failure("CPU %d: %s has %d", cpu, Current.engine(), all.size());
              }
              values.put(key, all.get(cpu));
            });
    return Assertions.assertThat(values);
  }

  /**
   * {@return assertions on the records that the program put into a ring buffer, oldest first}
   *
   * @param codec of a record; one of another size fails
   */
  public <T> ListAssert<T> andRecords(MapDef<?, ?> ring, Codec<T> codec) {
    List<byte[]> records = actual.left().records().get(ring.name());
    if (records == null) {
      throw failure(
          "the test has no ring buffer '%s'; it has %s",
          ring.name(), actual.left().records().keySet());
    }
    List<T> decoded = new ArrayList<>();
    for (byte[] bytes : records) {
      if (bytes.length != codec.size()) {
        throw failure(
            "a record of %s has %d bytes, its codec is for %d",
            ring.name(), bytes.length, codec.size());
      }
      decoded.add(codec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0));
    }
    return Assertions.assertThat(decoded);
  }

  /**
   * Asserts that the program printed these texts by {@code bpf_trace_printk}, in this order; ends
   * of lines behind them do not count. The kernel engine skips the rest of the test where it cannot
   * tell: before Linux 5.9, and without tracefs.
   */
  public RunAssert printed(String... texts) {
    if (actual.printed().isEmpty()) {
      throw new TestAbortedException("what programs print cannot be told apart in this kernel");
    }
    Assertions.assertThat(actual.printed().get())
        .containsExactlyElementsOf(Outcome.plain(List.of(texts)));
    return this;
  }

  private <T> T found(Supplier<T> search) {
    try {
      return search.get();
    } catch (IllegalArgumentException e) {
      throw failure("%s", e.getMessage());
    }
  }
}
