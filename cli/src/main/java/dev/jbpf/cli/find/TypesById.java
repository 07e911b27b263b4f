package dev.jbpf.cli.find;

import dev.jbpf.btf.Btf;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.info.TypesInfo;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.Inspector;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Types (BTF) by their numbers in the kernel, read when first asked for. */
public final class TypesById {
  private final Inspector inspector;
  private final Map<Long, Optional<Btf>> known = new HashMap<>();

  /** Those of the kernel that {@code inspector} looks at. */
  public TypesById(Inspector inspector) {
    this.inspector = inspector;
  }

  /** {@return the types of that number; empty if it is 0, or they are gone} */
  public Optional<Btf> find(long id) {
    return known.computeIfAbsent(id, this::read);
  }

  private Optional<Btf> read(long id) {
    if (id == 0) {
      return Optional.empty();
    }
    try (Inspected types = inspector.open(ObjectKind.TYPES, id)) {
      return Optional.of(parse(types));
    } catch (BpfSyscallException e) {
      return Optional.empty();
    }
  }

  /** {@return the types of that object; a module's on top of the kernel's} */
  public static Btf parse(Inspected types) {
    TypesInfo info = types.typesInfo();
    if (!info.isKernel()) {
      return Btf.parse(types.typeBytes());
    }
    return info.name().equals("vmlinux")
        ? KernelTypes.all()
        : Btf.parse(types.typeBytes(), KernelTypes.all());
  }
}
