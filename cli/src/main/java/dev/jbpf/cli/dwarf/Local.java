package dev.jbpf.cli.dwarf;

import java.util.List;
import java.util.OptionalLong;

/**
 * A variable that a function keeps to itself, or a part of one.
 *
 * @param name as the source has it
 * @param type as C writes it
 * @param value as people read it; {@link #GONE} if it is nowhere at present
 * @param address where it is in memory, if it is
 * @param size in bytes
 * @param parts what is in it
 */
public record Local(
    String name, String type, String value, OptionalLong address, int size, List<Local> parts) {
  /** What debuggers say of what the compiler has no place for, here. */
  public static final String GONE = "<optimized out>";
}
