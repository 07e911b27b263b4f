package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.helper.pointer.KeptObjects;
import dev.jbpf.vm.map.MapTable;
import dev.jbpf.vm.memory.AddressSpace;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The kernel's functions, by name. */
public final class StandardKfuncs {
  private StandardKfuncs() {}

  /**
   * Enters all of them into {@code table}.
   *
   * @param sizes how many bytes a type of the program has, by its number; negative if it is not
   *     known
   */
  public static void register(
      KfuncNumbers table,
      MapTable maps,
      Environment environment,
      AddressSpace space,
      KeptObjects kept,
      IntUnaryOperator sizes) {
    MapArgument map = new MapArgument(maps);
    Allocations allocations = new Allocations(space, kept);
    List<KfuncFamily> families =
        List.of(
            new DynptrKfuncs(),
            new ObjectKfuncs(allocations, sizes),
            new ListKfuncs(allocations),
            new TreeKfuncs(allocations),
            new IteratorKfuncs(),
            new SectionKfuncs(),
            new TaskKfuncs(environment),
            new WorkKfuncs(map, environment),
            new ArenaKfuncs(map),
            new TextKfuncs(environment));
    families.forEach(family -> family.register(table::put));
  }
}
