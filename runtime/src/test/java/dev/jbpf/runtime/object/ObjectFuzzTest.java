package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.Damage;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.testing.PretendedKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Truncated, changed and hostile objects are loaded, or refused with one exception; in little time
 * and memory, and nothing stays open.
 */
class ObjectFuzzTest {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long MOST_BYTES = 64 << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final PretendedKernel pretended = new PretendedKernel();
  private final Kernel kernel = new Kernel(pretended);
  private long slowest;
  private long largest;

  private static List<byte[]> objects() {
    return List.of(
            "legacy",
            "maps",
            "globals",
            "subprograms",
            "tailcalls",
            "numbered",
            "nested",
            "network",
            "cgroups",
            "sockets",
            "redirects",
            "writable")
        .stream()
        .map(name -> bytes(CompiledObjects.clang(name)))
        .toList();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void survivesDamage() {
    fuzz(20_000, 7);
  }

  @Test
  @Tag("long")
  void survivesMuchDamage() {
    fuzz(200_000, 8);
  }

  @Test
  void survivesEveryLength() {
    byte[] object = bytes(CompiledObjects.clang("globals"));
    for (int length = 0; length < object.length; length++) {
      assertThat(load(Arrays.copyOf(object, length))).as("%d bytes", length).isFalse();
    }
    assertThat(load(object)).isTrue();
  }

  private void fuzz(int count, long seed) {
    List<byte[]> objects = objects();
    objects.forEach(object -> assertThat(load(object)).as("undamaged").isTrue());
    slowest = 0;
    SplittableRandom random = new SplittableRandom(seed);
    int loaded = 0;
    for (int i = 0; i < count; i++) {
      loaded += measured(Damage.to(objects.get(i % objects.size()), random)) ? 1 : 0;
    }
    assertThat(loaded).as("objects loaded").isBetween(count / 20, count * 19 / 20);
    assertThat(slowest).as("nanoseconds for one").isLessThan(MOST_NANOS);
    assertThat(largest).as("bytes for one").isLessThan(MOST_BYTES);
  }

  private boolean measured(byte[] bytes) {
    long thread = Thread.currentThread().getId();
    long allocated = THREADS.getThreadAllocatedBytes(thread);
    long start = THREADS.getCurrentThreadCpuTime();
    boolean isLoaded = load(bytes);
    slowest = Math.max(slowest, THREADS.getCurrentThreadCpuTime() - start);
    largest = Math.max(largest, THREADS.getThreadAllocatedBytes(thread) - allocated);
    return isLoaded;
  }

  private boolean load(byte[] bytes) {
    try (BpfObject object = BpfObject.open(bytes).load(kernel)) {
      assertThat(object.maps()).isNotNull();
      return true;
    } catch (BpfObjectException expected) {
      assertThat(expected.getMessage()).startsWith("object: ");
      return false;
    } finally {
      assertThat(pretended.open()).as("open descriptors").isZero();
    }
  }
}
