package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Terminator.Branch;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.SignificantBits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a number of 32 bits is compared, and its extension to 64 is used somewhere, compares the
 * extension: what the verifier learns there it is to know of the value that is used, an index. So
 * where it is the lower half of a number of 64 bits whose upper half is zero, as a product of small
 * ones: that needs no extension where it is used, and kernels before 6.12 do not see that it is
 * small.
 */
public final class CheckedExtensions {
  private final Function function;
  private final Map<Opcode, Set<Value>> extended = new HashMap<>();

  private CheckedExtensions(Function function) {
    this.function = function;
    extended.put(Opcode.ZERO_EXTEND, new HashSet<>());
    extended.put(Opcode.SIGN_EXTEND, new HashSet<>());
  }

  /** Changes comparisons of {@code function}. */
  public static void run(Function function) {
    CheckedExtensions pass = new CheckedExtensions(function);
    for (Block block : function.blocks()) {
      pass.collect(block);
    }
    for (Block block : function.blocks()) {
      pass.change(block);
    }
  }

  private void collect(Block block) {
    for (Value value : block.values()) {
      if (SignificantBits.isExtension(value)
          && value.immediate() == Integer.SIZE
          && value.type().isWide()) {
        extended.get(value.opcode()).add(root(value.operand(0)));
      }
    }
  }

  private static Value root(Value value) {
    return NeedlessExtensions.source(value, Integer.SIZE);
  }

  private void change(Block block) {
    if (!(block.terminator() instanceof Branch branch) || branch.left().type().isWide()) {
      return;
    }
    boolean isSigned = branch.condition().machine().isSigned();
    Opcode opcode = isSigned ? Opcode.SIGN_EXTEND : Opcode.ZERO_EXTEND;
    Set<Value> known = extended.get(opcode);
    Value left = root(branch.left());
    Value right = root(branch.right());
    boolean isHalf = left.type().isWide() || right.type().isWide();
    int most = isSigned ? Integer.SIZE - 1 : Integer.SIZE;
    if (known.contains(left)
        || known.contains(right)
        || isHalf && SignificantBits.of(left) <= most && SignificantBits.of(right) <= most) {
      block.setTerminator(
          new Branch(
              branch.condition(),
              extend(block, opcode, branch.left()),
              extend(block, opcode, branch.right()),
              branch.then(),
              branch.otherwise(),
              branch.origin()));
    }
  }

  private Value extend(Block block, Opcode opcode, Value value) {
    Maker maker = new Maker(function, block.values(), value);
    boolean isSigned = opcode == Opcode.SIGN_EXTEND;
    Type type = isSigned ? Type.S64 : Type.U64;
    if (value.isConstant()) {
      long number = value.immediate();
      return maker.add(Opcode.CONSTANT, type, isSigned ? number : number & 0xffff_ffffL);
    }
    return maker.add(opcode, type, Integer.SIZE, root(value));
  }
}
