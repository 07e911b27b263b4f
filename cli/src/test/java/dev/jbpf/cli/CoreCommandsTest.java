package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that depend on a kernel's types and settings, in the shell. */
class CoreCommandsTest {
  private static final String SOURCE =
      """
      struct record { int first; int second; } __attribute__((preserve_access_index));
      extern int CONFIG_HZ __attribute__((section(".kconfig")));
      __attribute__((section("raw_tp/sched_switch"), used)) int second(struct record *r) {
        return r->second;
      }
      __attribute__((section("syscall"), used)) int hertz(void *c) { return CONFIG_HZ; }
      char _license[] __attribute__((section("license"))) = "GPL";
      """;

  @TempDir Path folder;

  private String object() throws IOException {
    Path source = Files.writeString(folder.resolve("core.c"), SOURCE);
    Path object = folder.resolve("core.o");
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", object);
    return object.toString();
  }

  /** Types of a kernel whose record has its members the other way round, further back. */
  private String types() throws IOException {
    BtfBuilder types = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    int number = types.add(new BtfType.Int("int", 4, Set.of(BtfType.Encoding.SIGNED), 0, 32));
    types.add(
        new BtfType.Struct(
            "record",
            12,
            List.of(
                new BtfType.Member("second", number, 32, 0),
                new BtfType.Member("first", number, 64, 0))));
    Path file = folder.resolve("kernel.btf");
    Files.write(file, types.toBytes());
    return file.toString();
  }

  @Test
  void theMachineReadsWhereTheGivenTypesSay() throws IOException {
    String[] plain = {"run", object(), "--program", "second", "--mem", "010000000200000003000000"};
    assertThat(CommandRun.jbpf("", plain).out()).isEqualTo("0x2\n");
    String[] other = {
      "run", object(), "--program", "second", "--mem", "01000000", "--btf", types()
    };
    CommandRun fault = CommandRun.jbpf("", other);
    assertThat(fault.code()).isEqualTo(1);
    assertThat(fault.err()).contains("core.c:4:");
    other[5] = "0100000007000000";
    assertThat(CommandRun.jbpf("", other).out()).isEqualTo("0x7\n");
  }

  @Test
  void aFileWithoutTypesIsWrongUsage() throws IOException {
    String empty = Files.createFile(folder.resolve("empty")).toString();
    CommandRun run = CommandRun.jbpf("", "run", object(), "--program", "second", "--btf", empty);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(empty + " holds no types: BTF, byte 0x0: cut short: 0 bytes");
    CommandRun missing =
        CommandRun.jbpf("", "load", object(), "--btf", folder.resolve("missing").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("cannot read ", "missing: no such file or folder");
  }

  @Test
  void theFewTypesThatAreNeededCanBeShipped() throws IOException {
    String few = folder.resolve("few.btf").toString();
    CommandRun written = CommandRun.jbpf("", "gen", "btf", object(), "--btf", types(), "-o", few);
    assertThat(written.err()).isEmpty();
    assertThat(written.code()).isZero();
    assertThat(Btf.read(Path.of(few)).find("record", BtfKind.STRUCT)).isPresent();
    CommandRun run =
        CommandRun.jbpf(
            "", "run", object(), "--program", "second", "--mem", "0100000007000000", "--btf", few);
    assertThat(run.out()).isEqualTo("0x7\n");
  }

  @KernelTest
  @Test
  void aSettingCanBeGiven() throws IOException {
    CommandRun run =
        CommandRun.jbpf(
            "", "load", object(), "--only", "hertz", "--verify", "--kconfig", "CONFIG_HZ=x");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("CONFIG_HZ is x, which does not fit in any variable");
    CommandRun fine =
        CommandRun.jbpf(
            "", "load", object(), "--only", "hertz", "--verify", "--kconfig", "CONFIG_HZ=7");
    assertThat(fine.err()).isEqualTo("Accepted; nothing stays loaded.\n");
  }

  @KernelTest
  @Test
  void whatTheGivenKernelDoesNotHaveIsNamed() throws IOException {
    Path file = folder.resolve("none.btf");
    Files.write(file, new BtfBuilder(ByteOrder.LITTLE_ENDIAN).toBytes());
    CommandRun run =
        CommandRun.jbpf(
            "", "load", object(), "--only", "second", "--verify", "--btf", file.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("core.c:4:")
        .contains("FIELD_BYTE_OFFSET of struct record.second (type ");
  }
}
