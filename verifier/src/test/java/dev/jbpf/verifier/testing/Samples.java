package dev.jbpf.verifier.testing;

import static dev.jbpf.verifier.testing.Code.add;
import static dev.jbpf.verifier.testing.Code.all;
import static dev.jbpf.verifier.testing.Code.call;
import static dev.jbpf.verifier.testing.Code.exit;
import static dev.jbpf.verifier.testing.Code.load;
import static dev.jbpf.verifier.testing.Code.move;
import static dev.jbpf.verifier.testing.Code.set;
import static dev.jbpf.verifier.testing.Code.slot;
import static dev.jbpf.verifier.testing.Code.storeValue;
import static dev.jbpf.verifier.testing.Code.wide;

import dev.jbpf.kernel.Helper;
import dev.jbpf.verifier.facts.ContextField;
import dev.jbpf.verifier.facts.ContextLayout;
import dev.jbpf.verifier.facts.ContextValue;
import java.util.Optional;
import java.util.OptionalInt;

/** Code that puts a value of some kind into R7; R6 is the context. */
final class Samples {
  private static final int JEQ_NOT = 0x55;
  private static final int JLE = 0xbd;
  private static final int MAP = 1;

  private Samples() {}

  /** {@return code that ends the program where that register is null} */
  static long[] orEnd(int register) {
    return new long[] {slot(JEQ_NOT, register, 0, 2, 0), set(0, 1), exit()};
  }

  /** {@return R7 as a packet of at least so many bytes; empty where contexts have none} */
  static Optional<long[]> packet(ContextLayout context, int bytes) {
    OptionalInt start = offset(context, ContextValue.PACKET);
    OptionalInt end = offset(context, ContextValue.PACKET_END);
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    int size = context.load(start.getAsInt(), 8).isPresent() ? 8 : 4;
    return Optional.of(
        new long[] {
          load(size, 7, 6, start.getAsInt()),
          load(size, 3, 6, end.getAsInt()),
          move(4, 7),
          add(4, bytes),
          slot(JLE, 4, 3, 2, 0),
          set(0, 1),
          exit()
        });
  }

  /** {@return R7 as a socket of any kind; empty where contexts have none} */
  static Optional<long[]> socket(ContextLayout context) {
    OptionalInt at = offset(context, ContextValue.SOCK_COMMON_OR_NULL);
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(all(new long[] {load(8, 7, 6, at.getAsInt())}, orEnd(7)));
  }

  private static OptionalInt offset(ContextLayout context, ContextValue value) {
    for (int at = 0; at < Math.min(context.size(), 256); at += 4) {
      for (int size = 4; size <= 8; size += 4) {
        Optional<ContextField> field = context.load(at, size);
        if (field.filter(known -> known.value() == value).isPresent()) {
          return OptionalInt.of(at);
        }
      }
    }
    return OptionalInt.empty();
  }

  /** {@return R7 as the value of the first element, or null} */
  static long[] lookup(int map) {
    return all(
        new long[] {storeValue(4, 10, -4, 0)},
        wide(1, MAP, map),
        new long[] {move(2, 10), add(2, -4), call(Helper.MAP_LOOKUP_ELEM.value()), move(7, 0)});
  }
}
