package dev.jbpf.runtime.report;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.runtime.symbols.KernelSymbol;
import dev.jbpf.runtime.symbols.KernelSymbols;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes instructions as the verifier left them. There a call's immediate is how far the function
 * is behind {@code __bpf_call_base}, and a load of a map has the map's number.
 */
public final class TranslatedText {
  private static final String CALL_BASE = "__bpf_call_base";

  private final Program program;
  private Optional<Long> base = Optional.empty();
  private Optional<KernelSymbols> symbols = Optional.empty();

  public TranslatedText(Program program) {
    this.program = program;
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<String> plain = Disassembler.lines(program, Dialect.LLVM);
    int slot = 0;
    for (String line : plain) {
      lines.add(line(slot, line));
      slot += program.opAt(slot).filter(op -> op.opcode() == Op.LDDW.opcode()).isPresent() ? 2 : 1;
    }
    return lines;
  }

  private String line(int slot, String plain) {
    long word = program.word(slot);
    Optional<Op> op = program.opAt(slot);
    if (op.isEmpty()) {
      return plain;
    }
    return switch (op.get()) {
      case CALL -> "call " + callee(Words.imm(word));
      case LDDW_MAP_FD -> "r" + Words.dst(word) + " = map[id:" + Words.imm(word) + "]";
      case LDDW_MAP_VALUE ->
          "r"
              + Words.dst(word)
              + " = map[id:"
              + Words.imm(word)
              + "][0]+"
              + Words.imm(program.word(slot + 1));
      default -> plain;
    };
  }

  private String callee(int distance) {
    if (symbols.isEmpty()) {
      symbols = Optional.of(KernelSymbols.read());
      base = symbols.get().functions(CALL_BASE).stream().findFirst().map(KernelSymbol::address);
    }
    return base.flatMap(start -> symbols.get().at(start + distance))
        .map(KernelSymbol::name)
        .orElse(distance < 0 ? Integer.toString(distance) : "+" + distance);
  }
}
