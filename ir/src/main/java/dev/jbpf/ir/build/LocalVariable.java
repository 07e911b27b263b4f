package dev.jbpf.ir.build;

import dev.jbpf.ir.Type;

/** A local variable: set and read anywhere in its function; the builder makes values of it. */
public final class LocalVariable {
  private final int index;
  private final String name;
  private final Type type;

  LocalVariable(int index, String name, Type type) {
    this.index = index;
    this.name = name;
    this.type = type;
  }

  /** {@return its name, for messages} */
  public String name() {
    return name;
  }

  /** {@return what it holds} */
  public Type type() {
    return type;
  }

  @Override
  public String toString() {
    return type + " " + name;
  }
}
