package dev.jbpf.elf.bpf.data;

import dev.jbpf.map.Codec;

/**
 * A global variable of an object.
 *
 * @param name the name that the source gives it
 * @param section the name of the section that it is in, such as {@code .bss}
 * @param offset where it starts there, in bytes
 * @param size in bytes, 0 where the object does not say
 */
public record ObjectVariable(String name, String section, int offset, int size) {
  /** {@return the same variable with so many bytes more} */
  public ObjectVariable longer(int bytes) {
    return new ObjectVariable(name, section, offset, size + bytes);
  }

  /**
   * {@return the variable's value in {@code bytes}}
   *
   * @param bytes those of its section
   * @param isConstant whether it can only be read
   * @throws IllegalArgumentException if {@code codec} is of another size
   */
  public <T> Variable<T> in(DataBytes bytes, Codec<T> codec, boolean isConstant) {
    return new DataVariable<>(this, codec, bytes, isConstant);
  }
}
