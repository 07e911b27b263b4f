package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.step.machine.Machine;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** How many arguments calls take by what is declared. */
record Declared(Machine machine) implements LiveRegisters.Parameters {
  @Override
  public int ofHelper(int number) {
    return machine.parameters(number);
  }

  @Override
  public OptionalInt ofFunction(int slot) {
    return Stream.of(slot)
        .flatMap(at -> machine.global(at).stream())
        .mapToInt(type -> type.parameters().size())
        .findFirst();
  }
}
