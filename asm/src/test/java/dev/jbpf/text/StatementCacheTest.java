package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.testing.Insns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A statement means the same wherever it stands: alone, where the parser reads it for the first
 * time, and behind thousands of others, where it is read as one that is like them.
 */
class StatementCacheTest {
  private static final long SEED = 20_240_917;
  private static final int OF_EACH_OP = 40;

  /** What gives a name a value: a statement whose register has become none. */
  private static final Pattern ASSIGNMENT = Pattern.compile("^\\s*(?![rw]\\d)[^\\s=]+\\s*=");

  /** What makes another statement of a line, or none. */
  private static final String CHANGES = "0123456789xrw%-+ \t,;#/*()[]=<>&|!:.abu_L\u00e9";

  @ParameterizedTest
  @EnumSource(names = {"LLVM", "GNU", "MACRO"})
  void statementsMeanTheSameAmongOthers(Dialect dialect) {
    Random random = new Random(SEED);
    List<String> lines = new ArrayList<>();
    for (Insn insn : insns(random)) {
      String line = String.join(" ", Disassembler.lines(Program.of(insn), dialect));
      lines.add(line);
      lines.add(changed(line, random));
      lines.add(changed(changed(line, random), random));
    }
    Collections.shuffle(lines, random);
    check(lines, Dialect.AUTO);
    check(lines, dialect);
  }

  /** Words of statements, names of registers and labels, numbers at the ends of their ranges. */
  @Test
  void placesAndWordsThatLookAlike() {
    List<String> names =
        List.of("L1", "local", "kfunc", "pc", "r1", "r11", "w9", "fp", "bpf_x", "é", "r");
    List<String> ends = List.of("", " ", "\t", ";", " # c", "#1", "# 1", "+1", " + 1", "x", ":");
    List<String> numbers =
        List.of(
            "0",
            "00",
            "08",
            "0x",
            "0x0",
            "0X1",
            "0xg",
            "1u",
            "1ull",
            "1b",
            "1f",
            "-0",
            "--1",
            "32767",
            "32768",
            "-32768",
            "-32769",
            "2147483648",
            "4294967295",
            "4294967296",
            "-2147483648",
            "-2147483649",
            "999999999999999",
            "9999999999999999",
            "9223372036854775808",
            "18446744073709551616",
            "0xffffffff",
            "0x1ffffffff",
            "0xfffffffffffffff",
            "0xffffffffffffffff",
            "1 + 1",
            "1+1",
            "'a'",
            "~1",
            "(1)");
    List<String> lines = new ArrayList<>();
    for (String end : ends) {
      for (String name : names) {
        for (String start : List.of("goto ", "if r1 == 1 goto ", "call ", "ja ", "jeq r1, 1, ")) {
          lines.add(start + name + end);
        }
      }
      for (String number : numbers) {
        for (String start :
            List.of("r1 = ", "w1 += ", "if r1 > ", "goto +", "goto -", "call ", "lddw r1, ")) {
          lines.add(start + number + (start.startsWith("if") ? " goto +1" : "") + end);
        }
        lines.add("r1 = " + number + " ll" + end);
        lines.add("r1 = *(u32 *)(r2 + " + number + ")" + end);
        lines.add("stxdw [r1-" + number + "], r2" + end);
        lines.add("BPF_MOV64_IMM(BPF_REG_1, " + number + ")," + end);
      }
    }
    lines.add("BPF_MOV64_IMM(BPF_REG_ARG1, 1)");
    lines.add("BPF_MOV64_IMM(BPF_REG_ARG6, 1)");
    lines.add("BPF_MOV64_IMM(BPF_REG_6, 1)");
    Collections.shuffle(lines, new Random(SEED));
    check(lines, Dialect.AUTO);
  }

  /** Slots field by field, as C has them: numbers, names of the kernel, and what is neither. */
  @ParameterizedTest
  @EnumSource(names = {"AUTO", "MACRO"})
  void slotsOfC(Dialect dialect) {
    List<List<String>> values =
        List.of(
            List.of("0xb7", "7", "0", "BPF_ALU64 | BPF_MOV | BPF_K", "BPF_JMP|BPF_CALL", "256"),
            List.of("0", "10", "15", "16", "BPF_REG_1", "BPF_REG_10", "BPF_REG_FP", "BPF_REG_11"),
            List.of("0", "9", "BPF_REG_2", "BPF_REG_ARG1", "BPF_PSEUDO_CALL", "-1", "BPF_REG_A"),
            List.of("0", "-8", "+ 8", "- 8", "32767", "-32769", "BPF_REG_1", "XDP_DROP", "~1"),
            List.of(
                "0",
                "-1",
                "4294967295",
                "4294967296",
                "0x7f",
                "BPF_FUNC_ktime_get_ns",
                "-XDP_DROP",
                "XDP_DROP + 1",
                "BPF_REG_1",
                "BPF_F_NOTHING",
                "1 << 4"));
    List<String> names = List.of(".code = ", ".dst_reg=", ".src_reg = ", ".off = ", ".imm = ");
    Random random = new Random(SEED);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      List<String> fields = new ArrayList<>();
      List<String> named = new ArrayList<>();
      for (int field = 0; field < names.size(); field++) {
        List<String> choices = values.get(field);
        fields.add(choices.get(random.nextInt(choices.size())));
        named.add(names.get(field) + fields.get(field));
      }
      if (i % 5 == 0) {
        Collections.shuffle(named, random);
        named.addAll(named.subList(0, random.nextInt(3)));
      }
      lines.add("BPF_RAW_INSN(" + String.join(i % 2 == 0 ? ", " : ",", fields) + "),");
      lines.add("{ " + String.join(", ", named) + (i % 2 == 0 ? " }," : ", }"));
      lines.add("{" + String.join(", ", fields.subList(0, random.nextInt(6))) + "},");
    }
    check(lines, dialect);
  }

  /** Names of the kernel have its values as long as the source gives them no others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "r1 = XDP_DROP",
        "mov r1, XDP_DROP",
        "BPF_MOV64_IMM(BPF_REG_1, XDP_DROP),",
        "BPF_RAW_INSN(0xb7, BPF_REG_1, 0, 0, XDP_DROP),"
      })
  void namesThatAreDefinedLater(String line) {
    List<String> lines = List.of(line, line, line, "XDP_DROP = 7", line, line, line);
    assertThat(words(assemble(lines, Dialect.AUTO).program().orElseThrow()))
        .extracting(Words::imm)
        .containsExactly(1, 1, 1, 7, 7, 7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " // %s;\n",
        " /* %s */\n",
        "/*%s*/\n",
        "\r\n",
        "\n/* %s\n * */ ",
        " # %s\n",
        "\n\t\n"
      })
  void whatStandsBetweenStatementsMeansNothing(String between) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add("r1 = " + i);
      lines.add("BPF_MOV64_REG(BPF_REG_" + i % 10 + ", BPF_REG_2),");
      lines.add("ldxw r" + i % 10 + ",[r1+" + i + "]");
    }
    String source = "exit\n" + String.join(String.format(between, "r2 = 7"), lines);
    assertThat(words(assemble(source, Dialect.AUTO).program().orElseThrow()))
        .isEqualTo(words(assemble(lines, Dialect.AUTO).program().orElseThrow()));
  }

  private static List<Insn> insns(Random random) {
    List<Insn> insns = new ArrayList<>();
    for (Op op : Op.values()) {
      RandomGenerator<Insn> generator = Insns.of(op).generator(1000);
      IntStream.range(0, OF_EACH_OP).forEach(i -> insns.add(generator.next(random).value()));
    }
    return insns;
  }

  private static String changed(String line, Random random) {
    int at = random.nextInt(line.length());
    char c = CHANGES.charAt(random.nextInt(CHANGES.length()));
    int cut = at + random.nextInt(2);
    return line.substring(0, at) + c + line.substring(cut);
  }

  private static void check(List<String> lines, Dialect dialect) {
    List<String> valid = new ArrayList<>();
    List<Long> words = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (String line : lines) {
      if (!standsAlone(line, dialect)) {
        continue;
      }
      Assembly alone = assemble(List.of(line), dialect);
      alone.program().ifPresent(program -> valid.add(line));
      alone.program().ifPresent(program -> words.addAll(words(program)));
      if (alone.hasErrors()) {
        errors.addAll(texts(alone.diagnostics(), wrong.size()));
        wrong.add(line);
      }
    }
    assertThat(valid).hasSizeGreaterThan(500);
    assertThat(wrong).hasSizeGreaterThan(200);
    assertThat(words(assemble(valid, dialect).program().orElseThrow())).isEqualTo(words);
    Set<String> among = new LinkedHashSet<>(texts(assemble(wrong, dialect).diagnostics(), 0));
    Set<String> missing = new LinkedHashSet<>(errors);
    missing.removeAll(among);
    among.removeAll(errors);
    assertThat(missing).isEmpty();
    assertThat(among).isEmpty();
  }

  /** What others mean, or what it means, must not depend on what is around it. */
  private static boolean standsAlone(String line, Dialect dialect) {
    boolean isComment = line.contains("/*") || line.contains(";") && dialect == Dialect.AUTO;
    boolean defines = line.contains(":") || ASSIGNMENT.matcher(line).find();
    boolean isDirective = line.strip().startsWith(".");
    return !defines && !isComment && !isDirective && opened(line) == 0;
  }

  /** Macros and slots of C go on behind the ends of lines. */
  private static long opened(String line) {
    return line.chars().filter(c -> "({".indexOf(c) >= 0).count()
        - line.chars().filter(c -> ")}".indexOf(c) >= 0).count();
  }

  /** The lines behind a first statement, as nothing is like others before that. */
  private static Assembly assemble(List<String> lines, Dialect dialect) {
    String first = dialect == Dialect.MACRO ? "BPF_EXIT_INSN()," : "exit";
    return assemble(first + "\n" + String.join("\n", lines) + "\n", dialect);
  }

  private static Assembly assemble(String source, Dialect dialect) {
    return Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "x.s", dialect);
  }

  private static List<Long> words(Program program) {
    return IntStream.range(1, program.size()).mapToObj(program::word).toList();
  }

  private static List<String> texts(List<Diagnostic> diagnostics, int line) {
    return diagnostics.stream().map(diagnostic -> text(diagnostic, line)).toList();
  }

  private static String text(Diagnostic diagnostic, int line) {
    Origin.Source place = (Origin.Source) diagnostic.origin();
    return String.format(
        "%d:%d+%d %s",
        place.line() + line, place.column(), diagnostic.length(), diagnostic.message());
  }
}
