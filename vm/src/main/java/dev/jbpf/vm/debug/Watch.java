package dev.jbpf.vm.debug;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.fault.VmFault;
import java.util.Optional;

/**
 * A register or memory where a run stops when its value changes.
 *
 * @param number by which it is called
 * @param register that is watched; empty where it is memory
 * @param address of the memory
 * @param size of the memory, in bytes: 1, 2, 4 or 8
 */
public record Watch(int number, Optional<Reg> register, long address, int size) {
  /** {@return the present value; nothing where the memory is not there} */
  Optional<Long> value(Stepper run) {
    if (register.isPresent()) {
      return register.map(run::register);
    }
    try {
      return Optional.of(run.memory().load(address, size));
    } catch (VmFault notThere) {
      return Optional.empty();
    }
  }
}
