package dev.jbpf.cli.host;

import dev.jbpf.cli.host.CheckUp.State;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.inspect.ControlGroups;
import dev.jbpf.runtime.inspect.PinnedObjects;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.pin.BpfFileSystem;
import dev.jbpf.runtime.probe.Features;
import dev.jbpf.runtime.probe.Support;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at all that eBPF needs of a machine. */
final class Examination {
  static final String LOADING = "load programs, make maps";

  private static final Path SYSFS = Path.of("/sys/kernel");
  private static final Path TYPES = Path.of("/sys/kernel/btf/vmlinux");

  private Examination() {}

  /** {@return what was found, that on which the rest depends first} */
  static List<CheckUp> all() {
    List<CheckUp> found = new ArrayList<>();
    found.add(assembling());
    Permission permission = Bpf.permission();
    found.add(allowed(LOADING, permission));
    if (permission.isGranted()) {
      found.add(allowed("trace the kernel", Bpf.permission(Capability.CAP_PERFMON)));
      found.add(allowed("attach to the network", Bpf.permission(Capability.CAP_NET_ADMIN)));
      found.add(allowed("see what others loaded", Bpf.permission(Capability.CAP_SYS_ADMIN)));
      found.add(pins());
      found.add(tracing());
      found.add(groups());
      found.add(types());
      found.add(compiler());
      found.addAll(programs());
    }
    return found;
  }

  private static CheckUp assembling() {
    return CheckUp.good(
        "assemble, run on the JVM",
        "Java "
            + System.getProperty("java.version")
            + " on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version"));
  }

  private static CheckUp allowed(String what, Permission permission) {
    return permission.isGranted()
        ? CheckUp.good(what, "permitted")
        : new CheckUp(what, State.MISSING, permission.missing(), permission.remedy());
  }

  private static CheckUp pins() {
    String what = "pin (bpffs)";
    return PinnedObjects.places().isEmpty()
        ? new CheckUp(
            what,
            State.LIMITED,
            "not mounted; pinning mounts it",
            "mount -t bpf bpf " + BpfFileSystem.USUAL)
        : CheckUp.good(what, PinnedObjects.places().get(0).toString());
  }

  @SuppressWarnings("try") // opened only to see whether it can be
  private static CheckUp tracing() {
    String what = "tracepoints (tracefs)";
    try (Tracefs files = Tracefs.open(Kernel.local())) {
      return CheckUp.good(what, "can be read");
    } catch (SyscallException e) {
      return new CheckUp(
          what, State.MISSING, e.getMessage(), "mount -t tracefs tracefs /sys/kernel/tracing");
    }
  }

  private static CheckUp groups() {
    String what = "control groups (cgroup2)";
    return ControlGroups.root()
        .map(folder -> CheckUp.good(what, folder.toString()))
        .orElseGet(
            () ->
                new CheckUp(
                    what, State.MISSING, "not mounted", "mount -t cgroup2 none /sys/fs/cgroup"));
  }

  private static CheckUp types() {
    String what = "the kernel's types (BTF)";
    if (Files.isReadable(TYPES)) {
      return CheckUp.good(what, TYPES.toString());
    }
    return Files.exists(SYSFS)
        ? new CheckUp(
            what,
            State.MISSING,
            "none: CO-RE needs a file of types",
            "jbpf load --btf FILE, or a kernel with CONFIG_DEBUG_INFO_BTF")
        : new CheckUp(what, State.MISSING, "/sys is not mounted", "mount -t sysfs sysfs /sys");
  }

  private static CheckUp compiler() {
    String what = "machine code (JIT)";
    return FeatureGroups.setting("net/core/bpf_jit_enable").orElse(1L) == 0
        ? new CheckUp(
            what,
            State.LIMITED,
            "off: programs are interpreted",
            "sysctl net.core.bpf_jit_enable=1")
        : CheckUp.good(what, "on");
  }

  /** What kernels are often built without. */
  private static List<CheckUp> programs() {
    Features features = Features.of(Kernel.local());
    return List.of(
        kprobes(),
        fentry(),
        built("LSM", features.has(ProgramType.LSM), "CONFIG_BPF_LSM, started with lsm=...,bpf"),
        built("ring buffers", features.has(MapType.RINGBUF), "Linux 5.8"),
        built("arenas", features.has(MapType.ARENA), "Linux 6.9"));
  }

  private static CheckUp kprobes() {
    Path events = Path.of("/sys/bus/event_source/devices/kprobe");
    return built(
        "kprobes", Files.exists(events) ? Support.YES : Support.NO, "CONFIG_KPROBE_EVENTS");
  }

  /** Not by its type, which iterators have too. */
  private static CheckUp fentry() {
    String text = ".section fentry/vfs_read\np: r0 = 0\nexit\n";
    AssemblerOptions options =
        AssemblerOptions.DEFAULT
            .order(ByteOrder.nativeOrder())
            .output(AssemblerOptions.Output.OBJECT);
    byte[] object =
        Assembler.assemble(text.getBytes(StandardCharsets.US_ASCII), "fentry", options)
            .object()
            .orElseThrow()
            .toBytes();
    boolean loads;
    try (BpfObject loaded = BpfObject.open("fentry", object).license("GPL").load()) {
      loads = !loaded.programs().isEmpty();
    } catch (SyscallException | BpfObjectException | UncheckedIOException e) {
      loads = false;
    }
    return built(
        "fentry, fexit",
        loads ? Support.YES : Support.NO,
        "CONFIG_DEBUG_INFO_BTF and CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS");
  }

  private static CheckUp built(String what, Support support, String needed) {
    return support == Support.YES
        ? CheckUp.good(what, "the kernel has them")
        : new CheckUp(
            what,
            State.MISSING,
            support == Support.NO ? "this kernel has none" : "not permitted",
            support == Support.NO ? "a kernel with " + needed : "");
  }
}
