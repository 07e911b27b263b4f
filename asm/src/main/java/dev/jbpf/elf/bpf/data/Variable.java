package dev.jbpf.elf.bpf.data;

/**
 * A global variable of an object. Before the object is loaded it is what programs will find; after
 * that it is what they see and change, at once.
 */
public interface Variable<T> {
  /** {@return the name that the source gives it} */
  String name();

  /**
   * {@return its value} One of more than eight bytes is not read in one piece: where programs write
   * meanwhile, parts of it may be older than others.
   *
   * @throws IllegalStateException if the object is closed
   */
  T get();

  /**
   * Changes its value. Before Linux 5.5 the variables around it are written too, with what they
   * were a moment ago.
   *
   * @throws IllegalStateException if the object is closed; or it is loaded, and the variable is a
   *     constant
   * @throws IllegalArgumentException if the value does not fit
   */
  void set(T value);
}
