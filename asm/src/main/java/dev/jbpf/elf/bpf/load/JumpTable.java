package dev.jbpf.elf.bpf.load;

import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapDef.InstructionPlace;
import java.util.List;

/**
 * Where {@code gotox} may go: the loader makes an array of instructions of it ({@code
 * BPF_MAP_TYPE_INSN_ARRAY}), fills it, freezes it in the kernel, and loads the program then.
 *
 * @param map the name by which the program refers to it
 * @param slots of the program, in the order of the table
 */
public record JumpTable(String map, List<Integer> slots) {

  /** The list is copied. */
  public JumpTable {
    slots = List.copyOf(slots);
  }

  /**
   * {@return the map to make of it}
   *
   * @param name what it is called where it is made
   */
  public MapDef<Integer, InstructionPlace> definition(String name) {
    return MapDef.instructions(name, slots.size());
  }
}
