/** Values without registers: SSA, passes, allocation, and programs made of them. */
@SuppressWarnings("module") // What it exports to is compiled after it.
module dev.jbpf.ir {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;

  exports dev.jbpf.ir to
      dev.jbpf.dsl,
      dev.jbpf.methods;
  exports dev.jbpf.ir.build to
      dev.jbpf.dsl,
      dev.jbpf.methods;
  exports dev.jbpf.ir.eval to
      dev.jbpf.methods;
}
