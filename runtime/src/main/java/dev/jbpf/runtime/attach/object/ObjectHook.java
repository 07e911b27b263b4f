package dev.jbpf.runtime.attach.object;

import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;

/** A place that is not whole before the program's object is loaded: it needs its maps. */
public interface ObjectHook extends Hook {
  /**
   * {@return the place, with what it needs of the object}
   *
   * @throws IllegalArgumentException if the object does not have that
   */
  Hook in(ObjectParts object);

  @Override
  default Link attach(KernelProgram program) {
    throw new IllegalStateException(
        this + ": it needs maps of an object, whose programs its attachAll() attaches");
  }
}
