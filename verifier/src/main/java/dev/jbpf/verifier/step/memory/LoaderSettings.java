package dev.jbpf.verifier.step.memory;

import dev.jbpf.elf.extern.VirtualSetting;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.subject.MapShape.Field;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import java.util.Optional;

/** Settings of the kernel that a loader fills in: what the version tells, and what nobody knows. */
final class LoaderSettings {
  private final Machine machine;

  LoaderSettings(Machine machine) {
    this.machine = machine;
  }

  /** {@return what a load gives of the setting at its place; empty if there is none} */
  Optional<Num> load(Regions.Access access) {
    Pointer pointer = access.pointer();
    if (pointer.map().fields().isEmpty()) {
      return Optional.empty();
    }
    long at = access.from() + pointer.var().smin();
    return pointer.map().fields().stream()
        .filter(field -> field.kind() == FieldKind.SETTING)
        .filter(field -> !pointer.isFixed() || field.offset() == at)
        .findFirst()
        .map(field -> value(field, (int) access.size()));
  }

  private Num value(Field setting, int size) {
    Optional<VirtualSetting> virtual = VirtualSetting.of(setting.type());
    if (virtual.isPresent()) {
      return Num.constant(value(virtual.get()));
    }
    machine.guess(setting.type() + " of the kernel's configuration is not known");
    return Machine.anyOf(size);
  }

  private int value(VirtualSetting setting) {
    KernelVersion version = machine.model.version();
    return switch (setting) {
      case LINUX_KERNEL_VERSION -> version.major() << 16 | version.minor() << 8;
      case LINUX_HAS_BPF_COOKIE -> machine.since(5, 15) ? 1 : 0;
      case LINUX_HAS_SYSCALL_WRAPPER -> machine.since(4, 17) ? 1 : 0;
    };
  }
}
