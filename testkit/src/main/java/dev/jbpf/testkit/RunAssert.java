package dev.jbpf.testkit;

import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;

/** Assertions on what a run left. */
public final class RunAssert extends AbstractAssert<RunAssert, Outcome> {
  private static final long LOW = 0xffff_ffffL;

  RunAssert(Outcome outcome) {
    super(outcome, RunAssert.class);
  }

  /** Asserts that the program returned {@code r0}, of which the kernel gives 32 bits. */
  public RunAssert returned(long r0) {
    long mask = Current.engine() == TestEngine.KERNEL ? LOW : -1;
    if ((actual.r0() & mask) != (r0 & mask)) {
      failWithMessage("Expected r0 to be <0x%x>, but it is <0x%x>", r0 & mask, actual.r0());
    }
    return this;
  }

  /** Asserts that the packet is now {@code bytes}. */
  public RunAssert leavesPacket(byte[] bytes) {
    if (!Arrays.equals(actual.packet(), bytes)) {
      failWithMessage(
          "Expected the packet to be%n  <%s>, but it is%n  <%s>",
          ProgramAssert.hex(bytes), ProgramAssert.hex(actual.packet()));
    }
    return this;
  }

  /** {@return assertions on the contents of the map of that definition} */
  @SuppressWarnings("unchecked")
  public <K, V> MapAssert<K, V> andMap(MapDef<K, V> def) {
    BpfMap<?, ?> map = actual.maps().get(def.name());
    if (map == null) {
      throw failure("There is no map <%s>; there are %s", def.name(), actual.maps().keySet());
    }
    return Assertions.assertThat(((BpfMap<K, V>) map).toMap());
  }
}
