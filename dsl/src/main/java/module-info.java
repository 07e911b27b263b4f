/** The builder and the {@code BPF_*} facade. */
@SuppressWarnings("module") // methods is compiled later
module dev.jbpf.dsl {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;
  requires transitive dev.jbpf.ir;
  requires transitive dev.jbpf.verifier;

  exports dev.jbpf.dsl;
  exports dev.jbpf.dsl.mnemonic;
  exports dev.jbpf.dsl.value;
  exports dev.jbpf.dsl.value.kernel;
  exports dev.jbpf.dsl.value.library;
  exports dev.jbpf.dsl.value.map;
  exports dev.jbpf.dsl.value.memory;
  exports dev.jbpf.dsl.value.number;
  exports dev.jbpf.dsl.value.packet;
  exports dev.jbpf.dsl.value.internal to
      dev.jbpf.methods;
  exports dev.jbpf.dsl.verify to
      dev.jbpf.methods;
}
