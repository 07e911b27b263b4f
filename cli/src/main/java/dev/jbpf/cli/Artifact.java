package dev.jbpf.cli;

import java.nio.ByteOrder;

/** Something assembled, which can be written in several formats. */
interface Artifact {

  /**
   * {@return the bytes of the output file}
   *
   * @throws UsageException if this kind of program has no such form
   */
  byte[] render(OutputFormat format, ByteOrder order);
}
