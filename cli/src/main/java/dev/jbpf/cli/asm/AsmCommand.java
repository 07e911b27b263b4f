package dev.jbpf.cli.asm;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jbpf-asm}: text to bytes, and back with {@code -d}. */
@Command(
    name = "jbpf-asm",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Assembles and disassembles eBPF programs.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:errors in the source, all of them on standard error",
      "2:wrong usage, or a file that cannot be read or written"
    })
public final class AsmCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private AsmOptions options = new AsmOptions();

  public AsmCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new AsmAction(options, console).run();
  }
}
