package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.code.Program;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.kernel.KernelTarget;
import dev.jbpf.runtime.symbols.KernelSymbols;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What objects refer to and the running kernel has, run there. */
@KernelTest
class ExternsTest {
  private static OpenObject open(String program) {
    return BpfObject.open(CompiledObjects.clang("externs")).only(program);
  }

  private static long run(OpenObject open) {
    String name =
        open.programs().stream().filter(OpenProgram::isLoaded).findFirst().orElseThrow().name();
    try (BpfObject object = open.load()) {
      KernelProgram program = object.program(name);
      assertThat(object.losses()).isEmpty();
      return program.testRun(TestRun.onContext(new byte[8])).returnValue();
    }
  }

  private static long run(String program) {
    return run(open(program));
  }

  /** What the kernel says of itself, read another way. */
  private static String config(String setting) throws IOException {
    Path installed = Path.of("/boot/config-" + System.getProperty("os.version"));
    Path packed = Path.of("/proc/config.gz");
    try (InputStream in =
        Files.exists(installed)
            ? Files.newInputStream(installed)
            : new GZIPInputStream(Files.newInputStream(packed))) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("(?m)^" + setting + "=(.*)$")
          .matcher(all)
          .results()
          .findFirst()
          .map(found -> found.group(1))
          .orElse("");
    }
  }

  @Test
  void settingsAreThoseOfTheRunningKernel() throws IOException {
    assertThat(run("number")).isEqualTo(Long.parseLong(config("CONFIG_HZ")));
    assertThat(run("boolean")).isEqualTo(config("CONFIG_BPF_SYSCALL").equals("y") ? 1 : 0);
    assertThat(run("unsigned_number")).isEqualTo(Long.parseLong(config("CONFIG_NR_CPUS")));
    assertThat(run("letter")).isEqualTo(config("CONFIG_BPF").charAt(0));
    assertThat(run("tristate")).isEqualTo(config("CONFIG_NET").equals("y") ? 1 : 2);
    String host = config("CONFIG_DEFAULT_HOSTNAME");
    assertThat(host).isEqualTo("\"(none)\"");
    assertThat(run("text")).isEqualTo('(' << 16);
    assertThat(run("without")).isZero();
  }

  @Test
  void theVersionIsThatOfTheRunningKernel() {
    MatchResult release =
        Pattern.compile("(\\d+)\\.(\\d+).*")
            .matcher(System.getProperty("os.version"))
            .results()
            .findFirst()
            .orElseThrow();
    assertThat(run("version") >> 8)
        .isEqualTo(Long.parseLong(release.group(1)) << 8 | Long.parseLong(release.group(2)));
  }

  /** 6.1 and what is newer have both. */
  @Test
  void whatTheRunningKernelHasIsKnown() {
    assertThat(run("cookies")).isEqualTo(1);
    assertThat(run("wrapper")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "number, CONFIG_HZ=777, 777",
    "number, CONFIG_HZ=-0x10, 4294967280",
    "unsigned_number, CONFIG_NR_CPUS=0xffff, 65535",
    "boolean, CONFIG_BPF_SYSCALL=n, 0",
    "tristate, CONFIG_NET=m, 2",
    "letter, CONFIG_BPF=m, 109",
    "letter, CONFIG_BPF=255, 4294967295",
    "without, CONFIG_NOT_THERE=4, 4",
    "text, 'CONFIG_DEFAULT_HOSTNAME=\"abcdefghij\"', 6383360",
  })
  void settingsThatSomebodyGivesCount(String program, String line, long value) {
    assertThat(run(open(program).kernelConfig("# a comment\n" + line + "\n"))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONFIG_BPF_SYSCALL=m | CONFIG_BPF_SYSCALL is m, which does not fit in a bool: declare it",
        "CONFIG_BPF_SYSCALL=2 | CONFIG_BPF_SYSCALL is 2, which does not fit in that type (1 bytes)",
        "CONFIG_HZ=\"text\"   | CONFIG_HZ is \"text\", which does not fit in that type (8 bytes)",
        "CONFIG_HZ=9223372036854775808 | CONFIG_HZ is 9223372036854775808, which does not fit in",
        "CONFIG_NR_CPUS=-1    | CONFIG_NR_CPUS is -1, which does not fit in that type (2 bytes)",
        "CONFIG_HZ=many       | CONFIG_HZ is many, which does not fit in any variable",
        "CONFIG_NET=7         | CONFIG_NET is 7, which does not fit in that type (4 bytes)",
      })
  void settingsThatDoNotFitAreErrors(String line, String message) {
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> run(open("number").kernelConfig(line)))
        .withMessageContaining(message);
  }

  @Test
  void settingsAreVariablesToo() {
    OpenObject open = open("number");
    assertThat(open.map(".kconfig").data().orElseThrow().isReadOnly()).isTrue();
    open.variable("CONFIG_HZ", Codec.S64).set(41L);
    assertThat(run(open)).isEqualTo(41);
  }

  @Test
  void symbolsHaveTheKernelsAddresses() {
    assertThat(run("address")).isEqualTo(0xffff_ffffL);
    assertThat(run("absent")).isEqualTo(3);
    assertThat(run("function")).isEqualTo(5);
  }

  /** Kernels that do not list variables among their symbols refuse programs that read them. */
  @Test
  void variablesGoByTheirNumbersInTheKernelsTypes() {
    BpfObjectFile object = open("variable").contents();
    Program program =
        object
            .linker(new KernelTarget(KernelTypes.forPrograms()))
            .link(object.program("variable").orElseThrow())
            .program();
    assertThat(program.opAt(0)).contains(Op.LDDW_BTF_ID);
    assertThat(KernelTypes.all().type(Words.imm(program.word(0))))
        .isInstanceOfSatisfying(
            BtfType.Var.class,
            variable -> assertThat(variable.name()).isEqualTo("cpu_loops_per_jiffy"));
    assertThat(Words.imm(program.word(1))).isZero();
    if (KernelSymbols.read().all().stream().anyMatch(s -> s.name().equals("cpu_loops_per_jiffy"))) {
      assertThat(run("variable")).isEqualTo(1);
    }
  }

  @Test
  void membersAreReadWhereTheKernelHasThem() {
    assertThat(run("pid")).isPositive();
    assertThat(run("parent")).isPositive().isNotEqualTo(run("pid"));
    assertThat(run("guarded")).isEqualTo(11);
  }

  @Test
  void whatTheKernelDoesNotHaveIsNamedWhereItIsReached() {
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() -> run("unguarded"))
        .withMessageContaining("externs.c:")
        .withMessageContaining("invalid func unknown#195896080")
        .withMessageContaining(
            "FIELD_BYTE_OFFSET of struct task_struct___older.state_before_the_flood (type ")
        .withMessageContaining(", path 0:0): the kernel has none");
  }

  @Test
  void typesOfAFileCountInsteadOfTheKernels() {
    BtfBuilder types = new BtfBuilder(ByteOrder.nativeOrder());
    int number = types.add(new BtfType.Int("int", 4, Set.of(BtfType.Encoding.SIGNED), 0, 32));
    types.add(
        new BtfType.Struct("task_struct", 8, List.of(new BtfType.Member("nothing", number, 0, 0))));
    assertThatThrownBy(() -> run(open("pid").kernelTypes(Btf.parse(types.toBytes()))))
        .isInstanceOf(VerifierException.class)
        .hasMessageContaining("FIELD_BYTE_OFFSET of struct task_struct.pid");
  }

  @Test
  void symbolsThatMustBeThereAreNamed() {
    Btf none = Btf.parse(new BtfBuilder(ByteOrder.nativeOrder()).toBytes());
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> run(open("function").kernelTypes(none)))
        .withMessageContaining(
            "'bpf_rcu_read_lock' is the kernel's (.ksyms), and this one has no such function for"
                + " programs (kfunc); declare it __weak where programs can do without it");
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> run(open("variable").kernelTypes(none)))
        .withMessageContaining("'cpu_loops_per_jiffy' is the kernel's (.ksyms), and this one has");
  }
}
