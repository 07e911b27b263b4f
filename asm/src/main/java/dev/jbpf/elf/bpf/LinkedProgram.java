package dev.jbpf.elf.bpf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.elf.bpf.load.JumpTable;
import dev.jbpf.elf.bpf.read.ProgramImage;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program with the functions that it calls behind it, and what the object says of its
 * instructions, as {@code BPF_PROG_LOAD} takes both.
 */
public final class LinkedProgram {
  private static final int FILE = 1;
  private static final int TEXT = 2;
  private static final int PLACE = 3;

  private final Program program;
  private final Lines lines;
  private final int[] functionInfo;
  private final Set<String> missing;
  private final Map<Slot, String> poisoned;
  private final List<JumpTable> jumpTables;
  private final List<String> modules;
  private final Map<Slot, String> moduleVariables;
  private final Optional<Slot> exceptionCallback;

  LinkedProgram(
      ProgramImage image,
      int[] functionInfo,
      int[] lineInfo,
      Optional<Btf> types,
      Set<String> missing,
      List<JumpTable> jumpTables,
      Optional<Slot> exceptionCallback) {
    this.exceptionCallback = exceptionCallback;
    this.jumpTables = List.copyOf(jumpTables);
    this.modules = List.copyOf(image.modules());
    this.moduleVariables = Collections.unmodifiableMap(image.moduleVariables());
    this.missing = Collections.unmodifiableSet(new LinkedHashSet<>(missing));
    this.poisoned = Collections.unmodifiableMap(image.poisoned());
    this.lines = new Lines(lineInfo, types);
    this.functionInfo = functionInfo;
    this.program = image.toProgram(lines::origin);
  }

  /**
   * {@return the instructions} Maps are referred to by their names, data sections by those of the
   * sections; origins are what the object's line information says.
   */
  public Program program() {
    return program;
  }

  /** {@return where each function starts, in slots of the program} */
  public Map<String, Slot> functions() {
    return program.labels();
  }

  /**
   * {@return the weak symbols of the kernel ({@code __weak __ksym}) that the program was linked
   * without: their addresses are 0, and a call of one must not be reached} That is true where the
   * kernel has none of that name.
   */
  public Set<String> missing() {
    return missing;
  }

  /**
   * {@return the modules of the kernel whose functions are called: calls name them by their place
   * here, counted from 1}
   */
  public List<String> modules() {
    return modules;
  }

  /**
   * {@return where the function starts that takes what the program throws, if it names one: it
   * makes the program's result of it}
   */
  public Optional<Slot> exceptionCallback() {
    return exceptionCallback;
  }

  /** {@return the modules of the kernel whose variables are loaded, by the slots of the loads} */
  public Map<Slot, String> moduleVariables() {
    return moduleVariables;
  }

  /** {@return what the program jumps through, of which a loader makes maps before it loads it} */
  @SuppressWarnings("exports")
  public List<JumpTable> jumpTables() {
    return jumpTables;
  }

  /**
   * {@return the instructions that must not be reached, and why: they depend on what the kernel
   * does not have} Each is a call of a helper that no kernel has.
   */
  public Map<Slot, String> poisoned() {
    return poisoned;
  }

  /**
   * {@return the kernel's {@code struct bpf_func_info}s: a slot and the id of a function's type
   * each; none if the object does not describe every function}
   */
  public int[] functionInfo() {
    return functionInfo.clone();
  }

  /**
   * {@return the kernel's {@code struct bpf_line_info}s: a slot, the string offsets of file and
   * text, and line &lt;&lt; 10 | column each; none if a function has no line at its start}
   */
  public int[] lineInfo() {
    return lines.rows.clone();
  }

  /** {@return the text of the source line of {@code slot}, if the object has it} */
  public Optional<String> sourceLine(Slot slot) {
    return lines.text(slot.number());
  }

  /** Rows in the order of their slots; a slot belongs to the last row before it. */
  private record Lines(int[] rows, Optional<Btf> types) {
    Origin origin(int slot) {
      int row = find(slot);
      if (row < 0 || types.isEmpty()) {
        return Origin.UNKNOWN;
      }
      int place = rows[row + PLACE];
      return BtfExt.line(place) == 0
          ? Origin.UNKNOWN
          : new Origin.Source(
              types.get().string(rows[row + FILE]),
              BtfExt.line(place),
              Math.max(1, BtfExt.column(place)));
    }

    Optional<String> text(int slot) {
      int row = find(slot);
      return row < 0
          ? Optional.empty()
          : types.map(t -> t.string(rows[row + TEXT])).filter(text -> !text.isEmpty());
    }

    private int find(int slot) {
      int low = 0;
      int high = rows.length / BtfExt.LINE_COLUMNS;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (rows[middle * BtfExt.LINE_COLUMNS] <= slot) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return (low - 1) * BtfExt.LINE_COLUMNS;
    }
  }
}
