package dev.jbpf.elf.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Visibility;
import dev.jbpf.testing.Requirements;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects of clang's, linked by bpftool and by us. */
class StaticLinkerTest {
  private static final Path SOURCES = Path.of("src/test/resources/link");

  @TempDir static Path folder;
  private static List<Path> inputs = List.of();
  private static Path theirs = Path.of("");
  private static Path ours = Path.of("");

  @BeforeAll
  static void link() throws IOException {
    inputs =
        Stream.of("first.c", "second.c")
            .map(name -> Compilers.clang(SOURCES.resolve(name), "bpfel", folder))
            .toList();
    theirs = folder.resolve("theirs.o");
    Tool.named("bpftool").succeed("gen", "object", theirs, inputs.get(0), inputs.get(1));
    ours = folder.resolve("ours.o");
    Files.write(ours, linked(inputs).toBytes());
  }

  private static ElfObject linked(List<Path> files) {
    StaticLinker linker = new StaticLinker();
    for (Path file : files) {
      linker.add(file.getFileName().toString(), ElfObject.read(Compilers.bytes(file)));
    }
    return linker.link();
  }

  @Test
  void hasTheProgramsAndVariablesOfBpftools() {
    BpfObjectFile mine = BpfObjectFile.read(Compilers.bytes(ours));
    BpfObjectFile other = BpfObjectFile.read(Compilers.bytes(theirs));
    assertThat(mine.programs())
        .extracting(program -> program.name())
        .containsExactly("first_program", "second_program", "in_its_own_section");
    assertThat(mine.variables()).containsExactlyInAnyOrderElementsOf(other.variables());
    assertThat(mine.maps()).extracting(map -> map.name()).containsExactly("ours", "theirs");
  }

  @Test
  @Tag("kernel")
  void loadsWithLibbpfAsBpftoolsDoes() throws IOException {
    Path dump = folder.resolve("dump");
    Tool.Result built =
        Tool.named("gcc").run("-O1", "-o", dump, "src/test/resources/libbpf/dump.c", "-lbpf");
    Requirements.require(built.exit() == 0, built::output);
    // The maps' names start with the object's; descriptors are numbered alike.
    Path one = Files.createDirectories(folder.resolve("one")).resolve("linked.o");
    Path two = Files.createDirectories(folder.resolve("two")).resolve("linked.o");
    Files.copy(ours, one);
    Files.copy(theirs, two);
    assertThat(programs(dump, one)).hasSize(3).isEqualTo(programs(dump, two));
    // bpftool 7.1 cannot do that: the map would be at two places.
    Path reversed = folder.resolve("reversed.o");
    Files.write(reversed, linked(List.of(inputs.get(1), inputs.get(0))).toBytes());
    assertThat(programs(dump, reversed)).hasSize(3);
  }

  private static List<String> programs(Path dump, Path object) {
    return Tool.at(dump).succeed(object).lines().filter(line -> line.startsWith("p")).toList();
  }

  @Test
  void findsEachTypeOnce() {
    Btf types = BpfObjectFile.read(Compilers.bytes(ours)).types().orElseThrow();
    assertThat(types.ids("node").filter(id -> types.type(id) instanceof BtfType.Struct)).hasSize(1);
    assertThat(types.find("other", BtfKind.FWD)).isEmpty();
    assertThat(types.ids("counter")).hasSize(1);
    OptionalInt maps = types.find(".maps", BtfKind.DATASEC);
    assertThat(((BtfType.Datasec) types.type(maps.orElseThrow())).variables())
        .extracting(BtfType.Variable::offset)
        .containsExactly(0L, 32L);
  }

  @Test
  void keepsWhatIsHidden() {
    assertThat(ElfObject.read(Compilers.bytes(ours)).symbol("hidden"))
        .hasValueSatisfying(s -> assertThat(s.visibility()).isEqualTo(Visibility.HIDDEN));
  }

  @Test
  void linksWhatItLinked() {
    assertThat(linked(List.of(ours)).symbols())
        .containsExactlyElementsOf(ElfObject.read(Compilers.bytes(ours)).symbols());
    assertThat(sections(linked(List.of(ours))))
        .containsExactlyElementsOf(sections(ElfObject.read(Compilers.bytes(ours))));
  }

  /** But for types, whose names may be in another order. */
  private static List<Section> sections(ElfObject object) {
    return object.sections().stream().filter(s -> !s.name().startsWith(".BTF")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int x = 1;            | int x = 2;          | 'x' is defined in a.o and in b.o: declare it extern in one of them, or make it __weak; static makes it another one
          extern int x; int *f(void) { return &x; } | long x = 2; \
          | 'x' has other types in a.o (int) than in b.o (long)
          int f(int a) { return a; } | extern int f(long a); int g(void) { return f(1); } \
          | 'f' has other types in b.o (a function) than in a.o (a function)
          char l[] SEC("license") = "GPL"; | char l[] SEC("license") = "MIT"; \
          | section 'license' of b.o differs from that of a.o
          char l[] SEC("maps") = "GPL"; | SEC("maps") int f(void) { return 0; } \
          | section 'maps' is of type 1 with flags 0x3 in a.o, of type 1 with flags 0x6 in b.o
          """)
  void refusesWhatContradicts(String first, String second, String error) throws IOException {
    List<Path> objects = List.of(object("a", first), object("b", second));
    assertThatThrownBy(() -> linked(objects))
        .isInstanceOfSatisfying(
            ObjectLinkException.class, e -> assertThat(e.reasons()).containsExactly(error));
    Path none = folder.resolve("none.o");
    assertThat(Tool.named("bpftool").run("gen", "object", none, objects.get(0), objects.get(1)))
        .satisfies(result -> assertThat(result.exit()).as(result.output()).isNotZero());
  }

  private static Path object(String name, String text) throws IOException {
    Path source = folder.resolve(name + ".c");
    Files.writeString(source, "#define SEC(n) __attribute__((section(n), used))\n" + text + "\n");
    Path object = folder.resolve(name + ".o");
    Tool.named("clang-19").succeed("-g", "-O1", "-target", "bpfel", "-c", source, "-o", object);
    return object;
  }

  @Test
  void refusesTwoByteOrders() {
    Path big = Compilers.clang(SOURCES.resolve("first.c"), "bpfeb", folder);
    assertThatThrownBy(() -> linked(List.of(inputs.get(0), big)))
        .hasMessage("first.bpfel.o is LITTLE_ENDIAN, first.bpfeb.o is BIG_ENDIAN");
  }
}
