package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.kernel.Errno;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Texts of C that may be anywhere: what is not there gives an error. */
record TextKfuncs(Environment environment) implements KfuncFamily {
  /** How far the kernel looks. */
  private static final int MOST = 65_536;

  /** Where the addresses of processes end; the kernel refuses a text that begins before. */
  private static final long END_OF_PROCESSES = 1L << 47;

  @Override
  public void register(Registry registry) {
    registry.put(
        "bpf_strcmp",
        (call, one, other, r3, r4, r5) -> compare(call, one, other, IntUnaryOperator.identity()));
    registry.put(
        "bpf_strcasecmp",
        (call, one, other, r3, r4, r5) -> compare(call, one, other, TextKfuncs::lower));
    registry.put("bpf_strspn", (call, text, any, r3, r4, r5) -> span(call, text, any, true));
    registry.put("bpf_strcspn", (call, text, any, r3, r4, r5) -> span(call, text, any, false));
    registry.put("bpf_strlen", (call, text, r2, r3, r4, r5) -> length(call, text, MOST));
    registry.put("bpf_strnlen", (call, text, most, r3, r4, r5) -> length(call, text, size(most)));
    registry.put(
        "bpf_strchr", (call, text, c, r3, r4, r5) -> find(call, text, c & 0xff, MOST, false));
    registry.put(
        "bpf_strrchr", (call, text, c, r3, r4, r5) -> find(call, text, (int) c, MOST, true));
    registry.put(
        "bpf_strnchr",
        (call, text, most, c, r4, r5) -> find(call, text, c & 0xff, size(most), false));
    registry.put(
        "bpf_strchrnul",
        (call, text, c, r3, r4, r5) -> {
          long found = find(call, text, c & 0xff, MOST, false);
          return Errno.ENOENT.is((int) found) ? length(call, text, MOST) : found;
        });
    registry.put("bpf_strstr", (call, text, part, r3, r4, r5) -> find(call, text, part, MOST));
    registry.put(
        "bpf_strnstr", (call, text, part, most, r4, r5) -> find(call, text, part, size(most)));
  }

  /** {@return a bound, which has no sign} */
  private static long size(long most) {
    return most < 0 ? Long.MAX_VALUE : most;
  }

  private boolean isOfProcess(HelperCall call, long text) {
    return text >= 0 && text < END_OF_PROCESSES && at(call, text) < 0;
  }

  /** {@return the byte there, negative if there is none} */
  private int at(HelperCall call, long address) {
    if (call.memory().isReadable(address, 1)) {
      return (int) call.memory().load(address, 1);
    }
    Optional<byte[]> given = environment.tracing().memory(address, 1);
    return given.isPresent() ? given.get()[0] & 0xff : -1;
  }

  /** As the kernel's table of characters has it, which is ISO 8859-1. */
  private static int lower(int c) {
    boolean isUpper = c >= 'A' && c <= 'Z' || c >= 0xc0 && c <= 0xde && c != 0xd7;
    return isUpper ? c + 0x20 : c;
  }

  private long compare(HelperCall call, long one, long other, IntUnaryOperator as) {
    if (isOfProcess(call, one) || isOfProcess(call, other)) {
      return Errno.ERANGE.result();
    }
    for (int i = 0; i < MOST; i++) {
      int a = at(call, one + i);
      int b = at(call, other + i);
      if (a < 0 || b < 0) {
        return Errno.EFAULT.result();
      }
      if (as.applyAsInt(a) != as.applyAsInt(b) || a == 0) {
        return Integer.compare(as.applyAsInt(a), as.applyAsInt(b));
      }
    }
    return Errno.E2BIG.result();
  }

  private long length(HelperCall call, long text, long most) {
    if (isOfProcess(call, text)) {
      return Errno.ERANGE.result();
    }
    for (int i = 0; i < Math.min(most, MOST); i++) {
      int next = at(call, text + i);
      if (next <= 0) {
        return next < 0 ? Errno.EFAULT.result() : i;
      }
    }
    return most < MOST ? most : Errno.E2BIG.result();
  }

  private long find(HelperCall call, long text, long wanted, long most, boolean isLast) {
    if (isOfProcess(call, text)) {
      return Errno.ERANGE.result();
    }
    long found = Errno.ENOENT.result();
    for (int i = 0; i < Math.min(most, MOST); i++) {
      int next = at(call, text + i);
      if (next < 0) {
        return Errno.EFAULT.result();
      }
      if (next == wanted) {
        found = i;
        if (!isLast) {
          return found;
        }
      }
      if (next == 0) {
        return found;
      }
    }
    return most < MOST ? found : Errno.E2BIG.result();
  }

  /** {@return how many bytes there are from the start that are among {@code any}, or are not} */
  private long span(HelperCall call, long text, long any, boolean isAmong) {
    if (isOfProcess(call, text) || isOfProcess(call, any)) {
      return Errno.ERANGE.result();
    }
    for (int i = 0; i < MOST; i++) {
      int next = at(call, text + i);
      long found = next <= 0 ? next : find(call, any, next, MOST, false);
      if (next < 0 || Errno.EFAULT.is((int) found)) {
        return Errno.EFAULT.result();
      }
      if (Errno.E2BIG.is((int) found)) {
        return found;
      }
      if (next == 0 || found >= 0 != isAmong) {
        return i;
      }
    }
    return Errno.E2BIG.result();
  }

  private long find(HelperCall call, long text, long part, long most) {
    if (isOfProcess(call, text) || isOfProcess(call, part)) {
      return Errno.ERANGE.result();
    }
    for (int i = 0; i < MOST; i++) {
      int length = 0;
      int wanted = at(call, part);
      while (wanted > 0 && i + length < most && at(call, text + i + length) == wanted) {
        wanted = at(call, part + ++length);
      }
      if (wanted == 0) {
        return i;
      }
      if (wanted > 0 && i >= most) {
        return Errno.ENOENT.result();
      }
      int next = at(call, text + i);
      if (wanted < 0 || next < 0) {
        return Errno.EFAULT.result();
      }
      if (next == 0) {
        return Errno.ENOENT.result();
      }
    }
    return Errno.E2BIG.result();
  }
}
