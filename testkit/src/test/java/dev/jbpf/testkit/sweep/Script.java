package dev.jbpf.testkit.sweep;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;

/**
 * Writes programs that call helpers one after the other. What each returns, and what a program
 * notes beside that, goes to {@link #OUT}, 8 bytes each, so that nothing is lost.
 *
 * <p>r6 is the context, r7 the value of {@link #OUT}; {@value #ROOM} bytes from r10 - {@value
 * #ROOM} on hold a pattern.
 */
final class Script {
  /** The bytes of the buffer in the stack. */
  static final int ROOM = 64;

  private static final int SLOTS = 250;

  /** Where results go. */
  static final MapDef<Integer, byte[]> OUT = MapDef.array("out", Codec.bytes(SLOTS * 8), 1);

  /** What an argument is, where it is no number. */
  enum Argument {
    CONTEXT("%s = r6"),
    BUFFER("%1$s = r10\n%1$s += -" + ROOM),
    KEY("%1$s = r10\n%1$s += -80"),
    VALUE("%1$s = r10\n%1$s += -96"),
    MAP("%s = m ll");

    private final String text;

    Argument(String text) {
      this.text = text;
    }
  }

  private final StringBuilder text = new StringBuilder();
  private int notes;
  private int labels;

  Script() {
    text.append("r6 = r1\nr7 = map_value out, 0 ll\n");
    for (int i = 0; i < ROOM; i += 8) {
      text.append("r1 = 0x%02xe1c3a5877f4b2d ll\n".formatted(0x90 + i));
      text.append("*(u64 *)(r10 - %d) = r1\n".formatted(ROOM - i));
    }
  }

  /** Adds lines. */
  Script then(String lines, Object... values) {
    text.append(lines.formatted(values)).append('\n');
    return this;
  }

  /** Puts a number of 8 bytes where {@link Argument#KEY} points. */
  Script key(long key) {
    return then("r1 = 0x%x ll\n*(u64 *)(r10 - 80) = r1", key);
  }

  /** Puts two numbers of 8 bytes where {@link Argument#VALUE} points. */
  Script value(long value) {
    return then("r1 = 0x%x ll\n*(u64 *)(r10 - 96) = r1\n*(u64 *)(r10 - 88) = r1", value);
  }

  /** Calls a helper and notes what it returns. */
  Script call(int helper, Object... arguments) {
    return callOnly(helper, arguments).note("r0");
  }

  /** As {@link #call}; notes only whether it returns something. */
  Script callForPointer(int helper, Object... arguments) {
    callOnly(helper, arguments);
    String label = label();
    return then("r8 = r0\nr1 = 0\nif r0 == 0 goto %1$s\nr1 = 1\n%1$s:", label).note("r1");
  }

  /** As {@link #call}, noting nothing. */
  Script callOnly(int helper, Object... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String register = "r" + (i + 1);
      if (arguments[i] instanceof Argument argument) {
        then(argument.text, register);
      } else {
        then("%s = 0x%x ll", register, ((Number) arguments[i]).longValue());
      }
    }
    return then("call %d", helper);
  }

  /** Notes the value behind the pointer that {@link #callForPointer} got, or that it got none. */
  Script noteValue() {
    return then("r1 = 0xdead\nif r8 == 0 goto %1$s\nr1 = *(u64 *)(r8 + 0)\n%1$s:", label())
        .note("r1");
  }

  /** Notes a register. */
  Script note(String register) {
    return then("*(u64 *)(r7 + %d) = %s", 8 * notes++, register);
  }

  /** Notes what is in the buffer. */
  Script noteBuffer() {
    for (int i = ROOM; i > 0; i -= 8) {
      then("r1 = *(u64 *)(r10 - %d)", i).note("r1");
    }
    return this;
  }

  /** {@return whether there is no room for {@code more} notes} */
  boolean isFull(int more) {
    return notes + more > SLOTS;
  }

  String label() {
    return "l" + labels++;
  }

  String source() {
    return text + "r0 = 0\nexit\n";
  }
}
