package dev.jbpf.verifier.kfunc;

import java.util.Arrays;

/** What a function of the kernel demands and does that its prototype does not say. */
public enum KfuncFlag {
  /** The result is a reference that has to be released. */
  ACQUIRE("acquire"),
  /** Takes the reference of its first argument that has one. */
  RELEASE("release"),
  /** The result may be null. */
  NULL("null"),
  /** Objects have to be there for sure. */
  TRUSTED("trusted"),
  /** Objects have to be there as long as the section of RCU. */
  RCU("rcu"),
  /** May sleep. */
  SLEEP("sleep"),
  /** Only in a section of RCU. */
  RCU_PROTECTED("rcu-protected"),
  /** Makes an iterator. */
  ITER_NEW("iter-new"),
  /** Goes on to the next element. */
  ITER_NEXT("iter-next"),
  /** Ends an iterator. */
  ITER_DESTROY("iter-destroy");

  private final String word;

  KfuncFlag(String word) {
    this.word = word;
  }

  static KfuncFlag parse(String word) {
    return Arrays.stream(values())
        .filter(flag -> flag.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no flag of a kfunc: " + word));
  }
}
