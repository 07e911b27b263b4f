package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.map.Codec;
import dev.jbpf.testing.Tool;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects that depend on a kernel's types, where there is no kernel. */
class CoreObjectTest {
  private static final String SOURCE =
      """
      struct record { int first; int second; int third; } __attribute__((preserve_access_index));
      extern int CONFIG_HZ __attribute__((section(".kconfig")));
      __attribute__((section("socket"), used)) int second(struct record *r) { return r->second; }
      __attribute__((section("socket"), used)) int third(struct record *r) {
        if (*(char *)r == 9) return 1;
        return r->third;
      }
      __attribute__((section("socket"), used)) int hertz(void *c) { return CONFIG_HZ; }
      char _license[] __attribute__((section("license"))) = "GPL";
      """;

  private static final byte[] MEMORY = {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0};

  @TempDir static Path folder;
  private static BpfObjectFile object;

  @BeforeAll
  static void compile() throws IOException {
    Path source = Files.writeString(folder.resolve("core.c"), SOURCE);
    Path file = folder.resolve("core.o");
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", file);
    object = BpfObjectFile.read(Files.readAllBytes(file));
  }

  /** A kernel that has one member of the three, and that elsewhere. */
  private static CoreTypes kernel() {
    BtfBuilder types = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    int number = types.add(new BtfType.Int("int", 4, Set.of(BtfType.Encoding.SIGNED), 0, 32));
    types.add(
        new BtfType.Struct("record", 12, List.of(new BtfType.Member("second", number, 64, 0))));
    return CoreTypes.of(Btf.parse(types.toBytes()));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void programsReadWhereTheTypesSay(Engine engine) {
    VmOptions options = VmOptions.DEFAULT.withEngine(engine);
    assertThat(VmObject.load(object, options).program("second").run(MEMORY)).isEqualTo(2);
    VmObject other = VmObject.load(object, options, kernel());
    assertThat(other.program("second").run(MEMORY)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatIsNotThereIsAFaultWhereItIsReached(Engine engine) {
    LoadedProgram third =
        VmObject.load(object, VmOptions.DEFAULT.withEngine(engine), kernel()).program("third");
    assertThat(third.run(new byte[] {9, 0, 0, 0})).isEqualTo(1);
    assertThatExceptionOfType(VmFault.class)
        .isThrownBy(() -> third.run(MEMORY))
        .matches(fault -> fault.kind() == FaultKind.UNKNOWN_HELPER)
        .withMessageContaining("FIELD_BYTE_OFFSET of struct record.third (type ")
        .withMessageContaining("path 0:2): the kernel has none");
  }

  @Test
  void settingsAreWhatSomebodySaysOrZero() {
    VmObject loaded = VmObject.load(object, VmOptions.DEFAULT);
    assertThat(loaded.program("hertz").run()).isZero();
    loaded.variable("CONFIG_HZ", Codec.S32).set(250);
    assertThat(loaded.program("hertz").run()).isEqualTo(250);
  }
}
