package dev.jbpf.vm.helper.buffer;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.context.Sysctl;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A setting of the kernel: its name and its values. */
public record SettingHelpers() implements HelperFamily {
  private static final int PAGE = 4_096;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SYSCTL_GET_NAME,
        (call, context, to, size, flags, r5) -> name(call, to, (int) size, flags));
    registry.put(
        Helper.SYSCTL_GET_CURRENT_VALUE,
        (call, context, to, size, r4, r5) ->
            value(call, to, (int) size, Optional.of(setting(call).current())));
    registry.put(
        Helper.SYSCTL_GET_NEW_VALUE,
        (call, context, to, size, r4, r5) -> value(call, to, (int) size, written(call)));
    registry.put(
        Helper.SYSCTL_SET_NEW_VALUE,
        (call, context, from, size, r4, r5) -> replace(call, from, (int) size));
  }

  /** What a program wants to be written. */
  private static final class Replaced {
    private Optional<String> value = Optional.empty();
  }

  private static Sysctl setting(HelperCall call) {
    if (call.given() instanceof Sysctl setting) {
      return setting;
    }
    throw call.badArgument("the context is no setting of the kernel: give a Sysctl");
  }

  private static Optional<String> written(HelperCall call) {
    Optional<String> replaced = call.state(Replaced.class, Replaced::new).value;
    return replaced.isPresent() ? replaced : setting(call).written();
  }

  private static long name(HelperCall call, long to, int size, long flags) {
    String name = setting(call).name();
    boolean isShort = (flags & HelperFlags.BPF_F_SYSCTL_BASE_NAME) != 0;
    String text = isShort ? name.substring(name.lastIndexOf('/') + 1) : name;
    if ((flags & ~HelperFlags.BPF_F_SYSCTL_BASE_NAME) != 0 || size <= 0) {
      return Errno.EINVAL.result();
    }
    return copy(call, to, size, text);
  }

  private static long value(HelperCall call, long to, int size, Optional<String> value) {
    if (size <= 0) {
      return Errno.EINVAL.result();
    }
    if (value.isEmpty()) {
      call.memory().fill(to, size);
      return Errno.EINVAL.result();
    }
    return copy(call, to, size, value.get());
  }

  /** {@return how many characters were copied, behind which are zeros} */
  private static long copy(HelperCall call, long to, int size, String text) {
    call.memory().requireWritable(to, size);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] room = Arrays.copyOf(bytes, size);
    if (bytes.length >= size) {
      room[size - 1] = 0;
    }
    call.memory().write(to, room);
    return bytes.length >= size ? Errno.E2BIG.result() : bytes.length;
  }

  private static long replace(HelperCall call, long from, int size) {
    if (setting(call).written().isEmpty() || size <= 0) {
      return Errno.EINVAL.result();
    }
    if (size > PAGE - 1) {
      return Errno.E2BIG.result();
    }
    String text = new String(call.memory().read(from, size), StandardCharsets.UTF_8);
    call.state(Replaced.class, Replaced::new).value = Optional.of(text);
    return 0;
  }
}
