package dev.jbpf.ir.alloc.stack;

import dev.jbpf.ir.Referent;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.PlacedFunction.Span;
import dev.jbpf.ir.select.MachineBlock;
import dev.jbpf.ir.select.MachineFunction;
import dev.jbpf.ir.select.MachineInsn;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.kernel.Helper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When each object of the stack is in use: from the first to the last instruction that can reach
 * it, around loops as a whole. An object whose address goes where it is not followed is always.
 */
final class ObjectUses {
  private static final int STEP = 4;

  private final MachineFunction function;
  private final FrameLoops loops;
  private final Span whole;
  private final Map<StackObject, Span> spans = new LinkedHashMap<>();

  /** The object that the address in a register leads to; null where there is none. */
  private final StackObject[] reached;

  private ObjectUses(PlacedFunction placed) {
    this.function = placed.function();
    this.loops = FrameLoops.of(function.blocks(), placed.places());
    this.whole = new Span(0, placed.places()[function.blocks().size()]);
    this.reached = new StackObject[function.registers()];
    for (int i = 0; i < function.recipes().length; i++) {
      if (function.recipes()[i] != null) {
        reached[i] = function.recipes()[i].stackObject().orElse(null);
      }
    }
  }

  static Map<StackObject, Span> of(PlacedFunction placed) {
    ObjectUses uses = new ObjectUses(placed);
    for (MachineBlock block : uses.function.blocks()) {
      uses.visit(block, placed.places()[block.index()]);
    }
    for (Map.Entry<StackObject, Span> one : uses.spans.entrySet()) {
      one.setValue(uses.loops.widened(one.getValue()));
    }
    return uses.spans;
  }

  private void visit(MachineBlock block, int start) {
    for (int i = 0; i < block.insns().size(); i++) {
      int at = start + STEP * (i + 1);
      visit(block.insns().get(i), new Span(at, at + STEP));
    }
    for (int argument : block.arguments()) {
      escape(argument);
    }
  }

  private void visit(MachineInsn insn, Span span) {
    if (insn.first() == MachineInsn.FRAME && insn.symbol() instanceof Referent.OfStack stack) {
      use(stack.object(), span);
      if (insn.result() >= 0 && insn.op() == Op.ADD_IMM) {
        reached[insn.result()] = stack.object();
      }
    }
    for (int argument : insn.arguments()) {
      pass(insn, argument, span);
    }
    operand(insn, insn.first(), true, span);
    operand(insn, insn.second(), false, span);
  }

  private void operand(MachineInsn insn, int register, boolean isFirst, Span span) {
    if (register < 0 || reached[register] == null) {
      return;
    }
    use(reached[register], span);
    Operation operation = insn.op().operation();
    boolean isBase = isFirst && insn.op().base().isPresent();
    boolean isMoved =
        insn.result() >= 0 && (operation == Operation.ADD || operation == Operation.MOV);
    if (isMoved && reached[insn.result()] == null) {
      reached[insn.result()] = reached[register];
    } else if (!isBase && !insn.op().isCondition()) {
      escape(register);
    }
  }

  private void pass(MachineInsn insn, int register, Span span) {
    if (reached[register] == null) {
      return;
    }
    use(reached[register], span);
    boolean isKept =
        insn.op() == Op.CALL_KFUNC
            || insn.op() == Op.EXIT
            || insn.symbol() instanceof Referent.OfHelper helper && keeps(helper);
    if (isKept) {
      escape(register);
    }
  }

  /** What a dynptr is made of stays in use as long as that is. */
  private static boolean keeps(Referent.OfHelper helper) {
    Optional<Helper> found = Helper.of(helper.number());
    return found.isPresent() && found.get().functionName().contains("dynptr");
  }

  private void use(StackObject object, Span span) {
    Span before = spans.get(object);
    spans.put(object, before == null ? span : before.with(span));
  }

  private void escape(int register) {
    if (register >= 0 && reached[register] != null) {
      use(reached[register], whole);
    }
  }
}
