package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.Damage;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects whose types and relocations are damaged, and kernels whose types are: each is linked, or
 * gives one of the documented exceptions, soon.
 */
class CoreFuzzTest {
  private static final Path FOLDER = Path.of("src/test/resources/core");

  /** For one object with 70 programs; it takes a few milliseconds. */
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path folder;

  @Test
  void survivesDamage() {
    fuzz(3_000, 1);
  }

  @Test
  @Tag("long")
  void survivesMuchDamage() {
    fuzz(100_000, 2);
  }

  private static void fuzz(int count, long seed) {
    byte[] object = clang("local.c");
    byte[] kernel = section(clang("other.c"), ".BTF").toBytes();
    SplittableRandom random = new SplittableRandom(seed);
    int linked = 0;
    for (int i = 0; i < count; i++) {
      boolean isKernel = i % 3 == 0;
      byte[] damagedObject = isKernel ? object : damaged(object, random);
      byte[] types = isKernel ? Damage.to(kernel, random) : kernel;
      linked += Assertions.assertTimeout(SOON, () -> link(damagedObject, types)) ? 1 : 0;
    }
    assertThat(linked).as("linked").isBetween(count / 20, count * 19 / 20);
  }

  /** What stands in {@code .BTF} and {@code .BTF.ext} matters most here. */
  private static byte[] damaged(byte[] object, SplittableRandom random) {
    Section section = section(object, random.nextBoolean() ? ".BTF" : ".BTF.ext");
    byte[] changed = Damage.to(section.toBytes(), random);
    byte[] whole = object.clone();
    int start = indexOf(whole, section.toBytes());
    System.arraycopy(changed, 0, whole, start, changed.length);
    return random.nextInt(4) == 0 ? Damage.to(whole, random) : whole;
  }

  private static int indexOf(byte[] whole, byte[] part) {
    for (int at = 0; at + part.length <= whole.length; at++) {
      if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("the section is not in the file");
  }

  private static boolean link(byte[] bytes, byte[] types) {
    try {
      BpfObjectFile object = BpfObjectFile.read(bytes);
      ObjectLinker linker = object.linker(CoreTypes.of(Btf.parse(types)));
      object.typeBytes();
      boolean all = true;
      for (ObjectProgram program : object.programs()) {
        all &= link(linker, program);
      }
      return all;
    } catch (ElfFormatException | BpfObjectException | BtfException expected) {
      assertThat(expected.getMessage()).isNotBlank();
      return false;
    }
  }

  private static boolean link(ObjectLinker linker, ObjectProgram program) {
    try {
      linker.link(program).poisoned().values().forEach(why -> assertThat(why).isNotBlank());
      return true;
    } catch (BpfObjectException expected) {
      assertThat(expected.getMessage()).isNotBlank();
      if (expected.getCause() != null) {
        assertThat(expected.getCause()).isInstanceOf(IllegalArgumentException.class);
      }
      return false;
    }
  }

  private static Section section(byte[] object, String name) {
    return ElfObject.read(object).section(name).orElseThrow();
  }

  private static byte[] clang(String name) {
    return Compilers.bytes(Compilers.clang(FOLDER.resolve(name), "bpfel", folder));
  }
}
