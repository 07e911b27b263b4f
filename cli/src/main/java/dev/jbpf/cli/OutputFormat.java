package dev.jbpf.cli;

import dev.jbpf.classic.ClassicPrinter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Words;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What {@code jbpf-asm} writes: {@code -f raw}, {@code -f hex}, {@code -f c}. */
enum OutputFormat {
  /** The bytes of the program. */
  RAW("bin") {
    @Override
    byte[] render(Program program, ByteOrder order) {
      return program.toBytes(order);
    }

    @Override
    byte[] render(ClassicProgram program, ByteOrder order) {
      return program.toBytes(order);
    }
  },
  /** 16 hexadecimal digits a slot, a line each. */
  HEX("hex") {
    @Override
    byte[] render(Program program, ByteOrder order) {
      return hexLines(program.toBytes(order));
    }

    @Override
    byte[] render(ClassicProgram program, ByteOrder order) {
      return hexLines(program.toBytes(order));
    }
  },
  /** Initialisers of {@code struct bpf_insn}, which need no header but {@code linux/bpf.h}. */
  C("c") {
    @Override
    byte[] render(Program program, ByteOrder order) {
      List<String> comments = Disassembler.lines(program, Dialect.LLVM);
      StringBuilder out = new StringBuilder("struct bpf_insn prog[] = {\n");
      int line = 0;
      int slot = 0;
      for (CodeElement element : program.elements()) {
        appendC(out, program.word(slot++), comments.get(line++));
        if (element instanceof Insn insn && insn.slots() == 2) {
          appendC(out, program.word(slot++), "second half");
        }
      }
      return out.append("};\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    byte[] render(ClassicProgram program, ByteOrder order) {
      return ClassicPrinter.cArray(program).getBytes(StandardCharsets.US_ASCII);
    }
  },
  /** What the kernel's {@code bpf_asm} prints, and {@code tc} and {@code iptables} take. */
  BPF_ASM("txt") {
    @Override
    byte[] render(Program program, ByteOrder order) {
      throw new UsageException(
          "-f bpf_asm is for classic programs: give --dialect classic, or another -f");
    }

    @Override
    byte[] render(ClassicProgram program, ByteOrder order) {
      return ClassicPrinter.decimal(program).getBytes(StandardCharsets.US_ASCII);
    }
  };

  private final String extension;

  OutputFormat(String extension) {
    this.extension = extension;
  }

  /** {@return the bytes of the output file} */
  abstract byte[] render(Program program, ByteOrder order);

  /** {@return the bytes of the output file} */
  abstract byte[] render(ClassicProgram program, ByteOrder order);

  private static byte[] hexLines(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length * 2 + bytes.length / Words.BYTES);
    for (int at = 0; at < bytes.length; at += Words.BYTES) {
      out.append(HexFormat.of().formatHex(bytes, at, at + Words.BYTES)).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** {@return the ending of the default output file's name, without the dot} */
  String extension() {
    return extension;
  }

  private static void appendC(StringBuilder out, long word, String comment) {
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

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
