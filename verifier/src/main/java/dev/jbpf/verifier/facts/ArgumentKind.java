package dev.jbpf.verifier.facts;

/** What a helper wants in a register, in the words of the tables. */
public enum ArgumentKind {
  /** Any register that was written: a number or a pointer. */
  ANYTHING("any"),
  /** A number that is known to be 0. */
  ZERO("zero"),
  /** What the program was called with, unchanged. */
  CONTEXT("ctx"),
  /** A map, known when the program is verified. */
  MAP("map"),
  /** Memory of the size of the map's key. */
  MAP_KEY("key"),
  /** Memory of the size of the map's value. */
  MAP_VALUE("value"),
  /** Memory whose size is {@link Argument#size}, or else the next argument. */
  MEMORY("mem"),
  /** A number from 1 that bounds the memory before it. */
  SIZE("size"),
  /** A number from 0 that bounds the memory before it. */
  SIZE_OR_ZERO("size0"),
  /** A constant: how much memory the result points to. */
  ALLOC_SIZE("alloc"),
  /** A record of a ring buffer, reserved and not yet submitted, at its beginning. */
  RECORD("record"),
  /** The {@code struct bpf_spin_lock} of a map's value. */
  SPIN_LOCK("lock"),
  /** The {@code struct bpf_timer} of a map's value. */
  TIMER("timer"),
  /** A field of a map's value that keeps a pointer to a kernel's object. */
  KPTR("kptr"),
  /** What {@link #KPTR} is exchanged for: an object of its type that is owned, or null. */
  KPTR_OBJECT("object"),
  /** A {@code struct bpf_dynptr} on the stack; {@link Argument#type} says of what. */
  DYNPTR("dynptr"),
  /** A subprogram that the helper calls. */
  FUNCTION("func"),
  /** What the helper passes on to the subprogram: stack, or null if allowed. */
  STACK("stack"),
  /** A string that ends with 0 in a map that nobody can write. */
  STRING("str"),
  /** A socket of any kind, by the views that programs have of sockets. */
  SOCK_COMMON("sock"),
  /** A socket of any kind, by these views or the kernel's own types. */
  SOCK_COMMON_TYPED("sockbtf"),
  /** An object of the kernel, of the type {@link Argument#type}. */
  TYPED("btf"),
  /** A variable of the kernel that exists per CPU. */
  PER_CPU("percpu");

  private final String word;

  ArgumentKind(String word) {
    this.word = word;
  }

  /** {@return the word by which tables name it} */
  public String word() {
    return word;
  }
}
