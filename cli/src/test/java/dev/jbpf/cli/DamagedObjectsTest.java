package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.Damage;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.link.ObjectLinkException;
import dev.jbpf.elf.link.StaticLinker;
import dev.jbpf.gen.skeleton.SkeletonGenerator;
import dev.jbpf.testing.Tool;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.ObjectPrinter;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of which some bytes changed, given to all that reads objects: taken, or refused. */
class DamagedObjectsTest {
  private static final Path SOURCE = Path.of("src/test/resources/skeleton/event_counter.c");
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long MOST_BYTES = 64 << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  /** Something that reads objects, and what it says it throws. */
  private record Reader(Work work, Set<Class<?>> refusals) {
    interface Work {
      void read(byte[] object);
    }

    boolean takes(byte[] object) {
      try {
        work.read(object);
        return true;
      } catch (RuntimeException e) {
        assertThat(refusals).as(e.toString()).contains(e.getClass());
        assertThat(e.getMessage()).isNotBlank();
        return false;
      }
    }
  }

  private static Map<String, Reader> readers() {
    Map<String, Reader> readers = new LinkedHashMap<>();
    readers.put(
        "machine",
        new Reader(
            object -> VmObject.load(BpfObjectFile.read(object), VmOptions.DEFAULT),
            Set.of(ElfFormatException.class, BpfObjectException.class)));
    readers.put(
        "printer",
        new Reader(
            object -> ObjectPrinter.print(ElfObject.read(object), Dialect.LLVM),
            Set.of(ElfFormatException.class)));
    readers.put(
        "linker",
        new Reader(
            object -> {
              ElfObject read = ElfObject.read(object);
              new StaticLinker().add("a.o", read).link();
            },
            Set.of(ElfFormatException.class, ObjectLinkException.class)));
    readers.put(
        "skeleton",
        new Reader(
            object -> SkeletonGenerator.generate("a.o", object, "damaged", "Damaged"),
            Set.of(
                IllegalArgumentException.class,
                ElfFormatException.class,
                BpfObjectException.class,
                ObjectLinkException.class)));
    return readers;
  }

  private byte[] object() throws IOException {
    Path object = folder.resolve("event_counter.o");
    Tool.named("clang-19").succeed("-O2", "-g", "-target", "bpf", "-c", SOURCE, "-o", object);
    return Files.readAllBytes(object);
  }

  @Test
  void areTakenOrRefused() throws IOException {
    damage(150, 5);
  }

  @Test
  @Tag("long")
  void manyAreTakenOrRefused() throws IOException {
    damage(100_000, 6);
  }

  private void damage(int count, long seed) throws IOException {
    byte[] object = object();
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> taken = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      byte[] damaged = Damage.to(object, random);
      readers()
          .forEach(
              (name, reader) -> taken.merge(name, measured(name, reader, damaged), Integer::sum));
    }
    assertThat(taken).hasSize(4);
    assertThat(taken.values()).allMatch(each -> each > count / 20 && each < count);
  }

  private static int measured(String name, Reader reader, byte[] object) {
    long thread = Thread.currentThread().getId();
    long allocated = THREADS.getThreadAllocatedBytes(thread);
    long start = THREADS.getCurrentThreadCpuTime();
    boolean isTaken = reader.takes(object);
    assertThat(THREADS.getCurrentThreadCpuTime() - start).as(name).isLessThan(MOST_NANOS);
    assertThat(THREADS.getThreadAllocatedBytes(thread) - allocated).as(name).isLessThan(MOST_BYTES);
    return isTaken ? 1 : 0;
  }
}
