package dev.jbpf.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Damaged objects give an object or one kind of exception, and what is read is written and read.
 */
class ElfFuzzTest {
  @TempDir static Path folder;

  @Test
  void survivesDamage() {
    fuzz(20_000, 1);
  }

  @Test
  @Tag("long")
  void survivesMuchDamage() {
    fuzz(1_000_000, 2);
  }

  @Test
  void survivesEveryTruncation() {
    byte[] object = ElfBuilderTest.sample(ByteOrder.LITTLE_ENDIAN).build().toBytes();
    for (int size = 0; size < object.length; size++) {
      assertThat(check(Arrays.copyOf(object, size))).as("%d bytes", size).isFalse();
    }
    assertThat(check(object)).isTrue();
  }

  private static void fuzz(int count, long seed) {
    List<byte[]> objects = objects();
    SplittableRandom random = new SplittableRandom(seed);
    int accepted = 0;
    for (int i = 0; i < count; i++) {
      byte[] object = Damage.to(objects.get(i % objects.size()), random);
      accepted += check(object) ? 1 : 0;
    }
    assertThat(accepted).as("objects read").isBetween(count / 20, count * 19 / 20);
  }

  /** Ours always; a compiler's where there is one. */
  private static List<byte[]> objects() {
    List<byte[]> objects = new ArrayList<>();
    objects.add(ElfBuilderTest.sample(ByteOrder.LITTLE_ENDIAN).build().toBytes());
    objects.add(ElfBuilderTest.sample(ByteOrder.BIG_ENDIAN).build().toBytes());
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

  private static boolean check(byte[] bytes) {
    ElfObject object;
    try {
      object = ElfObject.read(bytes);
    } catch (ElfFormatException expected) {
      assertThat(expected.offset()).isBetween(0L, (long) bytes.length);
      return false;
    }
    assertThat(ElfObject.read(object.toBytes())).isEqualTo(object);
    return true;
  }
}
