package dev.jbpf.elf.extern;

/**
 * Something that an object refers to and the kernel has.
 *
 * @see Externs
 */
public sealed interface Extern {
  /** {@return its name} */
  String name();

  /** {@return whether the object can do without it} */
  boolean isWeak();

  /** A setting of the configuration. */
  record Setting(ConfigVariable variable) implements Extern {
    @Override
    public String name() {
      return variable.name();
    }

    @Override
    public boolean isWeak() {
      return variable.isWeak();
    }
  }

  /** A symbol of which the object says no type: its address is all that is asked for. */
  record Address(String name, boolean isWeak) implements Extern {}

  /** A variable whose type is {@code type} in the object. */
  record Variable(String name, boolean isWeak, int type) implements Extern {}

  /** A function whose prototype is {@code type} in the object. */
  record Function(String name, boolean isWeak, int type) implements Extern {}
}
