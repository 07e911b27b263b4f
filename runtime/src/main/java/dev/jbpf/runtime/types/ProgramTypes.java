package dev.jbpf.runtime.types;

import dev.jbpf.runtime.sys.NativeMemory;

/**
 * What the types and source lines of a program are: the verifier quotes them, and bpftool shows
 * them. Immutable.
 */
public final class ProgramTypes {
  private static final int FUNCTION_COLUMNS = 2;
  private static final int LINE_COLUMNS = 4;
  public static final int FUNCTION_BYTES = FUNCTION_COLUMNS * Integer.BYTES;
  public static final int LINE_BYTES = LINE_COLUMNS * Integer.BYTES;

  private final LoadedTypes types;
  private final int[] functions;
  private final int[] lines;

  /**
   * What the arrays say, which are copied.
   *
   * @param types where the ids and strings are
   * @param functions the kernel's {@code struct bpf_func_info}s in a row, 2 numbers each
   * @param lines the kernel's {@code struct bpf_line_info}s in a row, 4 numbers each
   * @throws IllegalArgumentException if the last row of one is not whole
   */
  public ProgramTypes(LoadedTypes types, int[] functions, int[] lines) {
    requireWhole("functions", functions, FUNCTION_COLUMNS);
    requireWhole("lines", lines, LINE_COLUMNS);
    this.types = types;
    this.functions = functions.clone();
    this.lines = lines.clone();
  }

  private static void requireWhole(String what, int[] numbers, int columns) {
    if (numbers.length % columns != 0) {
      throw new IllegalArgumentException(
          what + ": " + numbers.length + " numbers, must be " + columns + " in a row");
    }
  }

  /** {@return where the ids and strings are} */
  public LoadedTypes types() {
    return types;
  }

  public int functionCount() {
    return functions.length / FUNCTION_COLUMNS;
  }

  public int lineCount() {
    return lines.length / LINE_COLUMNS;
  }

  /** {@return how many bytes both take} */
  public int bytes() {
    return (functions.length + lines.length) * Integer.BYTES;
  }

  /** Writes the functions, and behind them the lines. */
  public void writeTo(NativeMemory block, int at) {
    put(block, at, functions);
    put(block, at + functions.length * Integer.BYTES, lines);
  }

  private static void put(NativeMemory block, int at, int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      block.bytes().putInt(at + i * Integer.BYTES, numbers[i]);
    }
  }
}
