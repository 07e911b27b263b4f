package dev.jbpf.examples.classicfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.ExampleRunner;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassicFilterTest {
  private static final Pattern SUM = Pattern.compile("kept (\\d+) of (\\d+) frames");

  /** A question and its answer; more may be asked. */
  private static final int ARP = 2;

  @TempDir private Path folder;

  private String filter(String source) throws IOException {
    return Files.writeString(folder.resolve("filter.bpf"), source).toString();
  }

  private static String last(ExampleRun run) {
    return run.out().get(run.out().size() - 1);
  }

  /** The networks of the pair ask for each other's hardware address first: that is not IPv4. */
  @Test
  @KernelTest
  void keepsFramesOfIpv4Only() {
    ExampleRun run = ExampleRun.ok("classic_filter", "--seconds", "1");
    List<String> frames = run.out().subList(0, run.out().size() - 1);
    assertThat(frames)
        .contains("10.9.0.2 > 10.9.0.1 UDP, 46 bytes", "10.9.0.1 > 10.9.0.2 ICMP, 98 bytes")
        .allMatch(line -> line.startsWith("10.9.0."));
    Matcher sum = SUM.matcher(last(run));
    assertThat(sum.matches()).as(last(run)).isTrue();
    assertThat(Integer.parseInt(sum.group(1))).isEqualTo(frames.size());
    assertThat(Integer.parseInt(sum.group(2))).isGreaterThanOrEqualTo(frames.size() + ARP);
  }

  @Test
  @KernelTest
  void aFilterOfOnesOwnIsTaken() throws IOException {
    String cut = filter("ldb [23]\njeq #17, udp, other\nudp: ret #20\nother: ret #0\n");
    assertThat(ExampleRun.ok("classic_filter", "--seconds", "1", "--filter", cut).out())
        .hasSize(2)
        .startsWith("not IPv4, 20 bytes")
        .last()
        .asString()
        .startsWith("kept 1 of ");
  }

  @Test
  @KernelTest
  void aMistakeIsShownWhereItIs() throws IOException {
    ExampleRun run = ExampleRun.of("classic_filter", "--filter", filter("ldh [12]\nrat #0\n"));
    assertThat(run.code()).isEqualTo(ExampleRunner.FAILED);
    assertThat(String.join("\n", run.err())).contains("filter.bpf:2:1: error").contains("ret");
  }

  @Test
  void onRecordedPacketsItsConversionRuns() throws IOException {
    Permission refused = new Permission("Not permitted.", "Be root.");
    String tcp = filter("ldb [23]\njeq #6, yes, no\nyes: ret #1\nno: ret #0\n");
    assertThat(ExampleRun.refused(refused, "classic_filter", "--seconds=1", "--filter", tcp).out())
        .containsExactly(
            "Not permitted. Shown instead: jbpf's virtual machine, on packets recorded earlier.",
            "kept 10 of 13 frames");
  }
}
