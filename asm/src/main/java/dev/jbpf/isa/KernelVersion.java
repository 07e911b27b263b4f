package dev.jbpf.isa;

/** A Linux release such as 5.12, in their order of appearance. */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  private static final int MOST_DIGITS = 4;

  /**
   * {@return the release that {@code text} names; what follows the minor number is ignored, as in
   * {@code 6.1.0-18-amd64}}
   *
   * @throws IllegalArgumentException if it does not start with {@code MAJOR.MINOR}
   */
  public static KernelVersion parse(String text) {
    // By hand: it is asked for each helper of each program that is built.
    int dot = digitsEnd(text, 0);
    int end = digitsEnd(text, dot + 1);
    boolean isWhole = end == text.length() || end > 0 && ".-".indexOf(text.charAt(end)) >= 0;
    if (dot < 0 || end < 0 || text.charAt(dot) != '.' || !isWhole) {
      throw new IllegalArgumentException("not a kernel version: '" + text + "', expected 5.10");
    }
    return new KernelVersion(
        Integer.parseInt(text, 0, dot, 10), Integer.parseInt(text, dot + 1, end, 10));
  }

  /** {@return where the 1 to 4 digits end that start at {@code from}; -1 if there are none such} */
  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > from && at - from <= MOST_DIGITS ? at : -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KernelVersion version
        && major == version.major
        && minor == version.minor;
  }

  @Override
  public int compareTo(KernelVersion other) {
    return major == other.major
        ? Integer.compare(minor, other.minor)
        : Integer.compare(major, other.major);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
