package dev.jbpf.runtime.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.runtime.testing.ChildJvm;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about a refusal is what is known of it. */
@KernelTest
class RefusalsTest {
  private static Map<String, String> told(Process child) throws Exception {
    Map<String, String> told = new TreeMap<>();
    for (String line : ChildJvm.output(child).lines().toList()) {
      String[] parts = line.split("\t", 2);
      told.put(parts[0], parts[1]);
    }
    assertThat(child.exitValue()).isZero();
    return told;
  }

  @Test
  @DisplayName("R5: capabilities of a user namespace are none of the machine's")
  void inAUserNamespace() throws Exception {
    assumeTrue(
        new ProcessBuilder("unshare", "-Ur", "true").start().waitFor() == 0,
        "user namespaces are not permitted");
    Map<String, String> told = told(ChildJvm.startBy(List.of("unshare", "-Ur"), Asking.class));
    assertThat(told.get("permission"))
        .startsWith("bpf(2) is not permitted: this process has CAP_BPF and CAP_NET_RAW only in its")
        .contains("user namespace", "Run it outside of the namespace");
    assertThat(told.get("xdp"))
        .contains("EPERM", "This process has CAP_BPF and CAP_NET_ADMIN only in its user namespace");
  }

  @Test
  @DisplayName("R6: all that is missing is named at once, for maps, program and place")
  void allThatIsMissing() throws Exception {
    Map<String, String> told = told(ChildJvm.startWith(List.of(), Asking.class));
    assertThat(told.get("permission"))
        .startsWith("bpf(2) is not permitted: this process lacks CAP_BPF and CAP_NET_RAW.")
        .contains("--cap-add BPF --cap-add NET_RAW");
    assertThat(told.get("xdp"))
        .contains("cannot create map counts", "This process lacks CAP_BPF and CAP_NET_ADMIN.");
    assertThat(told.get("pending")).contains("This process lacks CAP_BPF and CAP_NET_RAW.");
    assertThat(told.get("sockets")).contains("This process lacks CAP_BPF and CAP_NET_ADMIN.");
  }

  @Test
  @DisplayName("R7: where bpf(2) is permitted, it is the packet socket that is not")
  void whatIsPermittedIsNotBlamed() throws Exception {
    Map<String, String> told = told(ChildJvm.startWith(List.of("+bpf"), Asking.class));
    assertThat(told.get("permission"))
        .startsWith(
            "bpf(2) is permitted, but not all that this needs: this process lacks CAP_NET_RAW, for"
                + " packet sockets.");
    assertThat(told.get("pending"))
        .contains("cannot open a packet socket: EPERM")
        .contains("This process lacks CAP_NET_RAW.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 13, 22, 38})
  @DisplayName("R9: a seccomp filter's answer is told from the kernel's")
  void aFilterAnswers(int errno) throws Exception {
    Map<String, String> told =
        told(ChildJvm.startBy(List.of("env"), Asking.class, String.valueOf(errno)));
    assertThat(told.get("permission"))
        .startsWith(
            "bpf(2) is not permitted: a seccomp filter of this process gives that answer, not the"
                + " kernel.")
        .doesNotContain("CONFIG_BPF_SYSCALL", "memory");
    assertThat(told.get("xdp")).contains("A seccomp filter of this process gives that answer");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 13})
  @DisplayName("R9: a filter of one command is no frozen map")
  void aFilterOfOneCommand(int errno) throws Exception {
    Map<String, String> told =
        told(
            ChildJvm.startBy(
                List.of("env"), Asking.class, String.valueOf(errno), "MAP_UPDATE_ELEM"));
    assertThat(told.get("update"))
        .contains("A seccomp filter of this process gives that answer, not the kernel")
        .doesNotContain("frozen", "read-only");
    assertThat(told.get("xdp")).isEqualTo("done");
  }
}
