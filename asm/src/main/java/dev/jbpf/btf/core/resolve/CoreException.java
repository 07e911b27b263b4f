package dev.jbpf.btf.core.resolve;

/**
 * A relocation that makes no sense: of a path that its type does not have, at an instruction that
 * it cannot change, or whose answer depends on which of several types of a name is meant. What a
 * kernel merely does not have is no error: see {@link CoreResolution#poison}.
 */
public final class CoreException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** For that reason. */
  public CoreException(String message) {
    super(message);
  }
}
