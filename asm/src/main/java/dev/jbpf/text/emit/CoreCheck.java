package dev.jbpf.text.emit;

import dev.jbpf.btf.core.operand.CoreValue;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.CoreUse;
import java.util.Optional;

/** Finds out of what type members are of which their author did not say it, from what reads them. */
final class CoreCheck {
  private final AssemblyState state;

  CoreCheck(AssemblyState state) {
    this.state = state;
  }

  /** Notes an error where nothing tells, or the source has a section that would say it. */
  void run() {
    for (int i = 0; i < state.coreUses.size(); i++) {
      CoreUse use = state.coreUses.get(i);
      if (state.sections.describesItself()) {
        error(use, "the source has a section .BTF, and so says itself what depends on types");
      } else if (use.operand().isOfField() && use.operand().value().isEmpty()) {
        state.coreUses.set(i, typed(use));
      }
    }
  }

  private CoreUse typed(CoreUse use) {
    Optional<CoreValue> value =
        op(use)
            .filter(op -> op.base().isPresent())
            .map(Op::accessSize)
            .flatMap(CoreValue::read);
    if (value.isEmpty()) {
      error(use, "say of what type the member is, as in core(task_struct.pid, s32)");
      return use;
    }
    return new CoreUse(
        use.place(), use.operand().withValue(value.get()), use.from(), use.to());
  }

  private Optional<Op> op(CoreUse use) {
    int section = state.symbols.section(use.place());
    int slot = (int) (state.symbols.value(use.place()) / Words.BYTES);
    return Op.of(state.sections.get(section).code.word(slot));
  }

  private void error(CoreUse use, String message) {
    state.errors.add(DiagnosticCode.BAD_OPERAND, use.from(), use.to(), message);
  }
}
