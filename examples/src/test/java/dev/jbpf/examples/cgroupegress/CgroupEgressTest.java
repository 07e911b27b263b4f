package dev.jbpf.examples.cgroupegress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.GroupTree;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.SocketBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CgroupEgressTest {
  /** A header of IPv4 with 20 bytes, one of UDP with 8, and "hello" with a line feed. */
  private static final int BYTES = 20 + 8 + 6;

  private final GroupTree tree = GroupTree.mounted();

  CgroupEgressTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    tree.close();
  }

  private void assertNoGroupIsLeft() {
    assertThat(tree.root().resolve("jbpf-example-" + ProcessHandle.current().pid())).doesNotExist();
  }

  private static String own() throws IOException {
    return Files.readString(Path.of("/proc/self/cgroup"));
  }

  @Test
  @KernelTest
  void countsItsOwnDatagrams() throws Exception {
    String home = own();
    assertThat(ExampleRun.ok("cgroup_egress", "--seconds", "2").out())
        .containsExactly("3 packets 384 bytes", "6 packets 768 bytes");
    assertThat(own()).isEqualTo(home);
    assertNoGroupIsLeft();
  }

  @Test
  @KernelTest
  void countsWhatACommandSends() throws Exception {
    String send = "for i in 1 2 3 4; do echo hello > /dev/udp/127.0.0.1/9; done";
    ExampleRun run = ExampleRun.ok("cgroup_egress", "--seconds=20", "--", "bash", "-c", send);
    assertThat(run.out()).endsWith("4 packets " + 4 * BYTES + " bytes");
    assertNoGroupIsLeft();
  }

  @Test
  @KernelTest
  void aCommandDoesNotOutliveTheExample() throws Exception {
    long start = System.nanoTime();
    ExampleRun.ok("cgroup_egress", "--seconds=1", "--", "sleep", "60");
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    assertNoGroupIsLeft();
  }

  @Test
  @KernelTest
  void watchesAGroupThatIsThere() throws Exception {
    ControlGroup.call(
        group ->
            assertThat(
                    ExampleRun.ok("cgroup_egress", "--seconds=1", "--group", group.toString())
                        .out())
                .containsExactly("0 packets 0 bytes"));
  }

  @Test
  void onRecordedPacketsItCounts() {
    ExampleRun run =
        ExampleRun.refused(new Permission("Not permitted.", "Be root."), "cgroup_egress");
    assertThat(run.out().get(1)).isEqualTo("13 packets 626 bytes");
  }

  @Test
  void asMethod() {
    SameAsMethod same = new SameAsMethod(EgressMethod.class, EgressProgram.SENT);
    SocketBuffer packet = SocketBuffer.of(ProgramType.CGROUP_SKB, new byte[60]);
    ProgramDef registers = InRegisters.count();
    for (Program form : List.of(EgressProgram.count(), registers.program())) {
      same.check(new SameAsMethod.Run("cgroup_egress", form, packet));
    }
    same.isTaken(registers);
  }
}
