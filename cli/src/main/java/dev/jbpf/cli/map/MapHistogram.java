package dev.jbpf.cli.map;

import dev.jbpf.cli.console.UsageException;
import dev.jbpf.map.histogram.Log2Histogram;
import dev.jbpf.runtime.inspect.RawMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** A map that counts by powers of two, drawn: its keys are the slots, its values the counts. */
final class MapHistogram {
  private MapHistogram() {}

  static String draw(RawMap map, String unit) {
    Map<Integer, Long> counts = new HashMap<>();
    for (RawMap.Entry entry : map.entries()) {
      long slot = number("keys", entry.key());
      if (slot < 0 || slot >= Log2Histogram.SLOTS) {
        throw new UsageException("--histogram: key " + slot + " is no power of two, 0 to 64 are");
      }
      long sum = entry.values().stream().mapToLong(value -> number("values", value)).sum();
      counts.merge((int) slot, sum, Long::sum);
    }
    return Log2Histogram.of(counts).table(unit);
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
