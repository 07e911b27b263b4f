package dev.jbpf.testkit;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.util.Arrays;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;
import org.opentest4j.TestAbortedException;

/** Assertions on what a run left. */
public final class RunAssert extends AbstractAssert<RunAssert, Outcome> {
  private static final long LOW = 0xffff_ffffL;

  private final Supplier<String> program;

  /** The text of the program is for messages. */
  RunAssert(Outcome outcome, Supplier<String> program) {
    super(outcome, RunAssert.class);
    this.program = program;
  }

  /** Asserts that the program returned {@code r0}, of which the kernel gives 32 bits. */
  public RunAssert returned(long r0) {
    long mask = Current.engine() == TestEngine.KERNEL ? LOW : -1;
    if ((actual.r0() & mask) != (r0 & mask)) {
      failWithMessage(
          "%s: Expected r0 to be <0x%x> (%d), but it is <0x%x> (%d)%n%s",
          Current.engine(), r0 & mask, r0, actual.r0(), actual.r0(), program.get());
    }
    return this;
  }

  /** Asserts that the packet is now {@code bytes}. */
  public RunAssert leavesPacket(byte[] bytes) {
    if (!Arrays.equals(actual.packet(), bytes)) {
      failWithMessage(
          "%s: Expected the packet to be%n  <%s>, but it is%n  <%s>; they differ from byte %d on%n%s",
          Current.engine(),
          ProgramAssert.hex(bytes),
          ProgramAssert.hex(actual.packet()),
          Arrays.mismatch(actual.packet(), bytes),
          program.get());
    }
    return this;
  }

  /** {@return assertions on the contents of the map of that definition} */
  public <K, V> MapAssert<K, V> andMap(MapDef<K, V> def) {
    return Assertions.assertThat(found(() -> actual.remains().map(def)).toMap());
  }

  /** {@return assertions on the value of a global variable of the program's object} */
  public <T> org.assertj.core.api.ObjectAssert<T> andVariable(String name, Codec<T> codec) {
    return Assertions.assertThat(found(() -> actual.remains().variable(name, codec)));
  }

  /**
   * Asserts that the program printed these texts by {@code bpf_trace_printk}, in this order. The
   * kernel engine skips the rest of the test: there, all programs print to one place.
   */
  public RunAssert printed(String... texts) {
    if (Current.engine() == TestEngine.KERNEL) {
      throw new TestAbortedException("what programs print is not told apart in the kernel");
    }
    Assertions.assertThat(actual.printed()).containsExactly(texts);
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
