package dev.jbpf.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.info.MapInfo;
import dev.jbpf.runtime.info.ProgramInfo;
import dev.jbpf.runtime.info.TypesInfo;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Bpffs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the kernel is found, by number and by pin, whoever put it there. */
@KernelTest
class KernelObjectsTest {
  private final Kernel kernel = Kernel.local();

  private record Pair(int left, int right) {}

  private static ProgramSpec seven() {
    return ProgramSpec.of("seven", ProgramType.SOCKET_FILTER, Counter.assemble("r0 = 7\nexit\n"));
  }

  @Test
  void programsAreOpenedByNumber() {
    try (var loaded = kernel.load(seven());
        var opened = kernel.openProgram(loaded.info().id())) {
      assertThat(opened.type()).isEqualTo(ProgramType.SOCKET_FILTER);
      assertThat(opened.info().tag()).isEqualTo(loaded.info().tag());
      assertThat(opened.testRun(TestRun.onPacket(new byte[14])).returnValue()).isEqualTo(7);
      assertThat(opened.dump().lines()).containsExactly("r0 = 7", "exit");
      assertThatIllegalStateException().isThrownBy(opened::spec);
      try (var link = opened.attach(Hooks.packetSocket("lo"))) {
        assertThat(link).isNotNull();
      }
    }
  }

  @Test
  void programsAreOpenedByPin(@TempDir Path folder) throws Exception {
    try (Bpffs bpffs = Bpffs.mount(folder)) {
      Path file = bpffs.path("program");
      try (var loaded = kernel.load(seven())) {
        loaded.pin(file);
      }
      try (var opened = kernel.openProgram(file)) {
        assertThat(opened.testRun(TestRun.onPacket(new byte[14])).returnValue()).isEqualTo(7);
      }
    }
  }

  @Test
  void whatIsGoneIsNotThere() {
    long program;
    try (var loaded = kernel.load(seven())) {
      program = loaded.info().id();
    }
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> kernel.openProgram(1L << 31))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
        .withMessageContaining("cannot open program number 2147483648");
    assertThat(kernel.programs()).noneMatch(info -> info.id() == program && info.runCount() > 0);
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> kernel.openLink(1L << 31))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }

  @Test
  void runsAreCountedWhileSomebodyMeasures() throws InterruptedException {
    try (Counter counter = Counter.attach(Hooks.rawTracepoint("sys_enter"), 0)) {
      ProgramInfo before = counter.program().info();
      counter.await(before.runCount() + 100);
      assertThat(counter.program().info().runCount()).isEqualTo(before.runCount());
      try (var measuring = kernel.measureRunTime()) {
        assertThat(measuring).isNotNull();
        counter.await(counter.count() + 100);
      }
      ProgramInfo after = counter.program().info();
      assertThat(after.runCount()).isGreaterThanOrEqualTo(before.runCount() + 100);
      assertThat(after.runTime()).isPositive();
      assertThat(after.loaded()).isPositive();
      assertThat(after.user()).isZero();
    }
  }

  @Test
  void mapsAndTypesAreListed() {
    var def = MapDef.hash("pairs", Codec.record(Pair.class), Codec.record(Pair.class), 4);
    try (var map = kernel.create(def);
        var again = kernel.openMap(map.info().id(), def)) {
      again.update(new Pair(1, 2), new Pair(3, 4));
      assertThat(map.lookup(new Pair(1, 2))).contains(new Pair(3, 4));
      assertThat(kernel.maps()).extracting(MapInfo::id).contains(map.info().id());
    }
    assertThat(kernel.types())
        .filteredOn(TypesInfo::isKernel)
        .extracting(TypesInfo::name)
        .contains("vmlinux");
  }
}
