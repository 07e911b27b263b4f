package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.kernel.PerfSoftware;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.multi.MultiHooks;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.testing.KernelTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** One program at two places is told by each which it is. */
@KernelTest
class CookiesTest {
  private static final int CALLS = 20;

  private static Path library() {
    return Path.of("/lib/x86_64-linux-gnu/libc.so.6");
  }

  private static long runs(BpfObject object, long cookie) {
    return object.map("runs", Codec.U64, Codec.U64).lookup(cookie).orElse(0L);
  }

  private static BpfObject load(String program) {
    OpenObject open = BpfObject.open(CompiledObjects.clang("cookies"));
    open.programs().forEach(each -> each.autoload(each.name().equals(program)));
    return open.load();
  }

  /** Where this kernel has no such place the rest is left out. */
  private static void bothAreTold(String program, Hook first, Hook second) {
    try (BpfObject object = load(program);
        Link one = object.attach(program, first.withCookie(11));
        Link two = object.attach(program, second.withCookie(Long.MIN_VALUE + 22))) {
      assertThat(List.of(one, two)).doesNotContainNull();
      Trigger.closeMagic(CALLS);
      assertThat(runs(object, 11)).isGreaterThanOrEqualTo(CALLS);
      assertThat(runs(object, Long.MIN_VALUE + 22)).isGreaterThanOrEqualTo(CALLS);
      assertThat(runs(object, 0)).isZero();
    } catch (SyscallException e) {
      Assumptions.abort(program + ": " + e.getMessage());
    }
  }

  private static void bothAreTold(String program, Hook place) {
    bothAreTold(program, place, place);
  }

  @Test
  void tracepoints() {
    bothAreTold(
        "traced",
        Hooks.tracepoint("syscalls", "sys_enter_close"),
        Hooks.tracepoint("syscalls", "sys_exit_close"));
  }

  @Test
  void rawTracepoints() {
    Since.linux(6, 10);
    bothAreTold("raw", Hooks.rawTracepoint("sys_enter"), Hooks.rawTracepoint("sys_exit"));
  }

  @Test
  void typedTracepoints() {
    Since.linux(6, 10);
    bothAreTold("typed", Hooks.btfTracepoint("sys_enter"));
  }

  @Test
  void functionsOfTheKernel() {
    bothAreTold("kernel", Hooks.kprobe("__x64_sys_close"));
  }

  /** A function takes each program once. */
  @Test
  void trampolines() {
    Hook place = Hooks.fentry("__x64_sys_close");
    try (BpfObject first = load("entry");
        BpfObject second = load("entry");
        Link one = first.attach("entry", place.withCookie(11));
        Link two = second.attach("entry", place.withCookie(22))) {
      assertThat(List.of(one, two)).doesNotContainNull();
      Trigger.closeMagic(CALLS);
      assertThat(runs(first, 11)).isGreaterThanOrEqualTo(CALLS);
      assertThat(runs(second, 22)).isGreaterThanOrEqualTo(CALLS);
      assertThat(runs(first, 0) + runs(second, 0)).isZero();
    } catch (SyscallException e) {
      Assumptions.abort(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void userFunctions() {
    bothAreTold("user", Hooks.uprobe(library(), "syscall"), Hooks.uretprobe(library(), "syscall"));
  }

  @Test
  void manyUserFunctions() {
    Since.linux(6, 6);
    try (BpfObject object = load("users");
        Link link =
            object.attach(
                "users",
                MultiHooks.uprobes(library(), List.of("syscall", "abort"))
                    .withCookies(List.of(5L, 6L)))) {
      assertThat(link.isAttached()).isTrue();
      Trigger.closeMagic(CALLS);
      assertThat(runs(object, 5)).isGreaterThanOrEqualTo(CALLS);
      assertThat(runs(object, 6)).isZero();
    }
  }

  @Test
  void manyFunctionsOfTheKernel() {
    try (BpfObject object = load("kernels");
        Link link =
            object.attach(
                "kernels",
                MultiHooks.kprobes(List.of("__x64_sys_close", "__x64_sys_reboot"))
                    .withCookies(List.of(5L, 6L)))) {
      assertThat(link.isAttached()).isTrue();
      Trigger.closeMagic(CALLS);
      assertThat(runs(object, 5)).isGreaterThanOrEqualTo(CALLS);
      assertThat(runs(object, 6)).isZero();
    } catch (SyscallException e) {
      Assumptions.abort(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void samples() throws InterruptedException {
    try (BpfObject object = load("sample");
        Link link =
            object.attach("sample", Hooks.sampling(PerfSoftware.CPU_CLOCK, 200).withCookie(9))) {
      assertThat(link.isAttached()).isTrue();
      for (int i = 0; i < 200 && runs(object, 9) == 0; i++) {
        Thread.sleep(10);
      }
      assertThat(runs(object, 9)).isPositive();
    }
  }

  @Test
  void oneForEachPlaceOrNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultiHooks.kprobes(List.of("a", "b")).withCookies(List.of(1L)))
        .withMessage("a, b: 1 cookies for 2 places, must be one each");
    assertThatThrownBy(() -> Hooks.xdp("lo").withCookie(1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("tells programs no cookie");
  }

  @Test
  void aHandlerSaysWhatItsAuthorsSectionsAre() {
    SectionHandler open =
        SectionHandler.open("slow", ProgramType.KPROBE)
            .attachedTo(section -> Hooks.uprobe(library(), section.target()));
    SectionHandler exact =
        SectionHandler.exact("once", ProgramType.TRACEPOINT)
            .preparedBy(
                program -> program.attachTo(Hooks.tracepoint("syscalls", "sys_enter_close")));
    Path file = CompiledObjects.clang("handlers");
    try (SectionHandlers.Registration first = SectionHandlers.register(open);
        SectionHandlers.Registration second = SectionHandlers.register(exact);
        BpfObject object = BpfObject.load(file);
        ObjectLinks links = object.attachAll()) {
      assertThat(List.of(first, second)).doesNotContainNull();
      Trigger.closeMagic(CALLS);
      assertThat(links.attached()).hasSize(2);
      assertThat(List.of("slow", "single")).allMatch(name -> Runs.of(object, name) >= CALLS);
    }
    assertThat(BpfObject.open(file).program("slow").kind()).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> BpfObject.load(file)).hasMessageContaining("no type of program");
  }
}
