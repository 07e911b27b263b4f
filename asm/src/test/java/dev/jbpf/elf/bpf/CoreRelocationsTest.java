package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.btf.core.resolve.CorePatch;
import dev.jbpf.code.Program;
import dev.jbpf.elf.Compilers;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.testing.Requirements;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs that clang made for one layout of types ({@code core/types.h}), linked for another: a
 * program for each kind of relocation, and for each way in which a type can have changed.
 */
class CoreRelocationsTest {
  private static final Path FOLDER = Path.of("src/test/resources/core");

  @TempDir static Path folder;

  private static final Map<String, BpfObjectFile> OBJECTS = new HashMap<>();

  private static synchronized BpfObjectFile object(String source, String target) {
    return OBJECTS.computeIfAbsent(
        source + target, unused -> BpfObjectFile.read(Compilers.bytes(clang(source, target))));
  }

  private static Path clang(String source, String target) {
    return Compilers.clang(FOLDER.resolve(source), target, folder);
  }

  private static Btf others(String target) {
    return object("other.c", target).types().orElseThrow();
  }

  private static LinkedProgram link(String name, String target) {
    BpfObjectFile object = object("local.c", target);
    return object.linker(CoreTypes.of(others(target))).link(object.program(name).orElseThrow());
  }

  /** What the first instruction of a program gives: its immediate. */
  private static long constant(Program program) {
    Op op = program.opAt(0).orElseThrow();
    return op == Op.LDDW
        ? Words.immediate(op, program.word(0), program.word(1))
        : Words.imm(program.word(0));
  }

  @DisplayName("O1, O20: every kind of relocation, where types have changed")
  @ParameterizedTest
  @CsvSource({
    // Where members are: sizes in front of them have changed, some lie in anonymous structures.
    "offset_first, 72",
    "offset_nested, 80",
    "offset_anonymous, 16",
    "offset_anonymous_array, 19",
    "offset_element, 160",
    "offset_flexible, 400",
    "offset_matrix, 310",
    "offset_bits, 96",
    "offset_wide_bits, 96",
    "offset_second_record, 440",
    // How much is read of them.
    "size_array, 32",
    "size_element, 16",
    "size_number, 8",
    "size_bits, 4",
    "size_wide_bits, 8",
    // What is there, under that name, of a type that can be read.
    "exists_first, 1",
    "exists_gone, 0",
    "exists_becomes_struct, 0",
    "exists_far_element, 1",
    "exists_renamed, 1",
    "exists_two_separators, 0",
    "signed_first, 1",
    "signed_turns_unsigned, 0",
    "signed_enumeration, 1",
    "signed_bits, 1",
    // How bits come to the top of a register, and down again.
    "left_bits, 61",
    "left_wide_bits, 4",
    "left_flags, 54",
    "left_first, 32",
    "right_bits, 61",
    "right_wide_bits, 14",
    "right_grows, 0",
    // Types as such.
    "type_exists, 1",
    "type_absent, 0",
    "type_turned, 0",
    "type_typedef, 1",
    "type_moved_typedef, 0",
    "type_size, 16",
    "type_size_absent, 0",
    "type_matches, 1",
    "type_matches_less, 1",
    "type_matches_more, 0",
    "type_matches_pointer, 1",
    "type_matches_declared, 0",
    "type_matches_layout, 0",
    "type_matches_enum, 0",
    "type_matches_new_enum, 1",
    // Constants.
    "enumerator_exists, 1",
    "enumerator_gone, 0",
    "enumerator_value, 20",
    "enumerator_negative, -7",
    "enumerator_flavour, 20",
    "enumerator_large, -9223372036854775806",
    "enumerator_large_gone, 0",
    "enumerator_widened, 12884901889",
    "id_absent, 0",
  })
  void givesWhatTheOtherKernelHas(String program, long expected) {
    assertThat(constant(link(program, "bpfel").program())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "left_bits, 32, 61",
    "left_flags, 35, 54",
    "left_wide_bits, 10, 4",
    "right_wide_bits, 14, 14",
    "offset_wide_bits, 96, 96",
    "left_first, 32, 32",
  })
  void bitFieldsLieFromTheOtherEndWhereBytesDo(String program, long big, long little) {
    assertThat(constant(link(program, "bpfeb").program())).isEqualTo(big);
    assertThat(constant(link(program, "bpfel").program())).isEqualTo(little);
  }

  @Test
  void idsAreThoseOfTheNameOnEitherSide() {
    Btf own = object("local.c", "bpfel").types().orElseThrow();
    Btf others = others("bpfel");
    assertThat(own.name((int) constant(link("id_local", "bpfel").program()))).isEqualTo("record");
    int target = (int) constant(link("id_target", "bpfel").program());
    assertThat(others.name(target)).isEqualTo("record");
    assertThat(others.sizeOf(target)).hasValue(368);
  }

  /** Program, place and width of its first load or store. */
  @ParameterizedTest
  @CsvSource({
    "read_first, 72, LDXW",
    "read_pointer, 104, LDXDW",
    "read_grows, 240, LDXDW",
    "read_shrinks, 248, LDXB",
    "read_element, 308, LDXH",
    "read_both, 12, LDXW",
  })
  void loadsReadWhatTheOtherKernelHas(String program, int offset, Op op) {
    Program linked = link(program, "bpfel").program();
    assertThat(linked.opAt(0)).contains(op);
    assertThat(Words.off(linked.word(0))).isEqualTo((short) offset);
  }

  @ParameterizedTest
  @CsvSource({"write_first, 72, STXW", "write_grows, 240, STXDW", "write_register, 248, STXB"})
  void storesWriteWhatTheOtherKernelHas(String program, int offset, Op op) {
    Program linked = link(program, "bpfel").program();
    int slot = linked.opAt(0).orElseThrow() == op ? 0 : 1;
    assertThat(linked.opAt(slot)).contains(op);
    assertThat(Words.off(linked.word(slot))).isEqualTo((short) offset);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "offset_gone           | FIELD_BYTE_OFFSET of struct record.gone (type ",
        "offset_becomes_struct | FIELD_BYTE_OFFSET of struct record.becomes_struct (type ",
        "size_gone             | FIELD_BYTE_SIZE of struct record.gone (type ",
        "enumerator_no_value   | ENUMVAL_VALUE of enum small::SMALL_ONE (type ",
        "read_gone             | FIELD_BYTE_OFFSET of struct record.gone (type ",
        "read_signed_grows     | FIELD_BYTE_OFFSET of struct record.signed_grows (type ",
      })
  void whatCannotBeReachedIsMarkedAndSaysWhy(String program, String reason) {
    LinkedProgram linked = link(program, "bpfel");
    assertThat(linked.poisoned()).hasSize(1);
    linked
        .poisoned()
        .forEach(
            (slot, why) -> {
              assertThat(why).startsWith(reason);
              assertThat(linked.program().opAt(slot.number())).contains(Op.CALL);
              assertThat(Words.imm(linked.program().word(slot.number())))
                  .isEqualTo(CorePatch.POISON);
            });
  }

  @Test
  void withoutAKernelEverythingIsAsTheCompilerKnewIt() {
    BpfObjectFile object = object("local.c", "bpfel");
    Map<String, Long> values =
        object.programs().stream()
            .filter(program -> !program.name().matches("(read|write)_.*"))
            .collect(
                Collectors.toMap(
                    ObjectProgram::name, program -> constant(program.link().program())));
    assertThat(values)
        .containsEntry("offset_first", 0L)
        .containsEntry("offset_gone", 120L)
        .containsEntry("exists_gone", 1L)
        .containsEntry("type_absent", 1L)
        .containsEntry("type_matches_declared", 1L)
        .containsEntry("enumerator_large_gone", 1L)
        .containsEntry("enumerator_negative", -3L);
    for (ObjectProgram program : object.programs()) {
      assertThat(program.link().poisoned()).as(program.name()).isEmpty();
    }
  }

  /** What is asked of types that stay gives the same answers, but for ids. */
  @Test
  void aFewTypesAreEnough() {
    BpfObjectFile object = object("local.c", "bpfel");
    Btf all = others("bpfel");
    MinimalTypes minimal = new MinimalTypes(all);
    object.keepTypes(all, minimal);
    Btf few = Btf.parse(minimal.toBytes());
    assertThat(few.size()).isLessThan(all.size());
    ObjectLinker linker = object.linker(CoreTypes.of(few));
    for (ObjectProgram program : object.programs()) {
      LinkedProgram linked = linker.link(program);
      if (program.name().equals("id_target")) {
        assertThat(few.name((int) constant(linked.program()))).isEqualTo("record");
      } else {
        assertThat(linked.program().toBytes(ByteOrder.LITTLE_ENDIAN))
            .as(program.name())
            .isEqualTo(link(program.name(), "bpfel").program().toBytes(ByteOrder.LITTLE_ENDIAN));
      }
    }
  }

  /** Debian's libbpf, which is given the other kernel's types as a file. */
  @Test
  @Tag("kernel")
  void libbpfMakesTheSameOfEveryProgram() throws IOException {
    Path dump = folder.resolve("dump");
    Tool.Result compiled =
        Tool.named("gcc").run("-O1", "-o", dump, "src/test/resources/libbpf/dump.c", "-lbpf");
    Requirements.require(compiled.exit() == 0, compiled::output);
    Path types = folder.resolve("other.btf");
    Files.write(types, typeBytes());
    Tool.Result loaded = Tool.at(dump).run(clang("local.c", "bpfel"), types);
    Requirements.require(!loaded.output().contains("not permitted"), loaded::output);
    List<String[]> rows =
        loaded
            .output()
            .lines()
            .filter(line -> line.startsWith("program "))
            .map(line -> line.split(" "))
            .toList();
    assertThat(rows).hasSize(object("local.c", "bpfel").programs().size());
    for (String[] row : rows) {
      byte[] ours = link(row[1], "bpfel").program().toBytes(ByteOrder.LITTLE_ENDIAN);
      assertThat(HexFormat.of().formatHex(ours)).as(row[1]).isEqualTo(row[5]);
    }
  }

  private static byte[] typeBytes() {
    return object("other.c", "bpfel").elf().section(".BTF").orElseThrow().toBytes();
  }
}
