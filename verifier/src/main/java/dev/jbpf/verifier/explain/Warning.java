package dev.jbpf.verifier.explain;

import java.util.Locale;

/** Mistakes that kernels accept. */
public enum Warning {
  HALF_WRITTEN(
      "memory that a helper reads is fully initialized: kernels since 6.3 accept uninitialized stack",
      "initialize all of its bytes first"),
  RESULT_UNKNOWN(
      "a program returns a value that its type defines: kernels accept others, as errors or defaults",
      "return one of the constants of the program type"),
  RESULT_UNWRITTEN(
      "a function sets r0 on every path: older kernels refuse it otherwise",
      "set r0 on every path"),
  RESULT_UNCHECKED(
      "the result of a helper that may fail is checked",
      "compare r0 with 0 after the call, and leave if it differs"),
  ENDLESS_WAIT(
      "something in a loop can end it: only the kernel's limit ends this one",
      "change in the loop what its condition depends on");

  private final String sentence;
  private final String fix;

  Warning(String sentence, String fix) {
    this.sentence = sentence;
    this.fix = fix;
  }

  /** {@return the stable name, such as {@code half-written}} */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return what should hold, in one sentence without a full stop} */
  public String sentence() {
    return sentence;
  }

  /** {@return what to do, in words} */
  public String fix() {
    return fix;
  }
}
