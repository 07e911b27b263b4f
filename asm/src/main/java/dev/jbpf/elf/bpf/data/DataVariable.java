package dev.jbpf.elf.bpf.data;

import dev.jbpf.map.Codec;

/** A variable, and where its bytes are at present. */
record DataVariable<T>(ObjectVariable place, Codec<T> codec, DataBytes bytes, boolean isConstant)
    implements Variable<T> {
  /** A codec of another size would read and write what is beside the variable. */
  DataVariable {
    if (place.size() != 0 && place.size() != codec.size()) {
      throw new IllegalArgumentException(
          String.format(
              "variable '%s' has %d bytes, its codec is for %d",
              place.name(), place.size(), codec.size()));
    }
  }

  @Override
  public String name() {
    return place.name();
  }

  @Override
  public T get() {
    return bytes.read(codec, place.offset());
  }

  @Override
  public void set(T value) {
    if (isConstant) {
      throw new IllegalStateException(
          String.format(
              "'%s' is a constant of %s: set it before the object is loaded",
              place.name(), place.section()));
    }
    bytes.write(codec, place.offset(), value);
  }

  @Override
  public String toString() {
    return place.section() + " " + place.name();
  }
}
