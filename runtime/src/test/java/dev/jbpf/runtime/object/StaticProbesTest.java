package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.map.Codec;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.usdt.UsdtHook;
import dev.jbpf.runtime.object.hook.HookNames;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Probes of a program of gcc's, whose notes are as sys/sdt.h makes them. */
@KernelTest
class StaticProbesTest {
  private final Path file = file();
  private final Process process = start();
  private final BufferedReader answers = process.inputReader();
  private BpfObject object;

  private static Path file() {
    Assumptions.assumeTrue(System.getProperty("os.arch").equals("amd64"), "probes of x86-64");
    return CompiledObjects.executable("probes");
  }

  private Process start() {
    try {
      return new ProcessBuilder(file.toString()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void load() throws IOException {
    object = BpfObject.load(CompiledObjects.clang("usdt"));
    answers.readLine();
  }

  @AfterEach
  void end() {
    object.close();
    process.destroy();
  }

  /** Has the program pass its probes; returns how many watch the one that has a semaphore. */
  private int pass() throws IOException {
    process.outputWriter().append('\n').flush();
    return Integer.parseInt(answers.readLine());
  }

  private int pid() {
    return (int) process.pid();
  }

  private UsdtHook probe(String name) {
    return UsdtHook.of(file, "jbpf", name);
  }

  private List<Long> arguments(int run, int count) {
    KernelMap<Long, Long> seen = object.map("seen", Codec.U64, Codec.S64);
    return LongStream.range(0, count).mapToObj(i -> seen.lookup(run * 100 + i).orElseThrow()).toList();
  }

  private long read(String variable) {
    return object.variable(variable, Codec.U64).get();
  }

  private List<Long> argumentsOf(String name, int count) throws IOException {
    try (Link link = object.attach("any", probe(name).inProcess(pid()))) {
      assertThat(link.isAttached()).isTrue();
      pass();
    }
    assertThat(read("runs")).isEqualTo(1);
    assertThat(read("last_count")).isEqualTo(count);
    return arguments(0, count);
  }

  @Test
  void constants() throws IOException {
    assertThat(argumentsOf("constants", 5))
        .containsExactly(-7L, 0xffff_fff9L, 255L, -1L, 0x1122334455667788L);
  }

  @Test
  void registers() throws IOException {
    assertThat(argumentsOf("registers", 8))
        .containsExactly(
            0x1122334480000001L, -5L, 0x8000_0001L, -5L, 0xfffeL, -2L, 0xfeL, -2L);
  }

  @Test
  void memory() throws IOException {
    assertThat(argumentsOf("memory", 6)).containsExactly(-4L, 251L, -5L, -2L, -3L, -1L);
  }

  @Test
  void olderObjects() throws IOException {
    reload(BpfObject.open(CompiledObjects.clang("usdtolder")));
    assertThat(argumentsOf("registers", 8)).startsWith(0x1122334480000001L, -5L, 0x8000_0001L);
    assertThatThrownBy(() -> object.attach("any", probe("memory")))
        .hasMessageContaining("libbpf 1.7 or newer");
  }

  private void reload(OpenObject open) {
    object.close();
    object = open.load();
  }

  @Test
  void whoLooksIsCounted() throws IOException {
    assertThat(pass()).isZero();
    assertThat(argumentsOf("watched", 1)).containsExactly(1L);
    assertThat(pass()).isZero();
  }

  @Test
  void everyPlaceWithItsCookieInEveryProcess() throws IOException {
    try (Link link = object.attach("any", probe("twice").withCookie(77))) {
      pass();
    }
    assertThat(read("runs")).isEqualTo(2);
    assertThat(read("last_cookie")).isEqualTo(77);
    assertThat(arguments(0, 1)).containsExactly(1L);
    assertThat(arguments(1, 1)).containsExactly(2L);
  }

  @Test
  void byProcessAlone() throws IOException {
    try (Link link = object.attach("any", HookNames.parse("usdt:" + pid() + ":jbpf:twice"))) {
      pass();
    }
    assertThat(read("runs")).isEqualTo(2);
  }

  /** On kernels without cookies programs find their arguments by the address. */
  @Test
  void byAddress() throws IOException {
    OpenObject open = BpfObject.open(CompiledObjects.clang("usdt"));
    open.variable("LINUX_HAS_BPF_COOKIE", Codec.U8).set(0);
    reload(open);
    assertThat(argumentsOf("constants", 5)).first().isEqualTo(-7L);
    assertThatThrownBy(() -> object.attach("any", probe("twice")))
        .hasMessageContaining("say which process");
  }

  @Test
  void bySectionAndByText() throws IOException {
    OpenObject open = BpfObject.open(CompiledObjects.clang("usdt"));
    open.program("any").attachTo(HookNames.parse("usdt:" + file + ":jbpf:twice"));
    reload(open);
    try (ObjectLinks links = object.attachAll()) {
      pass();
      assertThat(links.attached()).hasSize(1);
    }
    assertThat(read("runs")).isEqualTo(2);
    OpenObject named = BpfObject.open(CompiledObjects.clang("usdt"));
    named.program("named").autoload(true);
    try (BpfObject loaded = named.load()) {
      assertThatThrownBy(loaded::attachAll).hasMessageContaining("./target/none");
    }
  }

  @Test
  void numbersAreGivenBack() throws IOException {
    for (int i = 0; i < 20; i++) { // the map has eight
      object.attach("any", probe("twice")).close();
    }
    pass();
    assertThat(read("runs")).isZero();
  }

  @Test
  void whatCannotBe() {
    assertThatThrownBy(() -> object.attach("any", probe("constant")))
        .hasMessageContaining("has no static probe jbpf:constant; did you mean jbpf:constants?");
    assertThatThrownBy(() -> object.attach("any", probe("unreadable")))
        .hasMessageContaining("'8@%xmm0'");
    assertThatThrownBy(() -> object.program("any").attach(probe("twice")))
        .hasMessageContaining("needs maps of an object");
    assertThatThrownBy(() -> HookNames.parse("usdt:" + file + ":twice"))
        .hasMessageContaining("file:provider:name");
  }
}
