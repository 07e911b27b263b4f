package dev.jbpf.runtime.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.runtime.symbols.elf.ElfSymbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SymbolsTest {
  private static final KernelSymbols SOME =
      KernelSymbols.parse(
          Stream.of(
              "ffffffff81000000 T _stext",
              "ffffffff81000100 t __netif_receive_skb_core.constprop.0",
              "ffffffff81000200 T vfs_read",
              "ffffffff81000300 D some_data",
              "ffffffffc0000000 t veth_xmit\t[veth]"));

  @Test
  void suffixesOfTheCompilerAreLeftOut() {
    assertThat(SOME.functions("__netif_receive_skb_core"))
        .extracting(KernelSymbol::name)
        .containsExactly("__netif_receive_skb_core.constprop.0");
    assertThat(SOME.functions("vfs")).isEmpty();
    assertThat(SOME.functions("some_data")).isEmpty();
  }

  @Test
  void addressesBelongToTheSymbolBeforeThem() {
    assertThat(SOME.at(0xffffffff810002ffL)).map(KernelSymbol::name).contains("vfs_read");
    assertThat(SOME.at(0xffffffffc0000010L)).map(KernelSymbol::module).contains("veth");
    assertThat(SOME.at(0x1000)).isEmpty();
  }

  @Test
  void namesNearAreFound() {
    assertThat(SOME.near("vfs_raed")).containsExactly("vfs_read");
    assertThat(SOME.near("netif_receive_skb"))
        .containsExactly("__netif_receive_skb_core.constprop.0");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void functionsOfALibraryAreFoundBothWays() throws IOException {
    ElfSymbols symbols = ElfSymbols.read(libjvm());
    long offset = symbols.offset("JNI_CreateJavaVM");
    assertThat(offset).isPositive();
    assertThat(symbols.at(offset)).contains("JNI_CreateJavaVM");
    assertThat(symbols.at(offset + 4)).contains("JNI_CreateJavaVM+0x4");
  }

  private static Path libjvm() throws IOException {
    String maps = Files.readString(Path.of("/proc/self/maps"));
    String line = maps.lines().filter(l -> l.endsWith("/libjvm.so")).findFirst().orElseThrow();
    return Path.of(line.substring(line.indexOf('/')));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void stacksGetTheirNames() throws IOException {
    StackSymbols symbols = StackSymbols.read();
    String line =
        Files.readString(Path.of("/proc/self/maps"))
            .lines()
            .filter(l -> l.endsWith("/libjvm.so") && l.contains(" r-xp "))
            .findFirst()
            .orElseThrow();
    long start = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16);
    long offset = Long.parseUnsignedLong(line.split(" +")[2], 16);
    long inside = start + ElfSymbols.read(libjvm()).offset("JNI_CreateJavaVM") - offset + 4;
    int pid = (int) ProcessHandle.current().pid();
    assertThat(symbols.ofProcess(pid, new long[] {inside, 1, 0, inside}))
        .containsExactly("JNI_CreateJavaVM", "[unknown]");
    assertThat(symbols.ofProcess(Integer.MAX_VALUE, new long[] {inside}))
        .containsExactly("[unknown]");
    assertThat(symbols.ofKernel(new long[] {1, 0})).containsExactly("[unknown]");
    KernelSymbols.read().functions("vfs_read").stream()
        .filter(symbol -> symbol.address() != 0)
        .findFirst()
        .ifPresent(
            symbol ->
                assertThat(symbols.ofKernel(new long[] {symbol.address() + 2}))
                    .containsExactly("vfs_read"));
  }

  /** Programs that Ctrl-C ends by an interrupt name what they have counted, at that very time. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anInterruptedThreadReadsThemTooAndStaysInterrupted() throws IOException {
    Path file = libjvm();
    Thread.currentThread().interrupt();
    ElfSymbols symbols = ElfSymbols.read(file);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(symbols.functions()).containsKey("JNI_CreateJavaVM");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void damagedFilesAreRefused(@TempDir Path folder) throws IOException {
    String maps = Files.readString(Path.of("/proc/self/maps"));
    String line = maps.lines().filter(l -> l.endsWith("/libjava.so")).findFirst().orElseThrow();
    byte[] whole = Files.readAllBytes(Path.of(line.substring(line.indexOf('/'))));
    Path file = folder.resolve("damaged.so");
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
      for (int flips = 0; flips < 20 && bytes.length > 0; flips++) {
        bytes[random.nextInt(Math.min(bytes.length, 1 << 14))] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
      try {
        ElfSymbols.read(file);
      } catch (IOException expected) {
        assertThat(expected).hasMessageContaining("ELF file");
      }
    }
    Files.writeString(file, "text");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ElfSymbols.read(file))
        .withMessageContaining("is no 64-bit ELF file");
  }
}
