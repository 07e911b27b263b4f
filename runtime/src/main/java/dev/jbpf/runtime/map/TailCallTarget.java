package dev.jbpf.runtime.map;

import dev.jbpf.runtime.sys.Descriptor;

/** A program in the kernel, which an array of programs can hold. */
public interface TailCallTarget {
  /** {@return the program's descriptor, for other parts of this library} */
  @SuppressWarnings("exports")
  Descriptor descriptor();
}
