package dev.jbpf.verifier.explain;

import java.util.Locale;

/** What kernels take, and is a mistake even so. */
public enum Warning {
  HALF_WRITTEN(
      "what a helper reads is written as a whole: kernels from 6.3 on take what happens to be there",
      "write all of its bytes first"),
  RESULT_UNKNOWN(
      "a program returns what its type knows: kernels take anything, and do something else",
      "return one of the constants of the type"),
  RESULT_UNWRITTEN(
      "a function gives r0 a value on every path: older kernels refuse what does not",
      "set r0 on every path"),
  RESULT_UNCHECKED(
      "what may fail is asked whether it did",
      "compare r0 with 0 behind the call, and leave if it is not"),
  ENDLESS_WAIT(
      "a loop that waits does something that can end it: only the kernel's limit ends this one",
      "change in the loop what it depends on");

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

  /** {@return what ought to hold, in one sentence without a full stop} */
  public String sentence() {
    return sentence;
  }

  /** {@return what helps, in words} */
  public String fix() {
    return fix;
  }
}
