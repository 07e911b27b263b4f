package dev.jbpf.examples.memcpy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.Background;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.ExampleRunner;
import dev.jbpf.examples.support.Kprobes;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.Registers;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

@KernelTest
@SuppressWarnings("try") // what copies is opened only to be closed
class MemcpyTest {
  /** Of a table. */
  private static final int LINES = 19;

  private static final byte[] HUNDRED = new byte[100];

  private static Background writes() {
    return Background.start("writes", MemcpyTest::write);
  }

  private static void write() {
    try (OutputStream file = new FileOutputStream("/dev/null")) {
      file.write(HUNDRED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void eachCopyIsALine() {
    Assumptions.assumeTrue(Kprobes.exist(), "this kernel has no kprobes");
    try (Background writes = writes()) {
      ExampleRun run = ExampleRun.ok("memcpy_kprobe", "--function=vfs_write", "--seconds=1");
      assertThat(run.out().stream().filter(line -> line.endsWith(": vfs_write size 100")))
          .hasSizeGreaterThan(20)
          .allMatch(line -> line.strip().startsWith("writes-"));
    }
  }

  /** A function is chosen by itself: memcpy is not to be probed where tests run. */
  @Test
  void copiesAreCountedBySize() {
    Assumptions.assumeTrue(Kprobes.exist(), "this kernel has no kprobes");
    try (Background writes = writes()) {
      ExampleRun run = ExampleRun.ok("memcpy_stat", "--seconds", "3");
      assertThat(run.err())
          .singleElement()
          .asString()
          .startsWith("memcpy cannot be probed on this kernel: watching ");
      isTable(run.out().subList(0, LINES));
      isTable(run.out().subList(LINES, 2 * LINES));
      assertThat(count(run.out().get(LINES + 3))).isGreaterThan(count(run.out().get(3)) + 20);
    }
  }

  private static void isTable(List<String> lines) {
    assertThat(lines.get(0)).isEqualTo("        Size            Count");
    assertThat(lines.get(1)).matches("   0                    \\d+");
    assertThat(lines.get(2)).matches("   1 -   64             \\d+");
    assertThat(lines.get(17)).matches(" 961 - 1024\\*            \\d+");
    assertThat(lines.get(18)).isEqualTo("* Size > 1024 have been counted in this interval");
  }

  private static long count(String line) {
    assertThat(line).startsWith("  65 -  128 ");
    return Long.parseLong(line.substring(24));
  }

  @Test
  void withoutKprobesItSaysSo() {
    Assumptions.assumeFalse(Kprobes.exist(), "this kernel has kprobes");
    ExampleRun run = ExampleRun.of("memcpy_stat");
    assertThat(run.code()).isEqualTo(ExampleRunner.NOT_POSSIBLE);
    assertThat(run.err()).singleElement().asString().contains("CONFIG_KPROBES");
  }

  @Test
  void theProgramIsShort() {
    assertThat(MemcpyStat.countSizes().size()).isLessThanOrEqualTo(20);
  }

  @Test
  void asMethods() {
    SameAsMethod same = new SameAsMethod(MemcpyMethods.class, MemcpyMethods.COUNTS);
    ProgramDef print = InRegisters.printSize("memcpy", 0);
    ProgramDef count = InRegisters.countSizes();
    check(same, MemcpyKprobe.printSize("memcpy", 0), MemcpyStat.countSizes());
    check(same, print.program(), count.program());
    same.isTaken(print, count);
  }

  private static void check(SameAsMethod same, Program print, Program count) {
    same.check(
        new SameAsMethod.Run("memcpy_kprobe", print, Registers.call(1, 2, 3)),
        new SameAsMethod.Run("memcpy_stat", count, Registers.call(1, 2, 0)),
        new SameAsMethod.Run("memcpy_stat", count, Registers.call(1, 2, 65)),
        new SameAsMethod.Run("memcpy_stat", count, Registers.call(1, 2, -1)));
  }
}
