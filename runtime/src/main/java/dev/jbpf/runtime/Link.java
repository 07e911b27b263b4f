package dev.jbpf.runtime;

/**
 * A program at work: where it is attached, until this is closed. Closing twice does nothing.
 *
 * <p>When the process ends, however it ends, the kernel detaches what it attached.
 */
public interface Link extends AutoCloseable {
  /** Detaches the program. */
  @Override
  void close();
}
