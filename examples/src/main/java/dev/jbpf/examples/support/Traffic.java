package dev.jbpf.examples.support;

import java.io.IOException;

/** Makes packets, so that there is something to see. */
public interface Traffic extends AutoCloseable {
  /** {@return what makes none} */
  static Traffic none() {
    return () -> {};
  }

  /** Makes some packets, and waits until they have arrived. */
  void round() throws Exception;

  @Override
  default void close() throws IOException {}
}
