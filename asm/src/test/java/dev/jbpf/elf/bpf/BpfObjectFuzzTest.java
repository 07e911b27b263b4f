package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.Damage;
import dev.jbpf.elf.ElfFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Damaged objects are read and linked, or give one of two exceptions. */
class BpfObjectFuzzTest {
  @TempDir static Path folder;

  @Test
  void survivesDamage() {
    fuzz(20_000, 3);
  }

  @Test
  @Tag("long")
  void survivesMuchDamage() {
    fuzz(1_000_000, 4);
  }

  private static void fuzz(int count, long seed) {
    List<byte[]> objects = objects();
    SplittableRandom random = new SplittableRandom(seed);
    int linked = 0;
    for (int i = 0; i < count; i++) {
      linked += link(Damage.to(objects.get(i % objects.size()), random)) ? 1 : 0;
    }
    assertThat(linked).as("objects linked").isBetween(count / 20, count * 19 / 20);
  }

  private static List<byte[]> objects() {
    List<byte[]> objects = new ArrayList<>();
    for (String name : List.of("globals", "chain", "callback", "several", "nested")) {
      objects.add(Samples.all().get(name).build().toBytes());
    }
    try {
      for (Path source : Compilers.sources()) {
        objects.add(Compilers.bytes(Compilers.clang(source, "bpfel", folder)));
        objects.add(Compilers.bytes(Compilers.gcc(source, folder)));
      }
    } catch (TestAbortedException missing) {
      // Fewer kinds of objects to damage.
    }
    return objects;
  }

  private static boolean link(byte[] bytes) {
    try {
      BpfObjectFile object = BpfObjectFile.read(bytes);
      object.license();
      object.version();
      object.data().forEach(section -> assertThat(section.map().maxEntries()).isEqualTo(1));
      for (ObjectProgram program : object.programs()) {
        LinkedProgram linked = program.link();
        for (int i = 0; i < linked.program().size(); i++) {
          linked.program().origins().at(i);
        }
      }
      return true;
    } catch (ElfFormatException | BpfObjectException expected) {
      assertThat(expected.getMessage()).isNotBlank();
      return false;
    }
  }
}
