package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.code.Program;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.bpf.load.MapSlot;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of compilers and loaders that are not today's. */
class OddObjectFilesTest {
  private static final int REL = 9;
  private static final int REL_BYTES = 16;

  @TempDir Path folder;

  /** The same bytes with another type at every relocation of .BTF, as older compilers wrote it. */
  private static byte[] withTypesOf(byte[] elf, int type) {
    ByteBuffer bytes = ByteBuffer.wrap(elf.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int headers = (int) bytes.getLong(0x28);
    int size = bytes.getShort(0x3a);
    int btf = sectionNumber(elf, ".BTF");
    for (int i = 0; i < bytes.getShort(0x3c); i++) {
      int at = headers + i * size;
      if (bytes.getInt(at + 4) == REL && bytes.getInt(at + 0x2c) == btf) {
        int start = (int) bytes.getLong(at + 0x18);
        int end = start + (int) bytes.getLong(at + 0x20);
        for (int row = start; row < end; row += REL_BYTES) {
          bytes.putInt(row + 8, type);
        }
      }
    }
    return bytes.array();
  }

  private static int sectionNumber(byte[] elf, String name) {
    ByteBuffer bytes = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
    int headers = (int) bytes.getLong(0x28);
    int names = (int) bytes.getLong(headers + bytes.getShort(0x3e) * 64 + 0x18);
    for (int i = 0; i < bytes.getShort(0x3c); i++) {
      int at = names + bytes.getInt(headers + i * 64);
      if (new String(elf, at, name.length() + 1, StandardCharsets.ISO_8859_1).equals(name + "\0")) {
        return i;
      }
    }
    throw new AssertionError("no section " + name);
  }

  @DisplayName("programs and objects of other machines: which machine, whatever else is wrong")
  @ParameterizedTest
  @CsvSource({"62, 1, 'machine is 62, x86-64, must be 247'", "183, 3, 'machine is 183, AArch64'"})
  void objectsOfOtherMachines(short machine, short type, String message) {
    byte[] bytes = new ElfBuilder(ByteOrder.LITTLE_ENDIAN).build().toBytes();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(16, type).putShort(18, machine);
    assertThatExceptionOfType(ElfFormatException.class)
        .isThrownBy(() -> BpfObjectFile.read(bytes))
        .withMessageContaining("not an eBPF object: " + message);
  }

  @DisplayName("O3: relocations of .BTF, of whatever type: R_BPF_NONE is clang 11's")
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 4, 10})
  void relocationsOfTypes(int type) {
    byte[] elf = Compilers.bytes(Compilers.clang(Compilers.source("globals.c"), "bpfel", folder));
    BpfObjectFile today = BpfObjectFile.read(elf);
    BpfObjectFile then = BpfObjectFile.read(withTypesOf(elf, type));
    assertThat(then.typeBytes().orElseThrow()).isEqualTo(today.typeBytes().orElseThrow());
    assertThat(then.variables()).isEqualTo(today.variables()).isNotEmpty();
  }

  private static Program returning(int value) {
    return new Source("a.s").returning(value).program();
  }

  @DisplayName("O14: a program whose symbol does not say that it is a function")
  @Test
  void programsWithoutKind() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    SectionBuilder section = builder.section("kprobe/open_ctree").align(8);
    section.putProgram(returning(0));
    builder.symbol("LBB0_1").define(section, 8);
    builder.symbol("inside").binding(Binding.GLOBAL).define(section, 8);
    builder.symbol("on_open").binding(Binding.GLOBAL).define(section, 0);
    ObjectProgram program = BpfObjectFile.of(builder.build()).programs().get(0);
    assertThat(program.name()).isEqualTo("on_open");
    assertThat(program.link().program().size()).isEqualTo(2);
  }

  @DisplayName("O15: what refers to lost symbols is told; what needs none is linked")
  @Test
  void strippedPrograms() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    builder.section("maps").align(4).fill(20, 1);
    SectionBuilder loads = builder.section("socket").align(8);
    loads.putWord(Words.pack(Op.LDDW, 1, 0, 0, 0)).putWord(0).putProgram(returning(0));
    SectionBuilder calls = builder.section("xdp").align(8);
    calls.putWord(Words.pack(Op.CALL_LOCAL, 0, 1, 0, -1)).putProgram(returning(0));
    builder.section("tc").align(8).putProgram(returning(0));
    BpfObjectFile object = BpfObjectFile.read(builder.build().toBytes());
    for (String name : new String[] {"socket", "xdp"}) {
      assertThatExceptionOfType(BpfObjectException.class)
          .isThrownBy(() -> object.program(name).orElseThrow().link())
          .withMessageContaining("slot 0 of " + name)
          .withMessageContaining("the object is stripped");
    }
    assertThat(object.program("tc").orElseThrow().link().program().size()).isEqualTo(2);
  }

  /** An object with legacy maps of these numbers, one behind the other. */
  private static BpfObjectFile legacy(int[]... maps) {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    SectionBuilder section = builder.section("maps").kind(Section.PROGBITS, Section.ALLOC).align(4);
    for (int i = 0; i < maps.length; i++) {
      builder
          .symbol("m" + i)
          .kind(SymbolKind.OBJECT)
          .binding(Binding.GLOBAL)
          .define(section)
          .size(maps[i].length * 4L);
      for (int field : maps[i]) {
        section.putInt(field);
      }
    }
    return BpfObjectFile.of(builder.build());
  }

  private static int[] row(int... fields) {
    return fields;
  }

  private static final int NUMA = 4;
  private static final int OF_MAPS = MapType.ARRAY_OF_MAPS.value();

  @DisplayName("O11: the fields of iproute2's maps: id, pinning, inner_id, inner_idx")
  @Test
  void mapsOfIproute() {
    BpfObjectFile object =
        legacy(row(2, 4, 8, 16, 0, 42, 2, 0, 1), row(OF_MAPS, 4, 4, 3, 0, 0, 0, 42, 0));
    ObjectMap inner = ObjectMap.of("m0", MapType.ARRAY, 4, 8, 16, 0);
    assertThat(object.maps())
        .containsExactly(
            inner.pinned(), ObjectMap.of("m1", MapType.ARRAY_OF_MAPS, 4, 4, 3, 0).withInner(inner));
    assertThat(object.slots()).containsExactly(new MapSlot("m1", 1, "m0"));
  }

  @DisplayName("iproute2 before maps of maps had 28 bytes, and its examples of maps have no index")
  @Test
  void olderAndEmptyMapsOfIproute() {
    ObjectMap plain = ObjectMap.of("m0", MapType.HASH, 4, 8, 16, 0);
    assertThat(legacy(row(1, 4, 8, 16, 0, 0, 2)).maps()).containsExactly(plain.pinned());
    assertThat(legacy(row(1, 4, 8, 16, 0, 7, 0)).maps()).containsExactly(plain);
    ObjectMap numbered = plain.withPinning(4);
    assertThat(legacy(row(1, 4, 8, 16, 0, 0, 4)).maps()).containsExactly(numbered);
    assertThat(legacy(row(1, 4, 8, 16, 0, 0, 4, 0, 0)).maps()).containsExactly(numbered);
    BpfObjectFile example =
        legacy(row(1, 4, 8, 16, 0, 42, 0, 0, -1), row(OF_MAPS, 4, 4, 3, 0, 0, 0, 42, 0));
    assertThat(example.maps().get(1).inner()).contains(plain);
    assertThat(example.slots()).isEmpty();
  }

  @DisplayName("a way to pin that only an object's own loader knows is no fault of the object")
  @Test
  void waysToPinOfOtherLoaders() {
    ObjectMap odd =
        new ObjectMap("calls", MapType.HASH, 4, 8, 16, 0, 0, 16, 0, 0, Optional.empty());
    byte[] elf = new BpfObjectBuilder(ByteOrder.LITTLE_ENDIAN).map(odd).build().toBytes();
    ObjectMap read = BpfObjectFile.read(elf).maps().get(0);
    assertThat(read.pinning()).isEqualTo(16);
    assertThat(read.isPinned()).isFalse();
  }

  @DisplayName("O11: the fields of the samples' maps: inner_map_idx, numa_node")
  @Test
  void mapsOfTheSamples() {
    ObjectMap first = legacy(row(1, 4, 8, 16, NUMA, 0, 1)).maps().get(0);
    assertThat(first.numaNode()).isEqualTo(OptionalInt.of(1));
    BpfObjectFile nested = legacy(row(1, 4, 8, 16, 0, 0, 0), row(OF_MAPS, 4, 4, 3, 0, 0, 0));
    assertThat(nested.maps().get(1).inner()).contains(nested.maps().get(0));
    assertThat(legacy(row(1, 4, 8, 16, 0, 0)).maps().get(0))
        .isEqualTo(ObjectMap.of("m0", MapType.HASH, 4, 8, 16, 0));
  }

  @DisplayName("O11: fields that say what cannot be are named")
  @Test
  void fieldsThatMakeNoSense() {
    assertRefused("the field at byte 36 says something", row(1, 4, 8, 16, 0, 0, 0, 0, 0, 1));
    assertRefused("pinning is -1", row(1, 4, 8, 16, 0, 0, -1));
    assertRefused("pinning is -7", row(1, 4, 8, 16, 0, 0, -7, 0, 0));
    assertRefused("inner_id is 5, and no map has that id", row(OF_MAPS, 4, 4, 3, 0, 0, 0, 5, 0));
    assertRefused("inner_map_idx is 9", row(OF_MAPS, 4, 4, 3, 0, 9, 0));
  }

  private static void assertRefused(String reason, int[] fields) {
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> legacy(fields))
        .withMessageContaining("map 'm0': " + reason);
  }

  @DisplayName("O9: maps in two sections of one name are told apart by the section's number")
  @Test
  void legacySectionsOfOneName() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    SectionBuilder code = builder.section("socket").align(8);
    code.putWord(Words.pack(Op.LDDW, 1, 0, 0, 0)).putWord(0).putProgram(returning(0));
    for (String name : new String[] {"maps", "mapz"}) {
      SectionBuilder maps = builder.section(name).kind(Section.PROGBITS, Section.ALLOC);
      maps.putInt(2).putInt(4).putInt(8).putInt(1).putInt(0);
      builder.symbol("in_" + name).binding(Binding.GLOBAL).define(maps, 0);
    }
    code.relocate(0, builder.symbol("in_mapz"), RelocationType.R_BPF_64_64);
    String bytes = new String(builder.build().toBytes(), StandardCharsets.ISO_8859_1);
    byte[] elf = bytes.replace("\0mapz\0", "\0maps\0").getBytes(StandardCharsets.ISO_8859_1);
    BpfObjectFile object = BpfObjectFile.read(elf);
    assertThat(object.maps()).extracting(ObjectMap::name).containsExactly("in_maps", "in_mapz");
    Program linked = object.programs().get(0).link().program();
    assertThat(linked.maps().get(0).map()).isEqualTo("in_mapz");
  }

  @DisplayName("O2: what is defined elsewhere, in both byte orders")
  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "bpfeb"})
  void typesOfExterns(String target) {
    Path source = Path.of("src/test/resources/objects/later/ksyms.c");
    BpfObjectFile object =
        BpfObjectFile.read(Compilers.bytes(Compilers.clang(source, target, folder)));
    Btf types = Btf.parse(object.typeBytes().orElseThrow());
    for (int id = 1; id < types.size(); id++) {
      BtfType type = types.type(id);
      if (type instanceof BtfType.Func function) {
        assertThat(function.linkage()).isNotEqualTo(BtfType.Linkage.EXTERN);
      } else if (type instanceof BtfType.Var variable) {
        assertThat(variable.linkage()).isNotEqualTo(BtfType.Linkage.EXTERN);
        assertThat(types.sizeOf(variable.type())).isPresent();
      } else if (type instanceof BtfType.Datasec section) {
        long end = 0;
        for (BtfType.Variable variable : section.variables()) {
          assertThat(types.kind(variable.type())).contains(BtfKind.VAR);
          assertThat(variable.offset()).isGreaterThanOrEqualTo(end);
          end = variable.offset() + variable.size();
        }
        assertThat(section.size()).isGreaterThanOrEqualTo(end);
      }
    }
  }
}
