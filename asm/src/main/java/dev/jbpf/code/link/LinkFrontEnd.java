package dev.jbpf.code.link;

import dev.jbpf.isa.TargetMachine;
import java.util.List;

/** A program in the making, as the passes see it. */
public interface LinkFrontEnd extends LinkErrors {
  /** {@return the sections with instructions} */
  List<? extends LinkUnit> units();

  /** {@return what the program is to run on} */
  TargetMachine target();

  /** Takes note that no place moves any more, before numbers that depend on places are needed. */
  default void placesAreFinal() {}
}
