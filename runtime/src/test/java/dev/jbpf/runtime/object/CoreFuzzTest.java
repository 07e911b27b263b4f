package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.Damage;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectLinker;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.extern.LinkTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects with relocations for the kernel's types, and such types, of which some bytes changed. */
class CoreFuzzTest {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long MOST_BYTES = 64 << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final List<String> NAMES = List.of("scopes", "modules", "externs", "kinds");

  private long slowest;
  private long largest;

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] types(byte[] object) {
    return ElfObject.read(object.clone()).section(".BTF").orElseThrow().toBytes();
  }

  @Test
  void survivesDamage() {
    fuzz(300, 7);
  }

  @Test
  @Tag("long")
  void survivesMuchDamage() {
    fuzz(100_000, 8);
  }

  /** By turns the object is damaged, its types and relocations alone, and the kernel's types. */
  private void fuzz(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> objects = NAMES.stream().map(name -> read(CompiledObjects.clang(name))).toList();
    List<byte[]> kernels = new ArrayList<>();
    objects.forEach(object -> kernels.add(types(object)));
    int linked = 0;
    for (int i = 0; i < count; i++) {
      byte[] object = objects.get(i % objects.size()).clone();
      byte[] kernel = kernels.get(i / 7 % kernels.size()).clone();
      switch (i % 3) {
        case 0 -> object = Damage.to(object, random);
        case 1 -> damageTypes(object, random);
        default -> kernel = Damage.to(kernel, random);
      }
      linked += measured(object, kernel);
    }
    assertThat(linked).as("programs linked").isGreaterThan(count / 20);
    assertThat(slowest).as("nanoseconds for one").isLessThan(MOST_NANOS);
    assertThat(largest).as("bytes for one").isLessThan(MOST_BYTES);
  }

  /** Changes a word behind where the types or the relocations start; sections follow each other. */
  private static void damageTypes(byte[] object, SplittableRandom random) {
    int size = object.length;
    for (int i = 0; i <= random.nextInt(4); i++) {
      object[size / 4 + random.nextInt(size * 3 / 4)] = (byte) random.nextInt(256);
    }
  }

  private int measured(byte[] object, byte[] kernel) {
    long thread = Thread.currentThread().getId();
    long allocated = THREADS.getThreadAllocatedBytes(thread);
    long start = THREADS.getCurrentThreadCpuTime();
    int linked = link(object, kernel);
    slowest = Math.max(slowest, THREADS.getCurrentThreadCpuTime() - start);
    largest = Math.max(largest, THREADS.getThreadAllocatedBytes(thread) - allocated);
    return linked;
  }

  private static int link(byte[] object, byte[] kernel) {
    int linked = 0;
    try {
      Btf types = Btf.parse(kernel);
      BpfObjectFile read = BpfObjectFile.read(object);
      ObjectLinker linker = read.linker(LinkTarget.of(CoreTypes.of(types)));
      for (ObjectProgram program : read.programs()) {
        linked += links(linker, program) ? 1 : 0;
      }
      return linked;
    } catch (BtfException | ElfFormatException | BpfObjectException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
      return linked;
    }
  }

  private static boolean links(ObjectLinker linker, ObjectProgram program) {
    try {
      return linker.link(program).program().size() > 0;
    } catch (BpfObjectException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
      return false;
    }
  }
}
