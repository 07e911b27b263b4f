package dev.jbpf.code;

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

  /** {@return {@code element} at the line of the first caller outside the library} */
  public static CodeElement here(CodeElement element) {
    return new Located(element, Origin.caller());
  }
}
