package dev.jbpf.ir.select;

import java.util.ArrayList;
import java.util.List;

/**
 * Instructions without a jump but at the end.
 *
 * <p>A block whose ways out are several gives no arguments; where arguments are given, it has one.
 */
public final class MachineBlock {
  private final int index;
  private final int[] parameters;
  private final List<MachineInsn> insns = new ArrayList<>();
  private int[] successors = {};
  private int[] arguments = {};
  private int[] predecessors = {};

  MachineBlock(int index, int[] parameters) {
    this.index = index;
    this.parameters = parameters;
  }

  /** {@return its place among the blocks of its function} */
  public int index() {
    return index;
  }

  /** {@return the registers that those who lead here fill} */
  public int[] parameters() {
    return parameters;
  }

  /** {@return its instructions; of jumps only those that are needed whatever comes behind it} */
  public List<MachineInsn> insns() {
    return insns;
  }

  /** {@return where it leads: of two, the target of its jump first} */
  public int[] successors() {
    return successors;
  }

  /** {@return what the parameters of its only successor get} */
  public int[] arguments() {
    return arguments;
  }

  /** {@return from where control comes} */
  public int[] predecessors() {
    return predecessors;
  }

  void setWays(int[] newSuccessors, int[] newArguments) {
    successors = newSuccessors;
    arguments = newArguments;
  }

  void setPredecessors(int[] newPredecessors) {
    predecessors = newPredecessors;
  }
}
