package dev.jbpf.vm.exec;

import dev.jbpf.vm.helper.HelperCall;
import java.util.Optional;

/** Finds the programs that programs continue with. */
@FunctionalInterface
public interface TailCalls {
  /** {@return the program at {@code index} of the program array that {@code map} stands for} */
  Optional<Executable> find(HelperCall call, long map, long index);
}
