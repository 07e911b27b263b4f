package dev.jbpf.runtime.report;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import dev.jbpf.runtime.symbols.KernelSymbol;
import dev.jbpf.runtime.symbols.KernelSymbols;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes instructions as the verifier left them. There a call's immediate is how far the function
 * is behind {@code __bpf_call_base}, one of a function of the program has the function's place in
 * the list of these and its distance elsewhere, and a load of a map has the map's number.
 */
public final class TranslatedText {
  private static final String CALL_BASE = "__bpf_call_base";
  private static final int SUBPROGRAM = 1;

  /** What only the verifier makes: an address of this processor's, a barrier. */
  private static final int PROCESSOR = -1;

  private static final int BARRIER = 0xc2;

  private final Program program;
  private final List<Long> functions;
  private Optional<Long> base = Optional.empty();
  private Optional<KernelSymbols> symbols = Optional.empty();

  /**
   * One of these instructions.
   *
   * @param functions where the functions of the program are; none if it is interpreted
   */
  public TranslatedText(Program program, List<Long> functions) {
    this.program = program;
    this.functions = List.copyOf(functions);
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int slot = 0;
    for (String line : Disassembler.lines(program, Dialect.LLVM)) {
      lines.add(line(slot, line));
      slot += program.opAt(slot).filter(op -> op.opcode() == Op.LDDW.opcode()).isPresent() ? 2 : 1;
    }
    return lines;
  }

  private String line(int slot, String plain) {
    long word = program.word(slot);
    if (Words.opcode(word) == Op.CALL.opcode() && Words.src(word) == SUBPROGRAM) {
      return "call pc" + signed(Words.off(word)) + function(Words.imm(word));
    }
    Optional<Op> op = program.opAt(slot);
    return op.isPresent() ? line(op.get(), slot, plain) : internal(word, plain);
  }

  private String line(Op op, int slot, String plain) {
    long word = program.word(slot);
    String dst = "r" + Words.dst(word) + " = ";
    return switch (op) {
      case CALL, CALL_KFUNC -> "call " + callee(Words.imm(word)) + "#" + Words.imm(word);
      case LDDW_MAP_FD -> dst + "map[id:" + Words.imm(word) + "]";
      case LDDW_MAP_VALUE -> {
        int offset = Words.imm(program.word(slot + 1));
        yield dst + "map[id:" + Words.imm(word) + "][0]+" + Integer.toUnsignedString(offset);
      }
      case LDDW_FUNC -> dst + "subprog[" + signed(Words.imm(word)) + "]";
      case LDDW -> dst + "0x" + Long.toHexString(Words.immediate(op, word, program.word(slot + 1)));
      default -> KernelSpelling.of(op, word, plain);
    };
  }

  private static String internal(long word, String plain) {
    if (Words.opcode(word) == Op.MOV_REG.opcode() && Words.off(word) == PROCESSOR) {
      return "r" + Words.dst(word) + " = &(void __percpu *)(r" + Words.src(word) + ")";
    }
    return Words.opcode(word) == BARRIER ? "nospec" : plain;
  }

  private String function(int index) {
    if (index < 0 || index >= functions.size()) {
      return "";
    }
    long address = functions.get(index);
    return "#"
        + symbols().at(address).map(KernelSymbol::name).orElse("0x" + Long.toHexString(address));
  }

  /** A tail call alone has no function, and keeps its number. */
  private String callee(int distance) {
    if (distance == Helper.TAIL_CALL.value()) {
      return "bpf_tail_call";
    }
    KernelSymbols known = symbols();
    return base.flatMap(start -> known.at(start + distance))
        .map(KernelSymbol::name)
        .orElse("unknown");
  }

  private KernelSymbols symbols() {
    if (symbols.isEmpty()) {
      symbols = Optional.of(KernelSymbols.read());
      base = symbols.get().functions(CALL_BASE).stream().findFirst().map(KernelSymbol::address);
    }
    return symbols.get();
  }

  private static String signed(int number) {
    return String.format("%+d", number);
  }
}
