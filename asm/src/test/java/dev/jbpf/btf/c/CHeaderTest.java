package dev.jbpf.btf.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compilers read the header, and must find each structure as large, and each member where BTF says.
 */
class CHeaderTest {
  private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

  /** What no kernel need have: gaps, packed members, bit fields over units, pointers to arrays. */
  private static final String ODD =
      """
      struct gap { char a; long long b __attribute__((aligned(32))); char c; };
      struct packed { char a; int b; short c; } __attribute__((packed));
      struct bits { unsigned a : 3; unsigned : 7; unsigned b : 20; unsigned long long c : 50; char d : 2; };
      struct squeezed { unsigned char a : 4; unsigned int b : 32; unsigned char c : 4; } __attribute__((packed));
      struct loop { struct loop *next; struct other *other; union { int x; struct { char y, z; }; }; };
      struct other { struct loop by_value; int (*call)(struct loop *, ...); int (*rows)[4]; const char *const names[2]; };
      typedef struct { int *volatile p; } named;
      typedef named table[3][2];
      typedef int (*handler)(table *t, const struct other *);
      enum small { A = -1, B = 5 } ; enum wide { W = 0x100000000ULL };
      struct tail { int n; handler h; enum small s; enum wide w; struct { int deep; } inner[2]; char data[]; };
      struct empty {};
      struct tail *t; table *u; struct gap *g; struct packed *p; struct bits *b; struct squeezed *q; struct empty *e;
      """;

  @TempDir Path folder;

  private Path asserted(Btf types) throws IOException {
    Files.writeString(folder.resolve("types.h"), CHeader.of(types));
    StringBuilder text = new StringBuilder("#include \"types.h\"\n");
    Set<String> seen = new HashSet<>();
    for (int id = 1; id < types.size(); id++) {
      boolean isFirst = !types.name(id).isEmpty() && isTag(types, id) && seen.add(types.name(id));
      if (isFirst && types.type(id) instanceof BtfType.Composite type) {
        addChecks(type, text);
      }
    }
    return Files.writeString(folder.resolve("checks.c"), text);
  }

  private static boolean isTag(Btf types, int id) {
    return types
        .kind(id)
        .filter(
            k ->
                k == BtfKind.STRUCT
                    || k == BtfKind.UNION
                    || k == BtfKind.ENUM
                    || k == BtfKind.ENUM64)
        .isPresent();
  }

  private static void addChecks(BtfType.Composite type, StringBuilder text) {
    String name = (type instanceof BtfType.Union ? "union " : "struct ") + type.name();
    text.append("_Static_assert(sizeof(%s) == %d, \"\");\n".formatted(name, type.size()));
    for (BtfType.Member member : type.members()) {
      if (!member.name().isEmpty() && !member.isBitField()) {
        text.append(
            "_Static_assert(__builtin_offsetof(%s, %s) == %d, \"\");\n"
                .formatted(name, member.name(), member.bitOffset() / Byte.SIZE));
      }
    }
  }

  @Test
  void everyTypeOfTheKernel() throws IOException {
    Assumptions.assumeTrue(Files.isReadable(KERNEL), "the kernel tells no types");
    Path checks = asserted(Btf.read(KERNEL));
    assertThat(Files.readAllLines(checks)).hasSizeGreaterThan(10_000);
    Tool.named("clang-19").succeed("-w", "-fsyntax-only", checks);
    Tool.named("gcc").succeed("-w", "-fsyntax-only", checks);
  }

  /** Compiled again, the header gives the same types: sizes and offsets, bit fields too. */
  @Test
  void oddTypesComeBack() throws IOException {
    Btf types = compiled("odd.c", ODD);
    String header = CHeader.of(types);
    Path checks = asserted(types);
    Tool.named("clang-19").succeed("-target", "bpf", "-fsyntax-only", checks);
    Btf again =
        compiled(
            "again.c",
            "#define BPF_NO_PRESERVE_ACCESS_INDEX\n"
                + header
                + "struct tail *t; table *u; struct gap *g; struct packed *p; struct bits *b;"
                + " struct squeezed *q; struct empty *e;");
    for (String name : Set.of("gap", "packed", "bits", "squeezed", "loop", "other", "tail")) {
      assertThat(layout(again, name)).as(name).isEqualTo(layout(types, name));
    }
    assertThat(header)
        .contains("char a: 4;")
        .contains("int (*rows)[4];")
        .contains("typedef named table[3][2];");
  }

  private Btf compiled(String name, String text) throws IOException {
    Path source = Files.writeString(folder.resolve(name), text);
    Path object = folder.resolve(name + ".o");
    Tool.named("clang-19").succeed("-g", "-target", "bpf", "-c", source, "-o", object);
    return Btf.parse(
        ElfObject.read(Files.readAllBytes(object)).section(".BTF").orElseThrow().toBytes());
  }

  private static String layout(Btf types, String name) {
    BtfType.Composite type =
        (BtfType.Composite) types.type(types.find(name, BtfKind.STRUCT).orElseThrow());
    StringBuilder text = new StringBuilder().append(type.size());
    type.members()
        .forEach(
            m ->
                text.append(' ')
                    .append(m.name())
                    .append('@')
                    .append(m.bitOffset())
                    .append(':')
                    .append(m.bitSize()));
    return text.toString();
  }

  @Test
  void onlyWhatIsNeeded() throws IOException {
    Btf types = compiled("odd.c", ODD);
    int loop = types.find("loop", BtfKind.STRUCT).orElseThrow();
    assertThat(CHeader.of(types, IntStream.of(loop)))
        .contains("struct loop {")
        .contains("struct other;")
        .doesNotContain("struct other {")
        .doesNotContain("struct gap");
  }
}
