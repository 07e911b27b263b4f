package dev.jbpf.cli.asm;

import dev.jbpf.cli.console.PlainArguments;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.text.Dialect;
import java.util.Optional;

/** Reads the plain command lines of {@code jbpf-asm} without picocli. */
public final class QuickArguments {
  private QuickArguments() {}

  /** {@return the options that {@code arguments} say; empty if picocli is to look at them} */
  public static Optional<AsmOptions> read(String... arguments) {
    AsmOptions options = new AsmOptions();
    PlainArguments plain = new PlainArguments(arguments);
    try {
      while (plain.hasOption()) {
        option(plain, options);
      }
      options.input = plain.file();
      return Optional.of(options);
    } catch (PlainArguments.NotPlainException e) {
      return Optional.empty();
    }
  }

  private static void option(PlainArguments plain, AsmOptions options) {
    switch (plain.option()) {
      case "-f", "--format" ->
          options.format = Optional.of(plain.constant("-f", OutputFormat.values()));
      case "-o", "--output" -> options.output = plain.value("-o");
      case "-d", "--disassemble" -> options.disassemble = plain.flag("-d");
      case "--check" -> options.check = plain.flag("--check");
      case "--verify" -> options.verify = plain.flag("--verify");
      case "--verify-warn" -> options.verifyWarn = plain.flag("--verify-warn");
      case "--dialect" ->
          options.dialect = Optional.of(plain.constant("--dialect", Dialect.values()));
      case "--convert" -> options.convert = plain.flag("--convert");
      case "--endian" -> options.endian = plain.constant("--endian", AsmOptions.Endian.values());
      case "--section" -> options.section = plain.value("--section");
      case "--cpu" -> options.cpu = Optional.of(plain.constant("--cpu", IsaVersion.values()));
      case "--kernel" -> options.kernel = plain.value("--kernel");
      case "--verbose" -> options.verbose = plain.flag("--verbose");
      case "--listing" -> options.listing = plain.flag("--listing");
      case "--cfg" ->
          options.graph = Optional.of(plain.constant("--cfg", AsmOptions.GraphForm.values()));
      case "--jsonl" -> options.jsonl = plain.flag("--jsonl");
      default -> throw new PlainArguments.NotPlainException();
    }
  }
}
