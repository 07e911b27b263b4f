package dev.jbpf.runtime.inspect;

import java.util.List;
import java.util.Map;

/**
 * Where a program comes from, as its types (BTF) tell.
 *
 * @param types the number of its types; 0 if it has none
 * @param functions the type of the function that starts there, by the translated slot
 * @param lines in the order of the slots
 */
public record ProgramSource(long types, Map<Integer, Integer> functions, List<Line> lines) {

  /**
   * A line of the source, from a slot on.
   *
   * @param slot the first translated slot that belongs to it
   * @param file where its name is among the strings of the types
   * @param text where its text is
   * @param line counted from 1
   * @param column counted from 1; 0 if unknown
   * @param address of the machine code, in the kernel; 0 if unknown
   */
  public record Line(int slot, int file, int text, int line, int column, long address) {}

  public ProgramSource {
    functions = Map.copyOf(functions);
    lines = List.copyOf(lines);
  }
}
