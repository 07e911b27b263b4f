/** The builder and the {@code BPF_*} facade. */
module dev.jbpf.dsl {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;
  requires transitive dev.jbpf.verifier;

  exports dev.jbpf.dsl;
}
