package dev.jbpf.text.paste;

import dev.jbpf.isa.Op;
import java.util.Optional;

/**
 * Takes from a source what people paste and no statement is. The parser tells where it is, line by
 * line and statement by statement; what is taken has been read then.
 */
public interface PastedText {
  /** What is to be done with the rest of a line or statement. */
  enum Rest {
    /** It is not pasted. */
    OTHER,
    /** It has been read. */
    DONE,
    /** A statement follows, and behind a semicolon a comment. */
    STATEMENT
  }

  /** {@return whether lines may stand around statements here, and each line is to be shown} */
  boolean isOpen();

  /** {@return whether the line is one of a dump, in which a semicolon starts a comment} */
  boolean isDump();

  /** {@return whether the line or statement that starts at {@code from} has been read} */
  boolean begin(boolean startsLine, int from);

  /** {@return what follows the number {@code slot} and its colon, which start at {@code from}} */
  Rest numbered(long slot, int from);

  /**
   * {@return whether the name and colon at {@code from} are a tool's, whose line has been read, and
   * no label}
   */
  boolean isTool(int from);

  /** A name in angle brackets, which is a label's or only says where an instruction is. */
  record Name(int from, int to, boolean isLabel) {}

  /** {@return the name in angle brackets at {@code from}, if there is one; it has been read} */
  Optional<Name> bracketed(int from);

  /** {@return whether the statement that starts with the sign {@code c} has been read} */
  boolean sign(int c);

  /**
   * {@return whether the statement that starts with {@code name}, at {@code from}, has been read}
   */
  boolean named(String name, int from);

  /** Takes note of an instruction that was read, and returns whether its meaning is the dump's. */
  boolean emitted(Op op, int from);

  /**
   * Takes note of a statement that is wrong.
   *
   * @param errors how many errors there were before it
   * @return whether it is passed over
   */
  boolean failed(boolean startsLine, int errors, int from);

  /** Takes note of the end of a line. */
  void endLine();

  /** Takes note of the end of the source: what is missing is an error. */
  void finish();
}
