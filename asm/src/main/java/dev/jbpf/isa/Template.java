package dev.jbpf.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * How an instruction is written in one dialect: literal text with operands in between. Printers
 * fill it in; parsers match statements against the shapes of all templates.
 *
 * <p>{@code "{dst} = *(u8 *)({src} {off})"} has a literal between each two placeholders.
 */
public record Template(String text, List<Part> parts) {

  /** A piece of a template. */
  public sealed interface Part permits Literal, Slot {}

  /** Text that stands as it is. */
  public record Literal(String text) implements Part {}

  /** The place of an operand. */
  public enum Slot implements Part {
    /** The destination register, all 64 bits: {@code r1}. */
    DST,
    /** The source register, all 64 bits. */
    SRC,
    /** The destination register's lower half: {@code w1}. */
    WDST,
    /** The source register's lower half. */
    WSRC,
    /** The whole immediate. */
    IMM,
    /** A displacement in bytes with its sign: {@code + 4}, {@code -8}. */
    OFF,
    /** A displacement in bytes as a plain number: {@code 4}, {@code -8}. */
    DISP,
    /** An index in the offset field. */
    INDEX,
    /** A place in the program: a label, or a distance in slots. */
    TARGET,
    /** The lower, or only, 32 bits of a wide immediate. */
    LO32,
    /** The upper 32 bits of a wide immediate. */
    HI32,
    /** The lower 16 bits of a 32-bit immediate. */
    LO16,
    /** The upper 16 bits of a 32-bit immediate. */
    HI16
  }

  /** The template {@code text} of {@code parts}, in order. */
  public Template {
    parts = List.copyOf(parts);
  }

  /**
   * {@return the template that {@code text} writes, such as {@code "{dst} += {imm}"}}
   *
   * @throws IllegalArgumentException if it names a placeholder that does not exist
   */
  public static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      int end = open < 0 ? text.length() : open;
      if (end > at) {
        parts.add(new Literal(text.substring(at, end)));
      }
      if (open < 0) {
        break;
      }
      int close = text.indexOf('}', open);
      parts.add(slot(text.substring(open + 1, close)));
      at = close + 1;
    }
    return new Template(text, parts);
  }

  // A switch, not a table: assemblers parse hundreds of templates before their first line.
  private static Slot slot(String name) {
    return switch (name) {
      case "dst" -> Slot.DST;
      case "src" -> Slot.SRC;
      case "wdst" -> Slot.WDST;
      case "wsrc" -> Slot.WSRC;
      case "imm" -> Slot.IMM;
      case "off" -> Slot.OFF;
      case "disp" -> Slot.DISP;
      case "index" -> Slot.INDEX;
      case "target" -> Slot.TARGET;
      case "lo32" -> Slot.LO32;
      case "hi32" -> Slot.HI32;
      case "lo16" -> Slot.LO16;
      case "hi16" -> Slot.HI16;
      default -> throw new IllegalArgumentException("no placeholder {" + name + "}");
    };
  }
}
