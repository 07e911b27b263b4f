package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;

/** The highest bit that is set, without a loop. */
final class Log2 {
  private Log2() {}

  static U32 slot(Body p, U64 value) {
    Var<U64> rest = p.var("rest", value);
    Var<U32> slot = p.var("slot", p.u32(1));
    for (int bits = Integer.SIZE; bits > 0; bits /= 2) {
      int half = bits;
      p.when(
          rest.get().ge(1L << half),
          () -> {
            rest.update(all -> all.shiftRight(half));
            slot.update(found -> found.add(half));
          });
    }
    return slot.get();
  }
}
