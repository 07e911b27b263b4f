package dev.jbpf.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program of somebody else's, to compare with. Tests that need one that is missing skip. */
public final class Tool {
  private final Path path;

  private Tool(Path path) {
    this.path = path;
  }

  /** {@return the tool of that name; the calling test is skipped where there is none} */
  public static Tool named(String name) {
    List<Path> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                Stream.of("/usr/sbin", "/sbin"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .limit(1)
            .toList();
    Requirements.requirePeer(!found.isEmpty(), () -> name + " is not installed");
    return new Tool(found.get(0));
  }

  /** {@return the tool that was made at {@code path}} */
  public static Tool at(Path path) {
    return new Tool(path);
  }

  /** What a run printed, errors after the rest, and how it ended. */
  public record Result(int exit, String output) {}

  /** {@return what it did with these arguments} */
  public Result run(Object... arguments) {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@return what it printed; anything but success is an {@link AssertionError}} */
  public String succeed(Object... arguments) {
    Result result = run(arguments);
    if (result.exit() != 0) {
      throw new AssertionError(
          path
              + " "
              + List.of(arguments)
              + " ended with "
              + result.exit()
              + ":\n"
              + result.output());
    }
    return result.output();
  }
}
