package dev.jbpf.cli.console;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar was built as. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  /** {@return the name and the version} */
  public static String text() {
    return "jbpf "
        + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(unpackaged)");
  }

  /** {@return the same as a line to print} */
  public static byte[] line() {
    return (text() + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
  }
}
