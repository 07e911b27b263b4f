package dev.jbpf.runtime.object.kernel;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The release of the kernel that this process runs on. */
public final class RunningKernel {
  private static final Pattern RELEASE =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,5}))?.*");

  /** What the patch level has room for; later ones are counted as this. */
  private static final int MOST = 255;

  private RunningKernel() {}

  /** {@return its {@code LINUX_VERSION_CODE}, if the system tells} */
  public static OptionalInt version() {
    Matcher release = RELEASE.matcher(System.getProperty("os.version", ""));
    if (!release.matches()) {
      return OptionalInt.empty();
    }
    int patch = release.group(3) == null ? 0 : Integer.parseInt(release.group(3));
    return OptionalInt.of(
        Integer.parseInt(release.group(1)) << 16
            | Integer.parseInt(release.group(2)) << 8
            | Math.min(patch, MOST));
  }
}
