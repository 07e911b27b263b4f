/** Probes as plain Java methods: class files in, programs out. */
module dev.jbpf.methods {
  requires static transitive org.jspecify; // Methods get null for what is not there.
  requires transitive dev.jbpf.asm;
  requires transitive dev.jbpf.dsl;
  requires transitive dev.jbpf.vm;
  requires dev.jbpf.ir;
  requires org.objectweb.asm;
  requires org.objectweb.asm.tree;

  exports dev.jbpf.methods;
  exports dev.jbpf.methods.callback;
  exports dev.jbpf.methods.compile;
  exports dev.jbpf.methods.context;
  exports dev.jbpf.methods.helper;
  exports dev.jbpf.methods.map;
  exports dev.jbpf.methods.memory;
  exports dev.jbpf.methods.packet;
  exports dev.jbpf.methods.plain;
  exports dev.jbpf.methods.refusal;
  exports dev.jbpf.methods.struct;

  provides dev.jbpf.classes.ClassCompiler with
      dev.jbpf.methods.compile.ObjectCompiler;
  provides dev.jbpf.vm.JavaPrograms with
      dev.jbpf.methods.compile.MethodRunner;
}
