package dev.jbpf.code;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A place in a program. As an element it binds the place: the next instruction is there. Branches
 * name it, before or after.
 *
 * <p>Labels of a name are equal, whoever made them; anonymous ones are equal to themselves only.
 *
 * @param name the name, or an empty text
 * @param id tells anonymous labels apart; zero for a named one
 */
public record Label(String name, long id) implements CodeElement {
  private static final AtomicLong LAST_ID = new AtomicLong();

  /**
   * A label.
   *
   * @throws IllegalArgumentException if it has both a name and a number, or neither
   */
  public Label {
    if (name.isEmpty() == (id == 0)) {
      throw new IllegalArgumentException("a label has either a name or a number");
    }
  }

  /**
   * {@return the label of that name}
   *
   * @throws IllegalArgumentException if {@code name} is empty
   */
  public static Label named(String name) {
    return new Label(name, 0);
  }

  /** {@return a label that is unlike any other} */
  public static Label create() {
    return new Label("", LAST_ID.incrementAndGet());
  }

  @Override
  public String toString() {
    return name.isEmpty() ? "label " + id : name;
  }
}
