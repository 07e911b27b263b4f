package dev.jbpf.dsl.internal;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Label;
import dev.jbpf.isa.Condition;
import dev.jbpf.isa.Condition.Compare;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes jumps of a condition: as few as it has comparisons, but for a test of bits that fails. */
public final class ConditionJumps {
  private final List<CodeElement> elements = new ArrayList<>();

  private ConditionJumps() {}

  /** {@return jumps to {@code target} that are taken if {@code condition} is {@code wanted}} */
  public static List<CodeElement> of(Condition condition, boolean wanted, Label target) {
    ConditionJumps jumps = new ConditionJumps();
    jumps.add(condition, wanted, target);
    return jumps.elements;
  }

  private void add(Condition condition, boolean wanted, Label target) {
    if (condition instanceof Compare compare) {
      add(compare, wanted, target);
    } else if (condition instanceof Condition.Not not) {
      add(not.condition(), !wanted, target);
    } else if (condition instanceof Condition.And and) {
      add(and.first(), and.second(), !wanted, wanted, target);
    } else if (condition instanceof Condition.Or or) {
      add(or.first(), or.second(), wanted, wanted, target);
    }
  }

  /** Two conditions; {@code decides} says whether the first being {@code wanted} is enough. */
  private void add(
      Condition first, Condition second, boolean decides, boolean wanted, Label target) {
    if (decides) {
      add(first, wanted, target);
      add(second, wanted, target);
    } else {
      Label skip = Label.create();
      add(first, !wanted, skip);
      add(second, wanted, target);
      elements.add(skip);
    }
  }

  private void add(Compare compare, boolean wanted, Label target) {
    Optional<Compare> jump = wanted ? Optional.of(compare) : compare.opposite();
    if (jump.isPresent()) {
      elements.add(branch(jump.get(), target));
    } else {
      Label skip = Label.create();
      elements.add(branch(compare, skip));
      elements.add(new Branch(Op.JA, Reg.R0, Reg.R0, 0, target));
      elements.add(skip);
    }
  }

  private static Branch branch(Compare compare, Label target) {
    return new Branch(compare.op(), compare.dst(), compare.src(), compare.imm(), target);
  }
}
