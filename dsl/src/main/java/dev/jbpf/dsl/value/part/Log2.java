package dev.jbpf.dsl.value.part;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;

/** The highest bit that is set, without a loop. */
public final class Log2 {
  private Log2() {}

  /** {@return {@code log2(value) + 1}, and 1 for the value 0} */
  public static U32 slot(Scope scope, U64 value) {
    Var<U64> rest = new Var<>(scope, U64.KIND, "rest", value);
    Var<U32> slot = new Var<>(scope, U32.KIND, "slot", U32.KIND.of(scope, 1));
    for (int bits = Integer.SIZE; bits > 0; bits /= 2) {
      int half = bits;
      scope.when(
          rest.get().ge(1L << half).condition(),
          () -> {
            rest.update(all -> all.shiftRight(half));
            slot.update(found -> found.add(half));
          });
    }
    return slot.get();
  }
}
