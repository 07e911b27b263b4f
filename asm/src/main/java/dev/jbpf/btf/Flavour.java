package dev.jbpf.btf;

/**
 * Names such as {@code task_struct___old}: the author's own idea of the kernel's {@code
 * task_struct}. The flavour is what follows the last three underscores that have something else on
 * both sides.
 *
 * <p>Source: {@code Documentation/bpf/libbpf/libbpf_overview.rst}; the behaviour of libbpf.
 */
public final class Flavour {
  private static final int UNDERSCORES = 3;

  private Flavour() {}

  /** {@return the name without its flavour, which most names have none of} */
  public static String essential(String name) {
    int at = name.lastIndexOf("___");
    while (at > 0 && !isSeparator(name, at)) {
      at = name.lastIndexOf("___", at - 1);
    }
    return at > 0 ? name.substring(0, at) : name;
  }

  /** Three underscores, no more, with a part of the name on both sides. */
  private static boolean isSeparator(String name, int at) {
    int end = at + UNDERSCORES;
    return end < name.length() && name.charAt(end) != '_' && name.charAt(at - 1) != '_';
  }

  /**
   * {@return whether a separator, maybe not the last one, starts at {@code at}} For {@code bytes}
   * that end with a zero behind {@code from}.
   */
  static boolean startsAt(byte[] bytes, int from, int at) {
    return bytes[at] == '_'
        && at > from
        && bytes[at - 1] != '_'
        && bytes[at + 1] == '_'
        && bytes[at + 2] == '_'
        && bytes[at + 3] != '_'
        && bytes[at + 3] != 0;
  }
}
