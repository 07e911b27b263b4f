package dev.jbpf.code;

import dev.jbpf.code.origin.Capture;
import dev.jbpf.diag.Origin;

/**
 * An element and where it was written.
 *
 * @param element the element, not itself located
 * @param origin where
 */
public record Located(CodeElement element, Origin origin) implements CodeElement {

  /** An element at a place; of two places the one given first holds. */
  public Located {
    if (element instanceof Located inner) {
      element = inner.element();
      origin = inner.origin();
    }
  }

  /**
   * {@return {@code element} at the line of the first caller outside the library; as it is if it
   * has a place, or while {@link Capture} is off}
   */
  public static CodeElement here(CodeElement element) {
    return Capture.isOn() && !(element instanceof Located)
        ? new Located(element, Origin.caller())
        : element;
  }
}
