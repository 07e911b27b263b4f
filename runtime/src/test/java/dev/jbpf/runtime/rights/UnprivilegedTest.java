package dev.jbpf.runtime.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.testing.ChildJvm;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who lacks a right is told which one, by every entry point, and has changed nothing. */
@KernelTest
class UnprivilegedTest {
  @BeforeEach
  void capabilitiesCanBeDropped() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
  }

  /** What came of each entry point in a process with these capabilities and no others. */
  private static Map<String, String> outcomes(String... capabilities) throws Exception {
    Process child =
        NetworkNamespace.call(() -> ChildJvm.startWith(List.of(capabilities), EntryPoints.class));
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : ChildJvm.output(child).lines().toList()) {
      String[] parts = line.split("\t", 2);
      outcomes.put(parts[0], parts[1]);
    }
    assertThat(child.exitValue()).isZero();
    assertThat(outcomes).hasSizeGreaterThan(30);
    requireNothingIsLeft();
    return outcomes;
  }

  /** The kernel frees what is not used any more after a while. */
  private static void requireNothingIsLeft() throws InterruptedException {
    for (int i = 0; i < 500 && left() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(left()).isZero();
  }

  private static long left() {
    Kernel kernel = Kernel.local();
    return kernel.programs().stream().filter(p -> p.name().equals(EntryPoints.NAME)).count()
        + kernel.maps().stream().filter(m -> m.name().equals(EntryPoints.NAME)).count();
  }

  @Test
  void withoutAnyRightEveryEntryPointNamesWhatIsMissing() throws Exception {
    Map<String, String> outcomes = outcomes();
    assertThat(outcomes)
        .containsEntry("probe HASH", "NOT_PERMITTED")
        .containsEntry("probe SOCKET_FILTER", "NOT_PERMITTED");
    outcomes.keySet().removeIf(name -> name.startsWith(EntryPoints.PROBE));
    // A file: where it is mounted, its owner may read it, capabilities or none.
    assertThat(outcomes.remove("trace pipe"))
        .satisfiesAnyOf(
            o -> assertThat(o).isEqualTo("done"),
            o -> assertThat(o).contains("lacks CAP_SYS_ADMIN."));
    assertThat(outcomes).hasSizeGreaterThan(30);
    assertThat(outcomes.values())
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .contains("SyscallException")
                    .contains("EPERM, operation not permitted")
                    .contains("This process lacks CAP_")
                    .contains("sudo"));
    assertThat(outcomes)
        .hasEntrySatisfying("create", o -> assertThat(o).contains("lacks CAP_BPF."))
        .hasEntrySatisfying(
            "load KPROBE", o -> assertThat(o).contains("lacks CAP_BPF and CAP_PERFMON."))
        .hasEntrySatisfying(
            "load XDP", o -> assertThat(o).contains("lacks CAP_BPF and CAP_NET_ADMIN."))
        .hasEntrySatisfying("programs", o -> assertThat(o).contains("lacks CAP_SYS_ADMIN."))
        .hasEntrySatisfying("measure", o -> assertThat(o).contains("lacks CAP_SYS_ADMIN."));
  }

  @Test
  void whatIsMissingBesidesIsNamedAlone() throws Exception {
    Map<String, String> outcomes = outcomes("+bpf");
    assertThat(outcomes)
        .containsEntry("create", "done")
        .containsEntry("probe HASH", "YES")
        .containsEntry("probe SOCKET_FILTER", "YES")
        .containsEntry("probe KPROBE", "NOT_PERMITTED")
        .containsEntry("probe XDP", "NOT_PERMITTED")
        .containsEntry("load SOCKET_FILTER", "done")
        .hasEntrySatisfying("load KPROBE", o -> assertThat(o).contains("lacks CAP_PERFMON."))
        .hasEntrySatisfying("attach uprobe", o -> assertThat(o).contains("lacks CAP_PERFMON."))
        .hasEntrySatisfying("load XDP", o -> assertThat(o).contains("lacks CAP_NET_ADMIN."))
        .hasEntrySatisfying("attach tc", o -> assertThat(o).contains("lacks CAP_NET_ADMIN."))
        .hasEntrySatisfying("attach cgroup", o -> assertThat(o).contains("lacks CAP_NET_ADMIN."))
        .hasEntrySatisfying(
            "attach packet socket", o -> assertThat(o).contains("lacks CAP_NET_RAW."))
        .hasEntrySatisfying("open program", o -> assertThat(o).contains("lacks CAP_SYS_ADMIN."));
  }

  @Test
  void rightsToTraceAreEnoughToTrace() throws Exception {
    Map<String, String> outcomes = outcomes("+bpf", "+perfmon");
    assertThat(outcomes)
        .containsEntry("load KPROBE", "done")
        .containsEntry("attach raw tracepoint", "done")
        .containsEntry("attach writable raw tracepoint", "done")
        .containsEntry("attach software event", "done")
        .hasEntrySatisfying("load XDP", o -> assertThat(o).contains("lacks CAP_NET_ADMIN."));
    assertThat(outcomes.get("attach uprobe"))
        .satisfiesAnyOf(
            o -> assertThat(o).isEqualTo("done"),
            o -> assertThat(o).contains("lacks CAP_SYS_ADMIN."));
  }

  @Test
  void rightsToNetworksAreEnoughForNetworks() throws Exception {
    assertThat(outcomes("+bpf", "+net_admin"))
        .containsEntry("probe XDP", "YES")
        .containsEntry("probe KPROBE", "NOT_PERMITTED")
        .containsEntry("attach xdp", "done")
        .containsEntry("attach tc", "done")
        .containsEntry("attach clsact", "done")
        .containsEntry("attach netfilter", "done")
        .hasEntrySatisfying("load KPROBE", o -> assertThat(o).contains("lacks CAP_PERFMON."));
  }
}
