package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.testing.Requirements;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A small C program loads objects with Debian's libbpf and prints the maps and programs as libbpf
 * linked them: ours, which it must accept, and clang's, which we must link alike.
 */
@Tag("kernel")
class LibbpfTest {
  @TempDir static Path folder;
  private static Path dump;

  @BeforeAll
  static void compile() throws IOException {
    dump = folder.resolve("dump");
    Tool.Result result =
        Tool.named("gcc").run("-O1", "-o", dump, "src/test/resources/libbpf/dump.c", "-lbpf");
    Requirements.require(result.exit() == 0, result::output);
    Tool.Result loaded = Tool.at(dump).run(objects().get(0));
    Requirements.require(!loaded.output().contains("not permitted"), loaded::output);
  }

  static List<Path> objects() throws IOException {
    List<Path> objects = new ArrayList<>();
    for (String name : Samples.all().keySet()) {
      Path file = folder.resolve(name + ".o");
      Files.write(file, Samples.all().get(name).build().toBytes());
      objects.add(file);
    }
    for (Path source : Compilers.sources()) {
      // libbpf does not take legacy maps any more, and the kernel here no kprobe without BTF.
      if (!source.endsWith("legacy.c")) {
        objects.add(Compilers.clang(source, "bpfel", folder));
      }
    }
    objects.add(linked());
    return objects;
  }

  /** Three of ours as one, by libbpf's linker, which leaves local symbols behind others. */
  private static Path linked() {
    Path all = folder.resolve("linked.o");
    Tool.named("bpftool")
        .succeed(
            "gen",
            "object",
            all,
            folder.resolve("globals.o"),
            folder.resolve("hash.o"),
            folder.resolve("chain.o"));
    return all;
  }

  @ParameterizedTest
  @MethodSource("objects")
  void linksAlike(Path file) {
    List<String[]> rows = Tool.at(dump).succeed(file).lines().map(line -> line.split(" ")).toList();
    BpfObjectFile object = BpfObjectFile.read(Compilers.bytes(file));
    assertThat(rows.stream().filter(row -> row[0].equals("program")).map(row -> row[1]))
        .filteredOn(name -> object.program(name).isPresent())
        .containsExactlyElementsOf(object.programs().stream().map(ObjectProgram::name).toList());
    for (String[] row : rows) {
      if (row[0].equals("map")) {
        assertThat(describe(map(object, row[1]))).isEqualTo(describe(row));
      } else if (object.program(row[1]).isPresent()) {
        assertSame(row, object.program(row[1]).get(), rows);
      }
    }
  }

  private static void assertSame(String[] row, ObjectProgram program, List<String[]> rows) {
    assertThat(program.section()).isEqualTo(row[2]);
    ProgramSection kind = program.kind().orElseThrow();
    assertThat(kind.type().value()).isEqualTo(Integer.parseInt(row[3]));
    assertThat(kind.attachType().map(a -> a.value()).orElse(0)).isEqualTo(Integer.parseInt(row[4]));
    byte[] bytes =
        program
            .link()
            .program()
            .withMaps(name -> descriptor(name, rows))
            .toBytes(ByteOrder.nativeOrder());
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(row[5]);
  }

  private static int descriptor(String map, List<String[]> rows) {
    return rows.stream()
        .filter(row -> row[0].equals("map") && isNamed(row[1], map))
        .mapToInt(row -> Integer.parseInt(row[7]))
        .findFirst()
        .orElseThrow(() -> new AssertionError(map));
  }

  /** libbpf puts the object's name before that of a data section. */
  private static boolean isNamed(String libbpf, String map) {
    return libbpf.equals(map) || map.startsWith(".") && libbpf.endsWith(map);
  }

  private static ObjectMap map(BpfObjectFile object, String name) {
    return Stream.concat(object.maps().stream(), object.data().stream().map(DataSection::map))
        .filter(map -> isNamed(name, map.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name));
  }

  /** Whether a data section can be mapped into memory is left out: libbpf asks more for it. */
  private static List<Integer> describe(ObjectMap map) {
    return List.of(
        map.type().value(),
        map.keySize(),
        map.valueSize(),
        map.maxEntries(),
        map.flags() & ~MapFlag.MMAPABLE.mask());
  }

  private static List<Integer> describe(String[] row) {
    return List.of(
        Integer.parseInt(row[2]),
        Integer.parseInt(row[3]),
        Integer.parseInt(row[4]),
        Integer.parseInt(row[5]),
        Integer.parseInt(row[6]) & ~MapFlag.MMAPABLE.mask());
  }
}
