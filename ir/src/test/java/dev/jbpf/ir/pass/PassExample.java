package dev.jbpf.ir.pass;

import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.eval.AreaMemory;
import dev.jbpf.ir.eval.Evaluator;
import dev.jbpf.ir.eval.Surroundings;
import dev.jbpf.ir.text.IrParser;
import dev.jbpf.ir.text.IrPrinter;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.TargetMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A file of the folder: a comment, the pass, perhaps a target or the word {@code kept}, IR, and
 * behind a line of hyphens the IR after it.
 */
record PassExample(
    Path file, String head, Pipeline.Pass pass, TargetMachine target, String before, String after) {
  private static final String RULE = "----\n";

  static PassExample read(Path file) {
    try {
      String text = Files.readString(file);
      int start = text.indexOf("\nfunction ") + 1;
      String head = text.substring(0, start);
      int rule = text.indexOf(RULE);
      return new PassExample(
          file,
          head,
          Pipeline.Pass.valueOf(line(head, "pass").toUpperCase(Locale.ROOT).replace(' ', '_')),
          target(head),
          text.substring(start, rule < 0 ? text.length() : rule),
          rule < 0 ? "" : text.substring(rule + RULE.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TargetMachine target(String head) {
    String kernel = line(head, "kernel");
    String cpu = line(head, "cpu");
    if (!kernel.isEmpty()) {
      return TargetMachine.ANY.kernel(KernelVersion.parse(kernel));
    }
    return cpu.isEmpty()
        ? TargetMachine.ANY
        : TargetMachine.ANY.cpu(IsaVersion.valueOf(cpu.toUpperCase(Locale.ROOT)));
  }

  private static String line(String head, String word) {
    return head.lines()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** {@return whether the pass is to change nothing: what it is not for} */
  boolean isKept() {
    return head.lines().anyMatch("kept"::equals);
  }

  /** {@return the IR after the pass, with values and blocks in the order of the text} */
  String changed() {
    IrModule module = IrParser.parse(before);
    pass.run(module, target);
    return IrPrinter.print(IrParser.parse(IrPrinter.print(module)));
  }

  void write(String text) throws IOException {
    Files.writeString(file, head + before + RULE + text);
  }

  static void run(Pipeline.Pass pass, IrModule module) {
    pass.run(module, TargetMachine.ANY);
  }

  /**
   * {@return what its main function returns for the first of {@code arguments}, or how it fails}
   */
  static String run(IrModule module, long... arguments) {
    Evaluator evaluator =
        new Evaluator(new AreaMemory(ByteOrder.nativeOrder()), new Nowhere(), 10_000);
    int count = module.main().parameters().size();
    try {
      return Long.toString(evaluator.run(module.main(), Arrays.copyOf(arguments, count)));
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private record Nowhere() implements Surroundings {
    @Override
    public long address(Referent symbol) {
      throw new IllegalStateException("no address of " + symbol);
    }

    @Override
    public long call(Value call, long[] arguments, Evaluator evaluator) {
      throw new IllegalStateException("no call of " + call.symbol());
    }
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
