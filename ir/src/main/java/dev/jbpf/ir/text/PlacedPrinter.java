package dev.jbpf.ir.text;

import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.Step;
import dev.jbpf.ir.select.MachineBlock;
import java.util.Arrays;

/** Writes functions whose registers have places as text. */
public final class PlacedPrinter {
  private PlacedPrinter() {}

  /** {@return the text of {@code placed}} */
  public static String print(PlacedFunction placed) {
    StringBuilder out = new StringBuilder(placed.function().function().name()).append(" {\n");
    for (MachineBlock block : placed.function().blocks()) {
      out.append("b").append(block.index());
      out.append(Arrays.toString(block.parameters())).append(":\n");
      for (Step step : placed.blocks().get(block.index())) {
        out.append("  ").append(step).append('\n');
      }
      out.append("  -> ").append(Arrays.toString(block.successors()));
      out.append(Arrays.toString(block.arguments())).append('\n');
    }
    return out.append("}\n").toString();
  }
}
