package dev.jbpf.cli.asm;

import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.UsageException;
import java.nio.ByteOrder;

/** Something assembled, which can be written in several formats. */
interface Artifact {

  /**
   * {@return what the output file holds}
   *
   * @throws UsageException if this kind of program has no such form
   */
  Output.Content render(OutputFormat format, ByteOrder order);
}
