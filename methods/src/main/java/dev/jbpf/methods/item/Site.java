package dev.jbpf.methods.item;

/** Where an object is made: an instruction, on one way of calls that leads there. */
public final class Site {
  private final Class<?> type;

  /** A place where a {@code type} is made. */
  public Site(Class<?> type) {
    this.type = type;
  }

  /** {@return what is made there} */
  public Class<?> type() {
    return type;
  }
}
