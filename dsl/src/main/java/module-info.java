/** The builder and the {@code BPF_*} facade. */
@SuppressWarnings("module") // methods is compiled later
module dev.jbpf.dsl {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;
  requires transitive dev.jbpf.ir;
  requires transitive dev.jbpf.verifier;

  // Programs of registers: the builder, the facade.
  exports dev.jbpf.dsl;

  // Programs of values, without registers.
  exports dev.jbpf.dsl.value;
  exports dev.jbpf.dsl.value.kernel;
  exports dev.jbpf.dsl.value.library;
  exports dev.jbpf.dsl.value.map;
  exports dev.jbpf.dsl.value.memory;
  exports dev.jbpf.dsl.value.number;
  exports dev.jbpf.dsl.value.packet;

  // For programs made of methods, which share how functions are written and checked.
  exports dev.jbpf.dsl.value.internal to
      dev.jbpf.methods;
  exports dev.jbpf.dsl.value.part to
      dev.jbpf.methods;
  exports dev.jbpf.dsl.verify to
      dev.jbpf.methods;
}
