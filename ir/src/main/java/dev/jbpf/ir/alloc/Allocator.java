package dev.jbpf.ir.alloc;

import dev.jbpf.ir.select.MachineFunction;

/** Gives the registers of a function their places. */
public final class Allocator {
  private Allocator() {}

  /** {@return {@code function} with places} */
  public static PlacedFunction allocate(MachineFunction function) {
    Positions positions = new Positions(function);
    Liveness liveness = Liveness.of(function);
    Intervals intervals = Intervals.of(function, liveness, positions);
    int slots = LinearScan.run(function, intervals);
    return new Resolver(function, liveness, intervals, positions, slots).run();
  }
}
