package dev.jbpf.runtime.object.ops;

import dev.jbpf.btf.BtfKind;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ops.KernelOps;
import dev.jbpf.elf.ops.StructOps;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.types.LoadedTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The tables of an object, made fit for the kernel, and what that says of their functions. */
public final class OpsTables {
  private final Map<StructOps, KernelOps> fitted = new LinkedHashMap<>();
  private final Map<String, Place> places = new HashMap<>();

  /**
   * What the kernel wants to know of a function when it is loaded.
   *
   * @param target the structure
   * @param member the number of its member, in the field that tells others' type of attachment
   */
  public record Place(BtfTarget target, AttachType member) {}

  private OpsTables() {}

  /**
   * {@return those of {@code all} that {@code isMade} chooses}
   *
   * @throws BpfObjectException if the kernel has no such structure, or another
   */
  public static OpsTables of(List<StructOps> all, Predicate<StructOps> isMade) {
    OpsTables tables = new OpsTables();
    for (StructOps each : all) {
      if (isMade.test(each)) {
        tables.add(each);
      }
    }
    return tables;
  }

  private void add(StructOps ops) {
    KernelOps kernel = KernelOps.of(ops, KernelTypes.all());
    fitted.put(ops, kernel);
    BtfTarget target = new BtfTarget(BtfKind.STRUCT, kernel.structure());
    for (KernelOps.Slot slot : kernel.slots()) {
      AttachType member =
          AttachType.of(slot.member())
              .orElseThrow(
                  () ->
                      new BpfObjectException(
                          "'" + ops.name() + "': member " + slot.member() + " is not supported"));
      places.put(slot.function(), new Place(target, member));
    }
  }

  /** {@return what the kernel wants to know of that function, if it is in a table} */
  public Optional<Place> place(String function) {
    return Optional.ofNullable(places.get(function));
  }

  /**
   * {@return the tables in the kernel, without functions yet}
   *
   * @param types the object's, in the kernel
   * @throws BpfObjectException if it has none
   * @throws dev.jbpf.runtime.error.BpfSyscallException if the kernel refuses one; then none is left
   */
  public List<OpsTable> create(Kernel kernel, Optional<LoadedTypes> types) {
    List<OpsTable> tables = new ArrayList<>();
    for (Map.Entry<StructOps, KernelOps> each : fitted.entrySet()) {
      LoadedTypes described = types.orElseThrow(() -> noTypes(each.getKey()));
      tables.add(OpsTable.create(kernel, each.getKey(), each.getValue(), described));
    }
    return tables;
  }

  private static BpfObjectException noTypes(StructOps ops) {
    return new BpfObjectException(
        "'" + ops.name() + "' needs the object's types, which the kernel did not take");
  }
}
