package dev.jbpf.elf.link;

import java.util.List;

/** Objects that cannot become one. */
public final class ObjectLinkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> reasons;

  /** For these reasons, each with the names of the files. */
  ObjectLinkException(List<String> reasons) {
    super(String.join("\n", reasons));
    this.reasons = List.copyOf(reasons);
  }

  /** {@return all reasons, at least one; each names the files} */
  public List<String> reasons() {
    return reasons;
  }
}
