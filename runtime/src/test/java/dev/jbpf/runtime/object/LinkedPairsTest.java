package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.link.ObjectLinkException;
import dev.jbpf.elf.link.StaticLinker;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any two objects of ours, linked by bpftool and by us: the same programs, types and maps. */
class LinkedPairsTest {
  private static final List<String> NAMES =
      List.of(
          "arena",
          "calls",
          "cgroups",
          "congestion",
          "cookies",
          "events",
          "externs",
          "functions",
          "globals",
          "handlers",
          "innerlocks",
          "iterators",
          "kinds",
          "kprobes",
          "maps",
          "modules",
          "nested",
          "netfilter",
          "network",
          "numbered",
          "scopes",
          "settings",
          "sockets",
          "stacks",
          "streams",
          "subprograms",
          "tailcalls",
          "tracepoints",
          "uprobes",
          "usdt");

  @TempDir Path folder;

  private int linked;
  private int refused;

  @Test
  void somePairs() throws IOException {
    pairs(29);
    assertThat(linked).isGreaterThan(8);
  }

  @Test
  @Tag("long")
  void allPairs() throws IOException {
    pairs(1);
    assertThat(linked).isGreaterThan(100);
  }

  private void pairs(int step) throws IOException {
    List<List<String>> pairs = new ArrayList<>();
    for (String first : NAMES) {
      NAMES.stream().filter(n -> n.compareTo(first) > 0).forEach(n -> pairs.add(List.of(first, n)));
    }
    for (int i = 0; i < pairs.size(); i += step) {
      compare(pairs.get(i));
    }
    assertThat(refused).as("pairs that define the same").isPositive();
  }

  private void compare(List<String> pair) throws IOException {
    Optional<BpfObjectFile> theirs = bpftools(pair);
    Optional<BpfObjectFile> ours = ours(pair);
    assertThat(ours.isPresent()).as(pair.toString()).isEqualTo(theirs.isPresent());
    if (ours.isEmpty()) {
      refused++;
      return;
    }
    linked++;
    BpfObjectFile mine = ours.get();
    assertThat(programs(mine)).as(pair.toString()).isEqualTo(programs(theirs.get()));
    assertThat(mine.types().map(Btf::size))
        .as(pair.toString())
        .isEqualTo(theirs.get().types().map(Btf::size));
    assertThat(mine.maps())
        .as(pair.toString())
        .extracting(map -> map.name() + " " + map.type() + " " + map.maxEntries())
        .containsExactlyInAnyOrderElementsOf(
            theirs.get().maps().stream()
                .map(map -> map.name() + " " + map.type() + " " + map.maxEntries())
                .toList());
  }

  private Optional<BpfObjectFile> bpftools(List<String> pair) throws IOException {
    Path out = folder.resolve("theirs.o");
    Tool.Result result =
        Tool.named("bpftool")
            .run(
                "gen",
                "object",
                out,
                CompiledObjects.clang(pair.get(0)),
                CompiledObjects.clang(pair.get(1)));
    return result.exit() == 0
        ? Optional.of(BpfObjectFile.read(Files.readAllBytes(out)))
        : Optional.empty();
  }

  private static Optional<BpfObjectFile> ours(List<String> pair) throws IOException {
    StaticLinker linker = new StaticLinker();
    for (String name : pair) {
      linker.add(name, ElfObject.read(Files.readAllBytes(CompiledObjects.clang(name))));
    }
    try {
      return Optional.of(BpfObjectFile.of(linker.link()));
    } catch (ObjectLinkException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> programs(BpfObjectFile object) {
    Map<String, String> programs = new TreeMap<>();
    object
        .programs()
        .forEach(program -> programs.put(program.section() + " " + program.name(), text(program)));
    return programs;
  }

  private static String text(ObjectProgram program) {
    try {
      return program.link().program().toString();
    } catch (BpfObjectException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
