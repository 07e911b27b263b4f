package dev.jbpf.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.probe.Features;
import dev.jbpf.runtime.probe.Support;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jbpf probe}: what the running kernel can do. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = "Tells which types of maps and programs the running kernel has.")
final class ProbeCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Option(
      names = "--helpers",
      description = "Which helpers programs of each type may call, by their numbers.")
  private boolean helpers;

  ProbeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Permission permission = Bpf.permission();
    if (!permission.isGranted()) {
      console.err().println(permission);
      return ExitCode.NOT_POSSIBLE;
    }
    Features features = Features.of(Kernel.local());
    if (helpers) {
      PrintStream out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
      HelperListing.print(features, out);
    } else if (json) {
      writeJson(features);
    } else {
      PrintStream out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
      print(out, features.maps());
      print(out, features.programs());
    }
    return ExitCode.OK;
  }

  private static void print(PrintStream out, Map<? extends KernelConstant, Support> found) {
    found.forEach(
        (type, support) -> out.println(pad(type.kernelName()) + text(support).replace('_', ' ')));
  }

  private static String pad(String name) {
    return name + " ".repeat(Math.max(1, 44 - name.length()));
  }

  private static String text(Support support) {
    return support.name().toLowerCase(Locale.ROOT);
  }

  private void writeJson(Features features) throws IOException {
    try (JsonGenerator generator = new JsonFactory().createGenerator(console.out())) {
      generator.useDefaultPrettyPrinter();
      generator.writeStartObject();
      write(generator, "map_types", features.maps());
      write(generator, "program_types", features.programs());
      generator.writeEndObject();
      generator.writeRaw('\n');
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(
      JsonGenerator json, String name, Map<? extends KernelConstant, Support> found)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<? extends KernelConstant, Support> entry : found.entrySet()) {
      json.writeStringField(entry.getKey().kernelName(), text(entry.getValue()));
    }
    json.writeEndObject();
  }
}
