package dev.jbpf.vm;

/** How programs run. All engines give the same results, the same faults at the same slots. */
public enum Engine {
  /** Decoded words, one after the other: ready at once. */
  INTERPRETER,
  /** Compiled to JVM bytecode when it is loaded: fastest once the JVM has warmed to it. */
  JIT,
  /** Interpreted at first, compiled when that pays. */
  TIERED
}
