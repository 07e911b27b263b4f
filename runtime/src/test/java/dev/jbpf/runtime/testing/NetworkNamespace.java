package dev.jbpf.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** A network of a test's own: nobody else's packets are seen there. */
public final class NetworkNamespace {
  private static final long CLONE_NEWNET = 0x4000_0000;

  private NetworkNamespace() {}

  /** {@return what {@code body} gives, run on a thread in a new namespace whose lo is up} */
  public static <T> T call(Callable<T> body) throws Exception {
    return OwnNamespace.call(
        CLONE_NEWNET,
        () -> {
          ip("link", "set", "lo", "up");
          return body.call();
        });
  }

  /** Runs {@code ip} in the calling thread's namespace. */
  public static void ip(String... arguments) throws IOException, InterruptedException {
    run("ip", arguments);
  }

  /** {@return what {@code command} prints, run in the calling thread's namespace} */
  public static String run(String command, String... arguments)
      throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 1];
    all[0] = command;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", all) + "\n" + output).isZero();
    return output;
  }
}
