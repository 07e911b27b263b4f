/** Probes as plain Java methods: class files in, programs out. */
module dev.jbpf.methods {
  requires static transitive org.jspecify; // Methods get null for what is not there.
  requires transitive dev.jbpf.asm;
  requires transitive dev.jbpf.dsl;
  requires transitive dev.jbpf.vm;
  requires dev.jbpf.ir;
  requires org.objectweb.asm;
  requires org.objectweb.asm.tree;

  // What a method is marked with, and what it may use: contexts, packets, maps, helpers.
  exports dev.jbpf.methods;
  exports dev.jbpf.methods.callback;
  exports dev.jbpf.methods.context;
  exports dev.jbpf.methods.helper;
  exports dev.jbpf.methods.map;
  exports dev.jbpf.methods.packet;
  exports dev.jbpf.methods.struct;

  // Of what those are made, for headers and structures of one's own.
  exports dev.jbpf.methods.memory;

  // Methods as programs, as plain Java in a test, and why one is no program.
  exports dev.jbpf.methods.compile;
  exports dev.jbpf.methods.plain;
  exports dev.jbpf.methods.refusal;

  provides dev.jbpf.classes.ClassCompiler with
      dev.jbpf.methods.service.ObjectCompiler;
  provides dev.jbpf.vm.JavaPrograms with
      dev.jbpf.methods.service.MethodRunner;
}
