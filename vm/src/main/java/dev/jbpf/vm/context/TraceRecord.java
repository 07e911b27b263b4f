package dev.jbpf.vm.context;

import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.TracepointFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A record of a tracepoint, or any other structure that r1 points to and that programs only read.
 *
 * @param bytes the record itself, its common fields included; not a copy
 */
public record TraceRecord(byte[] bytes) implements Context {
  /**
   * {@return a record of that tracepoint, by the names of its fields; what is not given is zero}
   *
   * @param values numbers, bytes, or text that is shorter than its field
   * @throws IllegalArgumentException if the tracepoint has no such field, or a value does not fit
   */
  public static TraceRecord of(TracepointFormat format, Map<String, ?> values) {
    int size = 0;
    for (TracepointFormat.Member member : format.members()) {
      size = Math.max(size, member.field().offset() + member.field().size());
    }
    byte[] bytes = new byte[size];
    for (Map.Entry<String, ?> value : values.entrySet()) {
      bytes = with(bytes, format.field(value.getKey()), value.getValue());
    }
    return new TraceRecord(bytes);
  }

  private static byte[] with(byte[] record, StructField field, Object value) {
    if (value instanceof Number number) {
      return StructBytes.with(record, field, number.longValue());
    } else if (value instanceof byte[] bytes) {
      return StructBytes.with(record, field, bytes);
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length >= field.size()) {
        throw new IllegalArgumentException(
            field + " has " + field.size() + " bytes, too few for '" + text + "' and a zero");
      }
      return StructBytes.with(record, field, Arrays.copyOf(bytes, field.size()));
    }
    throw new IllegalArgumentException(field + ": a number, bytes or text, not " + value);
  }
}
