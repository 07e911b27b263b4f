package dev.jbpf.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What one has to know at once is little: no package of any module has many files that are written
 * by hand, and each simple name says of what it is.
 */
class RoomsTest {
  /** How many files a package has at most. */
  private static final int ROOM = 22;

  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?(dev\\.jbpf\\.benchmarks[.\\w]*)\\.[A-Z]", Pattern.MULTILINE);

  private static SourceTree main;

  @BeforeAll
  static void read() throws IOException {
    main = SourceTree.of(Path.of("..")).main();
  }

  @Test
  void noPackageHasMoreFilesThanARoomHolds() {
    Map<String, Long> sizes =
        main.classes().stream()
            .collect(Collectors.groupingBy(RoomsTest::inside, TreeMap::new, Collectors.counting()));

    assertThat(sizes).containsKeys("dev.jbpf.testkit", "dev.jbpf.benchmarks", "dev.jbpf.isa");
    assertThat(sizes)
        .allSatisfy((name, size) -> assertThat(size).as(name).isBetween(1L, (long) ROOM));
  }

  /**
   * Words that two vocabularies share on purpose: registers, values and methods have headers, maps
   * and numbers of the same names, graphs and IR blocks. None comes in; what is no twin any more
   * goes out.
   */
  private static final Set<String> TWINS =
      Set.of(
          // What users write with, by values and by methods; and what packets are made of.
          "Cell",
          "Ethernet",
          "Ipv4",
          "Ipv6",
          "Packet",
          "Tcp",
          "Udp",
          "Arp",
          "Extensions",
          "Structs",
          "Icmp",
          "Vlan",
          // To be told apart: each says of what no more than the other.
          "Bytes",
          // Components of records, and values.
          "U8",
          "U16",
          "U32",
          // A kernel that programs are loaded into, that is asked, that tells.
          "Kernel",
          // Of an instruction, of a record.
          "Field",
          // As builders make it, and as its implementation sees it.
          "HelperCall",
          // What broke, of a verifier's and of a translator's.
          "Rule",
          // Of what follows code, and of what is compiled.
          "Storage",
          "Value");

  @Test
  void eachNameSaysOfWhat() {
    Map<String, Long> names =
        main.classes().stream()
            .filter(name -> name.startsWith("dev.jbpf."))
            .collect(
                Collectors.groupingBy(
                    name -> name.substring(name.lastIndexOf('.') + 1),
                    TreeMap::new,
                    Collectors.counting()));
    names.values().removeIf(count -> count == 1);

    assertThat(names.keySet()).isEqualTo(new TreeSet<>(TWINS));
  }

  private static String inside(String type) {
    return type.substring(0, type.lastIndexOf('.'));
  }

  /** Benchmarks are built after this: what they import is read. */
  @Test
  void benchmarksHaveNoCycles() throws IOException {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (Path file : main.files()) {
      String here = inside(SourceTree.name(file));
      if (here.startsWith("dev.jbpf.benchmarks")) {
        Set<String> known = uses.computeIfAbsent(here, name -> new TreeSet<>());
        IMPORT
            .matcher(Files.readString(file))
            .results()
            .map(match -> match.group(1))
            .filter(other -> !other.equals(here))
            .forEach(known::add);
      }
    }
    assertThat(uses).hasSizeGreaterThan(2);
    while (uses.values().removeIf(Collection::isEmpty)) {
      uses.values().forEach(known -> known.retainAll(uses.keySet()));
    }
    assertThat(uses).isEmpty();
  }
}
