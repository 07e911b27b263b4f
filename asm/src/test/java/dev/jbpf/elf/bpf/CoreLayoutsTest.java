package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.btf.core.resolve.CoreRecord;
import dev.jbpf.code.Program;
import dev.jbpf.elf.Compilers;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.call.CoreRelocation;
import dev.jbpf.testing.Requirements;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each kind of relocation in each of four layouts: {@code core/kinds.c}, {@code core/layouts.h}.
 */
class CoreLayoutsTest {
  private static final Path FOLDER = Path.of("src/test/resources/core").toAbsolutePath();
  private static final String POISONED = "-";

  /** What a layout is compiled from: what has no variable is not in its BTF. */
  private static final String LAYOUT =
      """
      #define LAYOUT %d
      #include "%s/layouts.h"
      struct subject *subject;
      enum choice choice;
      enum far far;
      #if LAYOUT < 2
      struct part *part;
      #endif
      """;

  @TempDir static Path folder;

  private static Path programs;
  private static BpfObjectFile object;
  private static final List<BpfObjectFile> LAYOUTS = new ArrayList<>();

  @BeforeAll
  static void compile() throws IOException {
    programs = Compilers.clang(FOLDER.resolve("kinds.c"), "bpfel", folder);
    object = BpfObjectFile.read(Files.readAllBytes(programs));
    LAYOUTS.clear();
    for (int i = 0; i < 4; i++) {
      Path source = folder.resolve("layout" + i + ".c");
      Files.writeString(source, LAYOUT.formatted(i, FOLDER));
      Path types = Compilers.clang(source, "bpfel", folder);
      LAYOUTS.add(BpfObjectFile.read(Files.readAllBytes(types)));
    }
  }

  private static LinkedProgram link(String program, int layout) {
    Btf types = LAYOUTS.get(layout).types().orElseThrow();
    return object.linker(CoreTypes.of(types)).link(object.program(program).orElseThrow());
  }

  /** {@return the number that a program has, or the width and offset of its access} */
  private static String shown(LinkedProgram linked) {
    if (!linked.poisoned().isEmpty()) {
      return POISONED;
    }
    Program program = linked.program();
    for (int slot = 0; slot < program.size(); slot++) {
      String op = program.opAt(slot).map(Op::name).orElse("");
      if (op.matches("(LDX|STX|ST)(B|H|W|DW|SW)")) {
        return op + "+" + Words.off(program.word(slot));
      }
    }
    Op first = program.opAt(0).orElseThrow();
    return String.valueOf(
        first == Op.LDDW
            ? Words.immediate(first, program.word(0), program.word(1))
            : Words.imm(program.word(0)));
  }

  /** Where the compiler knew it, moved, of other types, gone. */
  @ParameterizedTest
  @CsvSource({
    "offset,       0, 8, 0, -",
    "size,         4, 4, 8, -",
    "exists,       1, 1, 1, 0",
    "is_signed,    1, 1, 0, -",
    "left,         32, 32, 0, -",
    "right,        32, 32, 0, -",
    "bits_offset,  4, 16, 8, -",
    "bits_size,    4, 4, 4, -",
    "bits_exist,   1, 1, 1, 0",
    "bits_signed,  0, 0, 1, -",
    "bits_left,    59, 56, 55, -",
    "bits_right,   59, 59, 55, -",
    "part_offset,  8, 24, 12, -",
    "part_size,    4, 16, 4, -",
    "part_exists,  1, 1, 1, 0",
    "id_local,     ID, ID, ID, ID",
    "id_target,    ID, ID, 0, 0",
    "type_exists,  1, 1, 0, 0",
    "type_size,    4, 16, 0, 0",
    "type_matches, 1, 1, 0, 0",
    "value_exists, 1, 1, 1, 0",
    "value,        3, 9, 4, -",
    "far_exists,   1, 1, 1, 0",
    "far,          21474836480, 30064771072, 5, -",
    "load,         LDXW+0, LDXW+8, -, -",
    "store,        STXW+0, STXW+8, -, -",
  })
  void isWhatTheLayoutHas(String program, String known, String moved, String other, String gone) {
    List<String> expected = List.of(known, moved, other, gone);
    for (int layout = 0; layout < expected.size(); layout++) {
      String id = program.equals("id_local") ? id(object) : id(LAYOUTS.get(layout));
      assertThat(shown(link(program, layout)))
          .as("%s in layout %d", program, layout)
          .isEqualTo(expected.get(layout).replace("ID", id));
    }
  }

  private static String id(BpfObjectFile file) {
    return file.types().orElseThrow().ids("part").mapToObj(String::valueOf).findFirst().orElse("");
  }

  @Test
  void noKindIsLeftOut() {
    Btf types = object.types().orElseThrow();
    byte[] extension = object.elf().section(".BTF.ext").orElseThrow().toBytes();
    Set<CoreRelocation> asked = EnumSet.noneOf(CoreRelocation.class);
    for (BtfExt.Rows rows : BtfExt.parse(extension, types).relocations()) {
      for (int row = 0; row < rows.size(); row++) {
        asked.add(CoreRecord.of(rows, row, types).kind());
      }
    }
    assertThat(asked).containsExactlyInAnyOrder(CoreRelocation.values());
  }

  /** Debian's libbpf makes the same instructions for each layout. */
  @Test
  @Tag("kernel")
  void libbpfMakesTheSame() throws IOException {
    Path dump = folder.resolve("dump");
    Tool.Result compiled =
        Tool.named("gcc").run("-O1", "-o", dump, "src/test/resources/libbpf/dump.c", "-lbpf");
    Requirements.require(compiled.exit() == 0, compiled::output);
    for (int layout = 0; layout < LAYOUTS.size(); layout++) {
      Path types = Files.write(folder.resolve("types.btf"), types(layout));
      Tool.Result loaded = Tool.at(dump).run(programs, types);
      Requirements.require(!loaded.output().contains("not permitted"), loaded::output);
      List<String[]> rows =
          loaded
              .output()
              .lines()
              .filter(l -> l.startsWith("program "))
              .map(l -> l.split(" "))
              .toList();
      assertThat(rows).hasSize(object.programs().size());
      for (String[] row : rows) {
        byte[] ours = link(row[1], layout).program().toBytes(ByteOrder.LITTLE_ENDIAN);
        assertThat(HexFormat.of().formatHex(ours)).as(row[1] + " " + layout).isEqualTo(row[5]);
      }
    }
  }

  private static byte[] types(int layout) {
    return LAYOUTS.get(layout).elf().section(".BTF").orElseThrow().toBytes();
  }
}
