package dev.jbpf.cli;

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
