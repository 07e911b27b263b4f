package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.bpf.describe.ObjectTypes;
import dev.jbpf.elf.bpf.describe.SourceLines;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.load.MapSlot;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.extern.ConfigVariable;
import dev.jbpf.elf.section.Section;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.MapType;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BpfObjectFileTest {
  private static final Path LATER = Path.of("src/test/resources/objects/later");

  @TempDir Path folder;

  static Set<String> samples() {
    return Samples.all().keySet();
  }

  private static BpfObjectFile sample(String name) {
    return BpfObjectFile.read(Samples.all().get(name).build().toBytes());
  }

  private BpfObjectFile clang(String source, String target) {
    return BpfObjectFile.read(
        Compilers.bytes(Compilers.clang(Compilers.source(source), target, folder)));
  }

  private BpfObjectFile gcc(String source) {
    return BpfObjectFile.read(Compilers.bytes(Compilers.gcc(Compilers.source(source), folder)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatTheBuilderWrote(String name) {
    BpfObjectFile object = sample(name);
    assertThat(object.license()).contains("GPL");
    assertThat(object.programs().get(0).name()).isEqualTo(name);
    for (ObjectProgram program : object.programs()) {
      LinkedProgram linked = program.link();
      assertThat(linked.functionInfo()).hasSize(2 * linked.functions().size());
      assertThat(linked.program().origin(new Slot(0)))
          .isEqualTo(new Origin.Source(program.name() + ".s", 1, 3));
    }
  }

  @Test
  void linksTheSameInstructions() {
    Source source = new Source("same.s").mov(Reg.R1, 5).call("f").exit().label("f");
    Program program = source.returning(0).program();
    BpfObjectFile object =
        BpfObjectFile.of(Samples.object().program("same", "xdp", program).build());
    LinkedProgram linked = object.program("same").orElseThrow().link();
    assertThat(linked.program()).isEqualTo(program);
    assertThat(linked.functions()).containsExactly(entry("same", 0), entry("f", 3));
    assertThat(linked.sourceLine(new Slot(0))).as("nobody gave the text").isEmpty();
  }

  private static Map.Entry<String, Slot> entry(String name, int slot) {
    return Map.entry(name, new Slot(slot));
  }

  @Test
  void keepsLinesOfFunctions() {
    LinkedProgram chain = sample("chain").programs().get(0).link();
    assertThat(chain.functions()).containsEntry("outer", new Slot(3));
    assertThat(chain.program().origin(new Slot(3))).hasToString("chain.s:8:3");
    assertThat(chain.sourceLine(new Slot(3))).contains("call inner");
    assertThat(chain.lineInfo()).startsWith(0).hasSize(4 * 8);
  }

  @Test
  void linksSharedFunctionsIntoEachProgram() {
    for (ObjectProgram program : sample("several").programs()) {
      assertThat(program.link().functions().keySet()).contains(program.name(), "same");
    }
  }

  @Test
  void readsMapsByBtf() {
    ObjectMap nested = sample("nested").maps().get(0);
    assertThat(nested.type()).isEqualTo(MapType.ARRAY_OF_MAPS);
    assertThat(nested.inner().map(ObjectMap::valueSize)).contains(8);
    ObjectMap counts = sample("hash").maps().get(0);
    assertThat(counts).isEqualTo(ObjectMap.of("counts", MapType.HASH, 4, 8, 16, 0));
  }

  @Test
  void readsTypesOfKeysAndValues() {
    BpfObjectFile object = clang("globals.c", "bpfel");
    ObjectMap counts = object.maps().get(0);
    Btf types = object.types().orElseThrow();
    assertThat(types.name(counts.keyType())).isEqualTo("u32");
    assertThat(types.name(counts.valueType())).isEqualTo("u64");
  }

  @Test
  void completesDataSections() {
    BpfObjectFile object = clang("globals.c", "bpfel");
    Btf types = object.types().orElseThrow();
    int data = types.find(".data", BtfKind.DATASEC).orElseThrow();
    assertThat(((BtfType.Datasec) types.type(data)).size()).isEqualTo(4);
    assertThat(Btf.parse(object.typeBytes().orElseThrow()).type(data)).isEqualTo(types.type(data));
    assertThat(object.data())
        .extracting(DataSection::name)
        .containsExactly(".data", ".rodata", ".bss", ".rodata.str1.1");
    assertThat(object.data().get(0).content()).containsExactly(5, 0, 0, 0);
    assertThat(object.data().get(1).isReadOnly()).isTrue();
    assertThat(object.data().get(0).map().valueType()).isEqualTo(data);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "bpfeb", "gcc"})
  void readsLegacyMapsAndVersion(String target) {
    BpfObjectFile object = target.equals("gcc") ? gcc("legacy.c") : clang("legacy.c", target);
    assertThat(object.maps())
        .containsExactlyInAnyOrder(
            ObjectMap.of("first", MapType.ARRAY, 4, 8, 16, 0),
            ObjectMap.of("second", MapType.HASH, 4, 8, 32, 1));
    assertThat(object.version()).hasValue(0x50a00);
    Program program = object.program("on_exit").orElseThrow().link().program();
    assertThat(program.maps()).extracting(MapReference::map).containsExactly("first", "second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "gcc"})
  void readsWhatMapsHoldFromTheStart(String target) {
    BpfObjectFile object = target.equals("gcc") ? gcc("slots.c") : clang("slots.c", target);
    assertThat(object.maps())
        .extracting(ObjectMap::name)
        .containsExactlyInAnyOrder("one", "two", "outer", "programs");
    assertThat(object.slots())
        .containsExactlyInAnyOrder(
            new MapSlot("outer", 0, "one"),
            new MapSlot("outer", 2, "two"),
            new MapSlot("programs", 1, "second"));
    Program first = object.program("first").orElseThrow().link().program();
    assertThat(first.maps()).extracting(MapReference::map).containsExactly("outer");
  }

  @Test
  void quotesAWholeSourceAtOnce() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    Program program = new Source("a.s").returning(2).program();
    builder.section("xdp").align(8).putProgram(program);
    ObjectTypes types = new ObjectTypes(ByteOrder.LITTLE_ENDIAN);
    String file = "\tr0 = 2\r\n  exit";
    SourceLines lines = types.source(file.getBytes(StandardCharsets.UTF_8));
    types.program("xdp", 0, "main");
    types.line("xdp", 0, types.text("a.s"), lines.at(0), 1, 2);
    types.line("xdp", 8, types.text("a.s"), lines.at(file.indexOf('\n') + 1), 2, 3);
    types.writeTo(builder);
    LinkedProgram linked = BpfObjectFile.of(builder.build()).programs().get(0).link();
    assertThat(linked.sourceLine(new Slot(0))).contains("r0 = 2");
    assertThat(linked.sourceLine(new Slot(1))).contains("exit");
    assertThat(linked.program().origin(new Slot(1))).hasToString("a.s:2:3");
  }

  /** binutils 2.40, which gcc's objects come from, puts a symbol's value into the instruction. */
  @Test
  void linksWhatGccWrites() {
    BpfObjectFile globals = gcc("globals.c");
    Program text = globals.program("text").orElseThrow().link().program();
    assertThat(globals.maps()).hasSize(1);
    MapReference limit =
        text.maps().stream().filter(map -> map.map().equals(".data")).findFirst().orElseThrow();
    assertThat(Words.imm(text.word(limit.slot().number() + 1)))
        .isEqualTo((int) globals.elf().symbol("limit").orElseThrow().value());
    BpfObjectFile calls = gcc("calls.c");
    assertThat(calls.program("loop").orElseThrow().link().functions().keySet())
        .containsExactly("loop", "add", "weak", "middle", "leaf");
    assertThat(calls.program("one").orElseThrow().link().functions().keySet())
        .containsExactly("one", "middle", "leaf", "hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpfel", "bpfeb"})
  void linksInEitherByteOrder(String target) {
    BpfObjectFile object = clang("calls.c", target);
    LinkedProgram loop = object.program("loop").orElseThrow().link();
    assertThat(loop.functions().keySet()).containsExactly("loop", "add", "weak", "middle", "leaf");
    assertThat(loop.program().opAt(5)).contains(Op.LDDW_FUNC);
    assertThat(loop.functionInfo()).hasSize(10);
    assertThat(loop.program().origin(new Slot(0))).asString().contains("calls.c:");
  }

  @Test
  void withoutAKernelItIsLinkedForWhatItSays() {
    BpfObjectFile core = later("core.c");
    Program onSwitch = core.program("on_switch").orElseThrow().link().program();
    assertThat(onSwitch.opAt(1)).contains(Op.LDXW);
    assertThat(Words.off(onSwitch.word(1))).isZero();
    assertThat(core.program("unconcerned").orElseThrow().link().program().size()).isEqualTo(2);
    BpfObjectFile kconfig = later("kconfig.c");
    assertThat(kconfig.settings()).extracting(ConfigVariable::name).containsExactly("CONFIG_HZ");
    assertThat(kconfig.data()).extracting(DataSection::name).containsExactly(".kconfig");
    assertThat(kconfig.programs().get(0).link().program().maps())
        .containsExactly(new MapReference(new Slot(0), ".kconfig"));
    BpfObjectFile ksyms = later("ksyms.c");
    assertThatThrownBy(() -> ksyms.program("variable").orElseThrow().link())
        .isInstanceOf(BpfObjectException.class)
        .hasMessageStartingWith("function 'variable', slot 0 of raw_tp/sys_enter (")
        .hasMessageContaining(
            "ksyms.c:7): 'bpf_prog_active' is the kernel's (.ksyms), and without a kernel there is"
                + " no such variable in its types; declare it __weak where programs can do without"
                + " it");
    assertThatThrownBy(() -> ksyms.program("function").orElseThrow().link())
        .hasMessageContaining("'bpf_rcu_read_lock' is the kernel's (.ksyms), and without a kernel");
  }

  @Test
  void namesWhatItCannotDo() {
    BpfObjectFile pointers = later("pointers.c");
    assertThatThrownBy(() -> pointers.program("follow").orElseThrow().link())
        .hasMessageStartingWith("function 'follow', slot 0 of socket (")
        .hasMessageEndingWith("pointers.c:7): .data holds addresses, which nobody could fill in");
    assertThat(pointers.program("beside").orElseThrow().link().program().maps())
        .as("a variable beside it is fine, as with libbpf")
        .containsExactly(new MapReference(new Slot(0), ".data"));
  }

  private BpfObjectFile later(String name) {
    return BpfObjectFile.read(
        Compilers.bytes(Compilers.clang(LATER.resolve(name), "bpfel", folder)));
  }

  @Test
  void takesNoMemoryForZerosThatAFileClaims() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    for (String name : List.of(".bss", "license", "version", ".BTF.ext", ".comment")) {
      builder.section(name).kind(Section.NOBITS, Section.ALLOC).fill(Integer.MAX_VALUE, 0);
    }
    builder.section("xdp").align(8).putProgram(new Source("a.s").returning(2).program());
    BpfObjectFile object = BpfObjectFile.read(builder.build().toBytes());
    assertThat(object.license()).contains("");
    assertThat(object.version()).isEmpty();
    assertThat(object.data().get(0).isZeros()).isTrue();
    assertThat(object.data().get(0).map().valueSize()).isEqualTo(Integer.MAX_VALUE);
    assertThat(object.programs().get(0).link().program().size()).isEqualTo(2);
  }

  @Test
  void takesHandWrittenSectionsWithoutSymbols() {
    ElfBuilder builder = new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
    builder.section("xdp").align(8).putProgram(new Source("a.s").returning(2).program());
    BpfObjectFile object = BpfObjectFile.of(builder.build());
    ObjectProgram program = object.programs().get(0);
    assertThat(program.name()).isEqualTo("xdp");
    assertThat(program.link().program().size()).isEqualTo(2);
    assertThat(program.link().functionInfo()).isEmpty();
    assertThat(object.license()).isEqualTo(Optional.empty());
    assertThat(List.of(object.maps(), object.data())).allMatch(List::isEmpty);
  }
}
