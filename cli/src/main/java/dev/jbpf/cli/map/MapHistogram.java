package dev.jbpf.cli.map;

import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.map.histogram.Log2Histogram;
import dev.jbpf.runtime.inspect.RawMap;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A map that counts by powers of two: its keys are the slots, its values the counts. */
final class MapHistogram {
  private MapHistogram() {}

  /** {@return what each slot counts that has counted something, and which values it is for} */
  static List<Fields> fields(Log2Histogram histogram) {
    return histogram.counts().entrySet().stream()
        .map(
            each ->
                new Fields()
                    .put("slot", each.getKey())
                    .put("from", first(each.getKey()))
                    .put("to", first(each.getKey() + 1).subtract(BigInteger.ONE))
                    .put("count", each.getValue()))
        .toList();
  }

  /** Slot 0 is for 0, and slot n for what begins with bit n - 1. */
  private static BigInteger first(int slot) {
    return slot == 0 ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(slot - 1);
  }

  static Log2Histogram of(RawMap map) {
    Map<Integer, Long> counts = new HashMap<>();
    for (RawMap.Entry entry : map.entries()) {
      long slot = number("keys", entry.key());
      if (slot < 0 || slot >= Log2Histogram.SLOTS) {
        throw new UsageException("--histogram: key " + slot + " is no power of two, 0 to 64 are");
      }
      long sum = entry.values().stream().mapToLong(value -> number("values", value)).sum();
      counts.merge((int) slot, sum, Long::sum);
    }
    return Log2Histogram.of(counts);
  }

  private static long number(String what, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return switch (bytes.length) {
      case Integer.BYTES -> Integer.toUnsignedLong(buffer.getInt(0));
      case Long.BYTES -> buffer.getLong(0);
      default ->
          throw new UsageException(
              "--histogram: the map's "
                  + what
                  + " have "
                  + bytes.length
                  + " bytes, must be 4 or 8");
    };
  }
}
