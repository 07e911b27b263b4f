package dev.jbpf.text.state;

import dev.jbpf.isa.TargetMachine;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is asked for of a source.
 *
 * @param order the byte order of the target
 * @param output what is made
 * @param section the section that becomes the program, if one is named
 * @param dialects the dialects that instructions can be in, a set of bits
 * @param machine what the code is to run on
 * @param includes gives the bytes of the file of a name; an {@link java.io.UncheckedIOException}
 *     says why it cannot be read
 */
public record Settings(
    ByteOrder order,
    Output output,
    Optional<String> section,
    int dialects,
    TargetMachine machine,
    Function<String, Optional<byte[]>> includes) {

  /** What is made of a source. */
  public enum Output {
    /** The instructions of one section, whose maps are bound later. */
    PROGRAM,
    /** The same as bytes, in which nothing is bound later. */
    BYTES,
    /** All sections. */
    OBJECT
  }

  /** {@return whether an object is made} */
  boolean isObject() {
    return output == Output.OBJECT;
  }
}
