package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.Printf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** Printing, formatting and parsing. */
record TextHelpers(Environment environment) implements HelperFamily {
  private static final int MAX_TEXT = 4096;
  private static final int MAX_FORMAT = 1 << 20;
  private static final int MAX_PRINTED = 1023;
  private static final int MAX_ARGUMENTS = 12;
  private static final long LOW = 0xffff_ffffL;

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

  /** A character a byte, up to the NUL. */
  private static String text(byte[] bytes) {
    int end = end(bytes);
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }

  private static int end(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return end;
  }

  private long print(HelperCall call, long format, long size, long a, long b, long c) {
    long[] arguments = {a, b, c};
    return print(call, format, size, i -> arguments[i], arguments.length);
  }

  private long printArray(HelperCall call, long format, long size, long data, long length) {
    return isArguments(length)
        ? print(call, format, size, loads(call, data), (int) length / Long.BYTES)
        : Errno.EINVAL.result();
  }

  private static boolean isArguments(long length) {
    return length % Long.BYTES == 0 && length >= 0 && length <= MAX_ARGUMENTS * Long.BYTES;
  }

  private static IntToLongFunction loads(HelperCall call, long data) {
    return i -> call.memory().load(data + (long) i * Long.BYTES, Long.BYTES);
  }

  private long print(
      HelperCall call, long format, long size, IntToLongFunction arguments, int count) {
    byte[] pattern = read(call, format, size);
    if (end(pattern) == pattern.length) {
      return Errno.EINVAL.result();
    }
    Optional<String> text = Printf.format(call, text(pattern), arguments, count);
    text.ifPresent(bytes -> environment.print(utf8(printed(bytes))));
    return text.map(String::length).orElse(Errno.EINVAL.result());
  }

  /** The kernel prints a text of C from a buffer of this size: up to its NUL, and no more. */
  private static String printed(String bytes) {
    int nul = bytes.indexOf(0);
    return bytes.substring(0, Math.min(nul < 0 ? bytes.length() : nul, MAX_PRINTED));
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static long snprintf(
      HelperCall call, long to, long room, long format, long data, long length) {
    if (!isArguments(length)) {
      return Errno.EINVAL.result();
    }
    StringBuilder pattern = new StringBuilder();
    for (long c, at = format; (c = call.memory().load(at, 1)) != 0; at++) {
      if (pattern.length() == MAX_FORMAT) {
        throw call.badArgument("a format of more than " + MAX_FORMAT + " bytes");
      }
      pattern.append((char) c);
    }
    Optional<String> text =
        Printf.format(call, pattern.toString(), loads(call, data), (int) length / Long.BYTES);
    text.ifPresent(bytes -> store(call, to, room & LOW, bytes));
    return text.map(bytes -> bytes.length() + 1).orElse(Errno.EINVAL.result());
  }

  /** As much as there is room for, and a NUL. */
  private static void store(HelperCall call, long to, long room, String text) {
    if (room > 0) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      int kept = (int) Math.min(bytes.length, room - 1);
      call.memory().write(to, Arrays.copyOf(Arrays.copyOf(bytes, kept), kept + 1));
    }
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
    // Since Linux 6.12; before, nothing was written where the text is no number.
    call.memory().store(to, Long.BYTES, 0);
    if (base != 0 && base != 8 && base != 10 && base != 16) {
      return Errno.EINVAL.result();
    }
    NumberText number = NumberText.parse(text(read(call, address, size)), (int) base, isSigned);
    if (number.error() != 0) {
      return number.error();
    }
    call.memory().store(to, Long.BYTES, number.value());
    return number.length();
  }
}
