package dev.jbpf.methods.memory;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.plain.JavaMachine;
import dev.jbpf.vm.JavaRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls of helpers in plain Java: those of the virtual machine. */
public final class JavaCalls {
  private final JavaRun run;
  private final List<Long> lent = new ArrayList<>();

  /** What a helper calls back, in plain Java. */
  @FunctionalInterface
  public interface Function {
    /** {@return r0} What it is given is memory, null for 0. */
    long call(@Nullable Area r1, @Nullable Area r2, @Nullable Area r3);
  }

  private JavaCalls(JavaRun run) {
    this.run = run;
  }

  /**
   * {@return what the helper returns}
   *
   * @param arguments numbers, {@link Area}s, {@link MapStore}s, {@link Function}s, and null where
   *     the helper takes it
   * @throws dev.jbpf.vm.fault.VmFault if it cannot take them, or the virtual machine has no such
   *     helper
   */
  public static long number(Helper helper, @Nullable Object... arguments) {
    return new JavaCalls(run(arguments)).call(helper, arguments);
  }

  /** {@return the memory whose address the helper returns, null where that is 0} */
  public static @Nullable Area area(Helper helper, @Nullable Object... arguments) {
    JavaRun run = run(arguments);
    return Area.at(run, new JavaCalls(run).call(helper, arguments));
  }

  /** {@return the memory whose address the helper returns, which is never null} */
  public static Area memory(Helper helper, @Nullable Object... arguments) {
    return Objects.requireNonNull(area(helper, arguments));
  }

  /** The run that an argument is memory of, or that of the thread. */
  private static JavaRun run(@Nullable Object[] arguments) {
    for (Object argument : arguments) {
      Optional<JavaRun> known = argument instanceof Area area ? area.run() : Optional.empty();
      if (known.isPresent()) {
        return known.get();
      }
    }
    return JavaMachine.current().run();
  }

  private long call(Helper helper, @Nullable Object[] arguments) {
    try {
      long[] numbers = new long[arguments.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = number(arguments[i]);
      }
      return run.call(helper, numbers);
    } finally {
      lent.forEach(run::takeBack);
    }
  }

  private long number(@Nullable Object argument) {
    if (argument instanceof Area area) {
      return area.array().map(array -> lend(array) + area.address()).orElseGet(area::address);
    }
    if (argument instanceof MapStore map) {
      return run.handle(map.map());
    }
    if (argument instanceof Function function) {
      return run.handle(
          (r1, r2, r3, r4) -> function.call(Area.at(run, r1), Area.at(run, r2), Area.at(run, r3)));
    }
    return argument == null ? 0 : ((Number) argument).longValue();
  }

  private long lend(byte[] array) {
    long address = run.lend(array);
    lent.add(address);
    return address;
  }
}
