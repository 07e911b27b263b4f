package dev.jbpf.ir.select;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;
import java.util.List;

/**
 * A function as instructions of the machine, its registers still without place.
 *
 * @param function what it was
 * @param blocks its blocks in order; the first one's parameters come in r1 to r5
 * @param registers how many registers it has
 * @param recipes of registers that have no place of their own: what makes their value anew wherever
 *     it is needed, a constant or an address; null at the numbers of the others
 * @param pinned the register of the context, which is to be in r6; {@link MachineInsn#NONE} where
 *     nothing reads packets that way
 */
public record MachineFunction(
    Function function, List<MachineBlock> blocks, int registers, Value[] recipes, int pinned) {

  /** {@return whether the register's value is made anew wherever it is needed} */
  public boolean isMadeAnew(int register) {
    return register < recipes.length && recipes[register] != null;
  }
}
