package dev.jbpf.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.testing.ClassicPrograms;
import dev.jbpf.testing.Requirements;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with {@code bpfc} of netsniff-ng, and reads what {@code tcpdump} writes. */
class PeersTest {
  /** Newer than bpfc 0.6.8. */
  private static final Set<Extension> UNKNOWN_TO_BPFC =
      EnumSet.of(Extension.VLAN_PRESENT, Extension.VLAN_PROTOCOL, Extension.RANDOM);

  private static final long SEED = 1992;

  @TempDir private Path folder;

  private static ClassicAssembly assemble(String source) {
    return ClassicAssembler.assemble(source.getBytes(StandardCharsets.UTF_8), "peer");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0])));
    Requirements.requirePeer(found, () -> command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Arrays.toString(command) + output).isZero();
    return output;
  }

  @Test
  void bpfcMakesTheSameOfWhatIsPrinted() throws Exception {
    Random random = new Random(SEED);
    Set<Extension> extensions = EnumSet.complementOf(EnumSet.copyOf(UNKNOWN_TO_BPFC));
    for (int i = 0; i < 300; i++) {
      ClassicProgram program = ClassicPrograms.valid(random, extensions);
      String source = ClassicPrinter.source(program);
      Path file = Files.writeString(folder.resolve("program"), source);
      String output = run("bpfc", "-b", "-i", file.toString());
      assertThat(assemble(output).program()).as(source + output).contains(program);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip",
        "arp",
        "ip6",
        "tcp port 80",
        "udp and not port 53",
        "host 10.0.0.1 and (tcp or udp)",
        "net 192.168.0.0/16 and portrange 1024-65535",
        "ether host 00:11:22:33:44:55",
        "ether multicast",
        "vlan 7 and ip",
        "vlan and vlan and tcp",
        "mpls and ip",
        "inbound and icmp",
        "outbound or len > 1000",
        "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0",
        "ip[2:2] / ip[8] % 3 = 1",
        "tcp[13] & 7 != 0 or ether[0] * ip[1] - 3 > 0x10",
        "ip[0] << 2 | ip[1] >> 3 ^ 5 = -ip[2]",
        "ip6[6] = 58 and ip6[40] = 135",
        "icmp[icmptype] = icmp-echo and greater 100",
        "sctp or esp or ah",
        "ifindex 3"
      })
  void allFormsOfTcpdumpAssembleToTheSame(String filter) throws Exception {
    List<ClassicProgram> programs = new ArrayList<>();
    for (String form : List.of("-d", "-dd", "-ddd")) {
      String output = run("tcpdump", "-y", "EN10MB", form, filter).replaceAll("(?m)^Warning.*", "");
      ClassicAssembly assembly = assemble(output);
      assertThat(assembly.diagnostics()).as(output + assembly.report()).isEmpty();
      programs.add(assembly.program().orElseThrow());
    }
    assertThat(programs.get(1)).isEqualTo(programs.get(2));
    assertThat(programs.get(0)).isEqualTo(plain(programs.get(1)));
    String printed = ClassicPrinter.source(programs.get(0));
    assertThat(printed).doesNotContainPattern(Pattern.compile("\\.raw"));
    assertThat(assemble(printed).program()).contains(programs.get(0));
  }

  /** libpcap leaves numbers in fields that mean nothing; its listing cannot show them. */
  private static ClassicProgram plain(ClassicProgram program) {
    return ClassicProgram.of(
        program.insns().stream()
            .map(insn -> insn.op().orElseThrow().format().hasK() ? insn : withoutK(insn))
            .toList());
  }

  private static ClassicInsn withoutK(ClassicInsn insn) {
    return new ClassicInsn(insn.code(), insn.jt(), insn.jf(), 0);
  }
}
