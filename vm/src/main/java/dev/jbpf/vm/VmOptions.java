package dev.jbpf.vm;

import dev.jbpf.vm.helper.HelperFunction;
import java.util.HashMap;
import java.util.Map;

/**
 * What a {@link Vm} is like.
 *
 * @param engine how programs run
 * @param budget how many instructions a run may execute before it is stopped, counted where control
 *     goes back: at backward jumps and at returns from subprograms
 * @param cpus how many CPUs per-CPU maps are for, at least 1
 * @param seed where {@code get_prandom_u32} starts
 * @param helpers by number; these come before the standard ones
 * @param kfuncs by BTF number
 * @param memory how many bytes the maps of a world, with what programs store in them, may take;
 *     beyond that no map is made, and updates fail with ENOMEM, samples with ENOSPC
 * @param coverage whether runs are counted, for {@link Vm#coverage}
 * @param strict whether runs fault where the kernel's verifier refuses the way of a pointer
 */
public record VmOptions(
    Engine engine,
    long budget,
    int cpus,
    long seed,
    Map<Integer, HelperFunction> helpers,
    Map<Integer, HelperFunction> kfuncs,
    long memory,
    boolean coverage,
    boolean strict) {
  /** Tiered, about 4 billion instructions, 1 CPU, a quarter of the JVM's memory. */
  public static final VmOptions DEFAULT =
      new VmOptions(
          Engine.TIERED,
          1L << 32,
          1,
          1,
          Map.of(),
          Map.of(),
          Runtime.getRuntime().maxMemory() / 4,
          false,
          false);

  /**
   * Options as given.
   *
   * @throws IllegalArgumentException if there is no CPU, or the budget or the memory is negative
   */
  public VmOptions {
    require("cpus", cpus, 1);
    require("budget", budget, 0);
    require("memory", memory, 0);
    helpers = Map.copyOf(helpers);
    kfuncs = Map.copyOf(kfuncs);
  }

  private static void require(String what, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(what + ": " + value + ", must be at least " + least);
    }
  }

  /** {@return the same with that engine} */
  public VmOptions withEngine(Engine other) {
    return new VmOptions(other, budget, cpus, seed, helpers, kfuncs, memory, coverage, strict);
  }

  /** {@return the same with that budget} */
  public VmOptions withBudget(long instructions) {
    return new VmOptions(
        engine, instructions, cpus, seed, helpers, kfuncs, memory, coverage, strict);
  }

  /** {@return the same with that many CPUs} */
  public VmOptions withCpus(int count) {
    return new VmOptions(engine, budget, count, seed, helpers, kfuncs, memory, coverage, strict);
  }

  /** {@return the same with random numbers from {@code start}} */
  public VmOptions withSeed(long start) {
    return new VmOptions(engine, budget, cpus, start, helpers, kfuncs, memory, coverage, strict);
  }

  /** {@return the same with the helper of number {@code id}} */
  public VmOptions withHelper(int id, HelperFunction helper) {
    return new VmOptions(
        engine, budget, cpus, seed, plus(helpers, id, helper), kfuncs, memory, coverage, strict);
  }

  /** {@return the same with the kernel function of BTF number {@code id}} */
  public VmOptions withKfunc(int id, HelperFunction kfunc) {
    return new VmOptions(
        engine, budget, cpus, seed, helpers, plus(kfuncs, id, kfunc), memory, coverage, strict);
  }

  /** {@return the same with that many bytes for maps} */
  public VmOptions withMemory(long bytes) {
    return new VmOptions(engine, budget, cpus, seed, helpers, kfuncs, bytes, coverage, strict);
  }

  /** {@return the same that counts what runs do, or does not} Costs nothing where it does not. */
  public VmOptions withCoverage(boolean isCounted) {
    return new VmOptions(engine, budget, cpus, seed, helpers, kfuncs, memory, isCounted, strict);
  }

  /**
   * {@return the same that follows where pointers come from, or does not} Runs fault that use what
   * was never written, that make a pointer of a number, that go out of what it points to, that go
   * to a packet that has moved or to what was given back, and that let a pointer out. They are
   * interpreted, whatever the engine is, and take many times as long.
   */
  public VmOptions withStrict(boolean isStrict) {
    return new VmOptions(engine, budget, cpus, seed, helpers, kfuncs, memory, coverage, isStrict);
  }

  private static Map<Integer, HelperFunction> plus(
      Map<Integer, HelperFunction> map, int id, HelperFunction helper) {
    Map<Integer, HelperFunction> copy = new HashMap<>(map);
    copy.put(id, helper);
    return copy;
  }
}
