package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verifier says where text is assembled. */
class AsmVerifyTest {
  private static final String FAULTY =
      """
      .section xdp
        r2 = *(u32 *)(r1 + 0)
        r0 = *(u8 *)(r2 + 0)
        exit
      """;

  @TempDir Path folder;

  @Test
  void checkingVerifiesWhereTheSectionSaysTheType() {
    CommandRun run = CommandRun.asm(FAULTY, "--check", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            """
            <stdin>:3:16: error[packet-range]: 1 byte at offset 0 of the packet, of which 0 bytes are checked
                3 |   r0 = *(u8 *)(r2 + 0)
                  |                ^^
              note: r2 is from <stdin>:2:3 `r2 = *(u32 *)(r1 + 0)`
              note: compare the pointer plus the access size with data_end first
              note: before it: r5 = *(u32 *)(r1 + 4); r4 = r2; r4 += 1; if r4 > r5 goto out
            """);
    assertThat(CommandRun.asm("r0 = r3\nexit\n", "--check", "-").code()).isZero();
  }

  @Test
  void theKernelIsTheOneToKeepTo() {
    String unwritten = ".section socket\n  r0 = *(u64 *)(r10 - 8)\n  exit\n";
    assertThat(CommandRun.asm(unwritten, "--check", "-").code()).isZero();
    CommandRun old = CommandRun.asm(unwritten, "--check", "--kernel", "5.10", "-");
    assertThat(old.err()).contains("error[stack-unwritten]");
    assertThat(old.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"elf", "raw", "hex"})
  void assemblingVerifiesOnRequest(String format) throws Exception {
    Path file = folder.resolve("out");
    CommandRun plain = CommandRun.asm(FAULTY, "-f", format, "-o", file.toString(), "-");
    assertThat(plain.code()).isZero();
    assertThat(plain.err()).isEmpty();
    CommandRun warned =
        CommandRun.asm(FAULTY, "--verify-warn", "-f", format, "-o", file.toString(), "-");
    assertThat(warned.code()).isZero();
    assertThat(warned.err()).contains("warning[packet-range]");
    assertThat(file).exists();
    CommandRun strict =
        CommandRun.asm(FAULTY, "--verify", "-f", format, "-o", file.toString(), "-");
    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.err()).contains("error[packet-range]");
    assertThat(Files.exists(file)).isFalse();
  }
}
