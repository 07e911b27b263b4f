package dev.jbpf.verifier.facts;

/** What a helper leaves in R0. */
public enum ResultKind {
  /** A number, within the bounds of {@link Result}. */
  NUMBER("int"),
  /** Nothing: R0 counts as unwritten. */
  NOTHING("void"),
  /** The value of an element of the map that was given. */
  MAP_VALUE("value"),
  /** A full socket: {@code struct bpf_sock}, all members. */
  SOCKET("socket"),
  /** A socket of any kind: {@code struct bpf_sock}, the members that all have. */
  SOCK_COMMON("sock"),
  /** {@code struct bpf_tcp_sock}. */
  TCP_SOCK("tcpsock"),
  /** Memory of the size that {@link ArgumentKind#ALLOC_SIZE} gave; a record of a ring buffer. */
  RECORD("record"),
  /** Memory of a size that a constant argument gave, part of what a dynptr points to. */
  DYNPTR_SLICE("slice"),
  /** An object of the kernel, of the type {@link Result#type}. */
  TYPED("btf"),
  /** What the pointer that was given points to, of one CPU: memory, or an object of its type. */
  PER_CPU("percpu"),
  /** The object that {@link ArgumentKind#KPTR} kept until then. */
  KPTR_OBJECT("object");

  private final String word;

  ResultKind(String word) {
    this.word = word;
  }

  /** {@return the word by which tables name it} */
  public String word() {
    return word;
  }
}
