package dev.jbpf.kernel;

/**
 * What the kernel takes as the name of a map or a program.
 *
 * <p>Source: {@code bpf_obj_name_cpy} in {@code kernel/bpf/syscall.c}.
 */
public final class ObjectName {
  /** The most characters that a name has, the final NUL not counted. */
  public static final int MAX_LENGTH = Limits.BPF_OBJ_NAME_LEN - 1;

  private ObjectName() {}

  /**
   * {@return {@code name}, if the kernel takes it}
   *
   * @param what is named: {@code map}, {@code program}
   * @throws IllegalArgumentException if it is empty, too long, or has a character other than ASCII
   *     letters, digits, {@code _} and {@code .}
   */
  public static String require(String what, String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          what + " name '" + name + "': must have 1 to " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isAllowed(name.charAt(i))) {
        throw new IllegalArgumentException(
            what + " name '" + name + "': only ASCII letters, digits, '_' and '.' are allowed");
      }
    }
    return name;
  }

  /** {@return {@code name} as far as the kernel takes it, {@code _} for other characters} */
  public static String shortened(String name) {
    StringBuilder some = new StringBuilder(MAX_LENGTH);
    for (int i = 0; i < name.length() && i < MAX_LENGTH; i++) {
      some.append(isAllowed(name.charAt(i)) ? name.charAt(i) : '_');
    }
    return some.length() == 0 ? "_" : some.toString();
  }

  /** {@return whether {@code c} may be in a name} */
  public static boolean isAllowed(int c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '.');
  }
}
