package dev.jbpf.vm.map;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.map.layout.Layout;
import java.util.OptionalInt;

/** Where in the values of a map the lock is, if they have one. */
final class LockPlace {
  /** The kernel finds it by this name. */
  private static final String NAME = "bpf_spin_lock";

  /** The bytes of a lock. */
  static final int BYTES = Integer.BYTES;

  private LockPlace() {}

  /** {@return the offset of the lock in each value of {@code def}} */
  static OptionalInt of(MapDef<?, ?> def) {
    Codec<?> value = def.value() instanceof PerCpuCodec<?> all ? all.value() : def.value();
    return in(value.layout(), 0);
  }

  private static OptionalInt in(Layout layout, int offset) {
    if (!(layout instanceof Layout.Struct struct)) {
      return OptionalInt.empty();
    }
    return struct.name().equals(NAME)
        ? OptionalInt.of(offset)
        : struct.members().stream()
            .map(member -> in(member.layout(), offset + member.offset()))
            .filter(OptionalInt::isPresent)
            .findFirst()
            .orElse(OptionalInt.empty());
  }
}
