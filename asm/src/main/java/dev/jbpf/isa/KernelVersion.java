package dev.jbpf.isa;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Linux release such as 5.12, in their order of appearance. */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  private static final String FORM = "(\\d{1,4})\\.(\\d{1,4})(\\..*|-.*)?";

  /**
   * {@return the release that {@code text} names; what follows the minor number is ignored, as in
   * {@code 6.1.0-18-amd64}}
   *
   * @throws IllegalArgumentException if it does not start with {@code MAJOR.MINOR}
   */
  public static KernelVersion parse(String text) {
    Matcher m = Pattern.compile(FORM).matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a kernel version: '" + text + "', expected 5.10");
    }
    return new KernelVersion(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
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
