package dev.jbpf.vm.helper;

import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.exec.HelperCall;
import dev.jbpf.vm.map.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Printing, formatting and parsing. */
record TextHelpers(Environment environment) implements Family {
  private static final int MAX_TEXT = 4096;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.TRACE_PRINTK, this::print);
    registry.put(
        Helper.TRACE_VPRINTK,
        (call, format, size, data, length, r5) -> printArray(call, format, size, data, length));
    registry.put(Helper.SNPRINTF, TextHelpers::snprintf);
    registry.put(
        Helper.STRTOL, (call, text, size, base, to, r5) -> parse(call, text, size, base, to, true));
    registry.put(
        Helper.STRTOUL,
        (call, text, size, base, to, r5) -> parse(call, text, size, base, to, false));
    registry.put(
        Helper.STRNCMP, (call, one, size, other, r4, r5) -> compare(call, one, size, other));
  }

  private static byte[] read(HelperCall call, long address, long size) {
    if (size < 0 || size > MAX_TEXT) {
      throw call.badArgument(size + " is no size of a text");
    }
    return call.memory().read(address, (int) size);
  }

  private static String text(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private long print(HelperCall call, long format, long size, long a, long b, long c) {
    long[] arguments = {a, b, c};
    return output(Printf.format(call, text(read(call, format, size)), i -> arguments[i], 3));
  }

  private long printArray(HelperCall call, long format, long size, long data, long length) {
    int count = (int) length / Long.BYTES;
    String text = text(read(call, format, size));
    return output(
        Printf.format(call, text, i -> call.memory().load(data + i * 8L, Long.BYTES), count));
  }

  private long output(String text) {
    environment.print(text);
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static long snprintf(
      HelperCall call, long to, long room, long format, long data, long length) {
    StringBuilder pattern = new StringBuilder();
    for (long c, at = format; (c = call.memory().load(at, 1)) != 0; at++) {
      pattern.append((char) c);
    }
    int count = (int) length / Long.BYTES;
    String text =
        Printf.format(
            call, pattern.toString(), i -> call.memory().load(data + i * 8L, Long.BYTES), count);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (room > 0) {
      int kept = (int) Math.min(bytes.length, Math.min(room, MAX_TEXT) - 1);
      call.memory().write(to, Arrays.copyOf(Arrays.copyOf(bytes, kept), kept + 1));
    }
    return bytes.length + 1L;
  }

  private static long compare(HelperCall call, long one, long size, long other) {
    for (long i = 0; i < (size & 0xffff_ffffL); i++) {
      long a = call.memory().load(one + i, 1);
      long b = call.memory().load(other + i, 1);
      if (a != b || a == 0) {
        return Long.compare(a, b);
      }
    }
    return 0;
  }

  private static long parse(
      HelperCall call, long address, long size, long base, long to, boolean isSigned) {
    if (base != 0 && base != 8 && base != 10 && base != 16) {
      return -Errno.EINVAL;
    }
    NumberText number = NumberText.parse(text(read(call, address, size)), (int) base, isSigned);
    if (number.error() != 0) {
      return -number.error();
    }
    call.memory().store(to, Long.BYTES, number.value());
    return number.length();
  }
}
