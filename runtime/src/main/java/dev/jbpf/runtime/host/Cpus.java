package dev.jbpf.runtime.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The CPUs of this machine, as the kernel lists them: {@code 0-3,8}. */
public final class Cpus {
  private static final Path FOLDER = Path.of("/sys/devices/system/cpu");

  private Cpus() {}

  /** 0 before it was read: no constant of a class, whose failure would never be told again. */
  private static volatile int possible;

  /** {@return the numbers of the CPUs that are running} */
  public static List<Integer> online() {
    return parse(read("online"));
  }

  /** {@return how many values a per-CPU map has: the possible CPUs, running or not} */
  public static int possible() {
    int known = possible;
    if (known == 0) {
      known = last(read("possible")) + 1;
      possible = known;
    }
    return known;
  }

  /** {@return how many CPUs this kernel can have at most, as it was built} */
  public static int most() {
    return last(read("kernel_max")) + 1;
  }

  private static int last(String list) {
    List<Integer> cpus = parse(list);
    return cpus.get(cpus.size() - 1);
  }

  static List<Integer> parse(String list) {
    List<Integer> cpus = new ArrayList<>();
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      int end = Integer.parseInt(ends[ends.length - 1]);
      for (int cpu = Integer.parseInt(ends[0]); cpu <= end; cpu++) {
        cpus.add(cpu);
      }
    }
    return List.copyOf(cpus);
  }

  private static String read(String name) {
    try {
      return Files.readString(FOLDER.resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the list of CPUs, "
              + FOLDER.resolve(name)
              + (Files.exists(FOLDER)
                  ? ": " + e.getMessage()
                  : ": /sys is not mounted (mount -t sysfs sysfs /sys)"),
          e);
    }
  }
}
