package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a C compiler makes of arrays of the kernel's macros, the assembler makes of the same text:
 * constants, types, precedence, conditions. Where it says that something is an error, no bytes are
 * compared; most of what is tried is none.
 */
class PastedCPeersTest {
  private static final Path FOLDER = Path.of("src/test/resources/pasted").toAbsolutePath();
  private static final long SEED = 20_261_127;
  private static final int COUNT = 3000;

  @TempDir private Path folder;

  /** {@return the bytes of the slots that gcc makes of the elements of an array} */
  private byte[] gcc(String elements) throws IOException {
    String program =
        "#include \"macros.h\"\nint main(void) {\nstruct bpf_insn slots[] = {\n"
            + elements
            + "\n};\nfor (size_t i = 0; i < sizeof(slots); i++)\n"
            + "printf(\"%02x\", ((unsigned char *)slots)[i]);\nreturn 0;\n}\n";
    Path source = Files.writeString(folder.resolve("program.c"), program);
    Path made = folder.resolve("program");
    Tool.named("gcc").succeed("-w", "-O0", "-I", FOLDER, source, "-o", made);
    return HexFormat.of().parseHex(Tool.at(made).succeed().strip());
  }

  private static Assembly assemble(String elements) {
    return Assembler.assemble("struct bpf_insn slots[] = {\n" + elements + "\n};\n");
  }

  @Test
  @DisplayName("T1, T3, T15: a program of all of the kernel's macros")
  void aProgram() throws IOException {
    String elements = Files.readString(FOLDER.resolve("program.c"));
    Assembly assembly = assemble(elements);
    assertThat(assembly.report()).isEmpty();
    byte[] bytes = assembly.program().orElseThrow().toBytes(ByteOrder.LITTLE_ENDIAN);
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(HexFormat.of().formatHex(gcc(elements)));
  }

  @Test
  @DisplayName("T1: random constants have the value that gcc gives them, or are errors")
  void randomConstants() throws IOException {
    Random random = new Random(SEED);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      lines.add("BPF_LD_IMM64(BPF_REG_1, " + value(random, 3, true) + "),");
    }
    compare(lines, 2);
  }

  @Test
  @DisplayName("T3: random conditions choose the branch that gcc's preprocessor chooses")
  void randomConditions() throws IOException {
    Random random = new Random(SEED + 1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      lines.add(
          "#if "
              + value(random, 3, false)
              + "\nBPF_MOV64_IMM(BPF_REG_0, 1),\n#else\nBPF_MOV64_IMM(BPF_REG_0, 0),\n#endif");
    }
    compare(lines, 1);
  }

  private void compare(List<String> lines, int slots) throws IOException {
    String theirs = HexFormat.of().formatHex(gcc(String.join("\n", lines)));
    int compared = 0;
    for (int i = 0; i < lines.size(); i++) {
      Assembly assembly = assemble(lines.get(i));
      if (assembly.hasErrors()) {
        continue;
      }
      byte[] ours = assembly.program().orElseThrow().toBytes(ByteOrder.LITTLE_ENDIAN);
      int at = i * slots * 16;
      assertThat(HexFormat.of().formatHex(ours))
          .as(lines.get(i))
          .isEqualTo(theirs.substring(at, at + slots * 16));
      compared++;
    }
    assertThat(compared).isGreaterThan(lines.size() / 2);
  }

  private static final String[] LITERALS = {
    "0", "1", "2", "7", "31", "0x7fffffff", "0x80000000", "0xffffffff", "2147483648", "4294967295",
    "1u", "0xffu", "3L", "5UL", "0x123456789", "9LL", "0xffffffffffffffffULL", "017", "'a'", "65535"
  };

  private static final String[] NAMES = {
    "INT_MAX",
    "INT_MIN",
    "UINT_MAX",
    "LONG_MAX",
    "LONG_MIN",
    "LLONG_MIN",
    "ULLONG_MAX",
    "SHRT_MIN",
    "SHRT_MAX",
    "UCHAR_MAX",
    "CHAR_MIN",
    "U8_MAX",
    "U32_MAX",
    "U64_MAX",
    "S32_MIN",
    "S64_MAX",
    "UINT64_C(3)",
    "INT16_MIN",
    "ETH_P_IPV6",
    "IPPROTO_UDP",
    "BPF_F_INDEX_MASK",
    "BPF_ADD",
    "sizeof(u16)",
    "sizeof(struct iphdr *)",
    "offsetof(struct xdp_md, data_end)",
    "BIT(5)",
    "htons(0x1234)",
    "htonl(1)"
  };

  private static final String[] TYPES = {
    "u8",
    "s8",
    "__u16",
    "s16",
    "__u32",
    "int",
    "unsigned",
    "long",
    "unsigned long",
    "__u64",
    "long long",
    "unsigned char",
    "int32_t",
    "uint64_t",
    "size_t",
    "unsigned short int"
  };

  private static final String[] OPERATORS = {
    "+", "-", "*", "&", "|", "^", "<<", ">>", "==", "!=", "<", ">", "<=", ">=", "&&", "||"
  };

  /** An expression; {@code isC} says whether it may have what only a compiler knows. */
  private static String value(Random random, int depth, boolean isC) {
    int kind = depth == 0 ? 0 : random.nextInt(isC ? 9 : 7);
    return switch (kind) {
      case 0, 1 -> isC && random.nextInt(3) == 0 ? one(random, NAMES) : one(random, LITERALS);
      case 2 ->
          one(random, new String[] {"-", "~", "!", "+"}) + " " + value(random, depth - 1, isC);
      case 3 -> "(" + value(random, depth - 1, isC) + ")";
      case 4, 5 ->
          value(random, depth - 1, isC)
              + " "
              + one(random, OPERATORS)
              + " "
              + value(random, depth - 1, isC);
      case 6 ->
          random.nextBoolean()
              ? "("
                  + value(random, depth - 1, isC)
                  + " ? "
                  + value(random, depth - 1, isC)
                  + " : "
                  + value(random, depth - 1, isC)
                  + ")"
              : "(" + value(random, depth - 1, isC) + ") / 3";
      case 7 -> "(" + one(random, TYPES) + ")" + value(random, depth - 1, isC);
      default -> "(" + one(random, TYPES) + ")(" + value(random, depth - 1, isC) + ") % 7";
    };
  }

  private static String one(Random random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
