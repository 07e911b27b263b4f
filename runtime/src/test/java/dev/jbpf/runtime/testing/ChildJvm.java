package dev.jbpf.runtime.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of its own: to be killed, or with fewer rights. */
public final class ChildJvm {
  private ChildJvm() {}

  /** {@return a process that runs {@code main}, with what it prints to be read} */
  public static Process start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /**
   * {@return the same with no capabilities but those that are named}
   *
   * @param capabilities as setpriv(1) takes them: {@code +bpf}; empty for none
   */
  public static Process startWith(List<String> capabilities, Class<?> main, String... arguments)
      throws IOException {
    String kept = String.join(",", capabilities);
    String set = kept.isEmpty() ? "-all" : "-all," + kept;
    return start(List.of("setpriv", "--bounding-set=" + set, "--inh-caps=" + set), main, arguments);
  }

  /**
   * {@return the same, whose process is in that control group from its start on}
   *
   * @param group its folder
   */
  public static Process startIn(Path group, Class<?> main, String... arguments) throws IOException {
    String enter = ControlGroup.enter(group) + "; exec \"$@\"";
    return start(List.of("bash", "-c", enter, "bash"), main, arguments);
  }

  /**
   * {@return the same, by way of another command}
   *
   * @param prefix the command, which starts what follows it: {@code unshare -Ur}
   */
  public static Process startBy(List<String> prefix, Class<?> main, String... arguments)
      throws IOException {
    return start(prefix, List.of(), main, arguments);
  }

  /** {@return the same of a JVM with these options} */
  public static Process startWithOptions(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    return start(List.of(), options, main, arguments);
  }

  private static Process start(List<String> prefix, Class<?> main, String... arguments)
      throws IOException {
    return start(prefix, List.of(), main, arguments);
  }

  private static Process start(
      List<String> prefix, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** {@return all that {@code process} prints until it ends} */
  public static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
