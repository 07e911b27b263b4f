package dev.jbpf.ir;

import dev.jbpf.diag.Origin;
import java.util.ArrayList;
import java.util.List;

/** A function: blocks, of which the first is where it starts. */
public final class Function {
  /** Arguments travel in r1 to r5. */
  public static final int MAX_PARAMETERS = 5;

  private final String name;
  private final Type result;
  private final Origin origin;
  private List<Block> blocks = new ArrayList<>();
  private int valueCount;
  private int blockCount;
  private boolean isInlined;

  /**
   * A function without blocks yet, but for the first.
   *
   * @param name its name in the module
   * @param result what it returns
   * @param parameters what it takes
   * @param origin where the author begins it
   * @throws IllegalArgumentException if it takes more than five values
   */
  public Function(String name, Type result, List<Type> parameters, Origin origin) {
    if (parameters.size() > MAX_PARAMETERS) {
      throw new IllegalArgumentException(
          name
              + " takes "
              + parameters.size()
              + " arguments, at most "
              + MAX_PARAMETERS
              + " fit into registers: hand over the address of a structure");
    }
    this.name = name;
    this.result = result;
    this.origin = origin;
    Block entry = addBlock("entry");
    for (Type type : parameters) {
      entry.addParameter(type, origin);
    }
  }

  /** {@return its name} */
  public String name() {
    return name;
  }

  /** {@return what it returns} */
  public Type result() {
    return result;
  }

  /** {@return what it takes} */
  public List<Value> parameters() {
    return entry().parameters();
  }

  /** {@return where the author begins it} */
  public Origin origin() {
    return origin;
  }

  /** {@return where it starts} */
  public Block entry() {
    return blocks.get(0);
  }

  /** {@return its blocks, the first one first: no copy} */
  public List<Block> blocks() {
    return blocks;
  }

  /** Replaces its blocks, or their order. */
  public void setBlocks(List<Block> newBlocks) {
    blocks = newBlocks;
  }

  /** {@return a new block, behind the others} */
  public Block addBlock(String blockName) {
    Block block = new Block(this, blockCount++, blockName);
    blocks.add(block);
    return block;
  }

  /** {@return a new value, in no block yet} */
  public Value make(
      Opcode opcode,
      Type type,
      List<Value> operands,
      long immediate,
      Referent symbol,
      Origin valueOrigin) {
    return new Value(valueCount++, opcode, type, operands, immediate, symbol, valueOrigin);
  }

  /** {@return a new number} */
  public Value constant(Type type, long number, Origin valueOrigin) {
    long kept = type.isWide() ? number : (int) number;
    return make(Opcode.CONSTANT, type, List.of(), kept, Referent.NONE, valueOrigin);
  }

  /** {@return a number that no value has, or will have} */
  public int reserve() {
    return valueCount++;
  }

  /** {@return one more than the highest number of its values} */
  public int valueCount() {
    return valueCount;
  }

  /** {@return one more than the highest number of its blocks} */
  public int blockCount() {
    return blockCount;
  }

  /** {@return whether calls of it are to be replaced with what it does} */
  public boolean isInlined() {
    return isInlined;
  }

  /** Says whether calls of it are to be replaced with what it does. */
  public void setInlined(boolean newInlined) {
    isInlined = newInlined;
  }

  @Override
  public String toString() {
    return name;
  }
}
