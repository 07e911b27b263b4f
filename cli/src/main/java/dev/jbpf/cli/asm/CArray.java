package dev.jbpf.cli.asm;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Words;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Initialisers of {@code struct bpf_insn}, which need no header but {@code linux/bpf.h}. */
final class CArray {
  private CArray() {}

  static byte[] of(Program program) {
    List<String> comments = Disassembler.lines(program, Dialect.LLVM);
    StringBuilder out = new StringBuilder("struct bpf_insn prog[] = {\n");
    int line = 0;
    int slot = 0;
    for (CodeElement element : program.elements()) {
      append(out, program.word(slot++), comments.get(line++));
      if (element instanceof Insn insn && insn.slots() == 2) {
        append(out, program.word(slot++), "second half");
      }
    }
    return out.append("};\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder out, long word, String comment) {
    out.append(
        String.format(
            Locale.ROOT,
            "\t{ .code = 0x%02x, .dst_reg = %d, .src_reg = %d, .off = %d, .imm = %d }, /* %s */\n",
            Words.opcode(word),
            Words.dst(word),
            Words.src(word),
            Words.off(word),
            Words.imm(word),
            comment.replace("*/", "* /").replace("/*", "/ *")));
  }
}
