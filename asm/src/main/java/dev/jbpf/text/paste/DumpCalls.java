package dev.jbpf.text.paste;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that dumps show by a number. No helper has a negative one: where a distance was printed of
 * a call within the object, only the bytes or a relocation say so.
 */
final class DumpCalls {
  private final AssemblyState state;
  private final List<Call> calls = new ArrayList<>();

  private record Call(SectionImage region, int slot, int from) {}

  DumpCalls(AssemblyState state) {
    this.state = state;
  }

  void add(SectionImage region, int slot, int from) {
    if (Words.imm(region.code.word(slot)) < 0) {
      calls.add(new Call(region, slot, from));
    }
  }

  /** Says which calls no relocation has explained. */
  void finish() {
    for (Call call : calls) {
      long word = call.region.code.word(call.slot);
      if (Words.src(word) == 0 && Words.opcode(word) == Op.CALL.opcode()) {
        state.errors.add(
            DiagnosticCode.DUMP_CALL,
            call.from,
            call.from,
            "no helper has the number " + Words.imm(word) + ": this calls a function of the object",
            "the bytes tell which, or relocations: `llvm-objdump -dr`");
      }
    }
  }
}
