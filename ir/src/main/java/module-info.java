/** Values without registers: SSA, passes, allocation, and programs made of them. */
module dev.jbpf.ir {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;

  exports dev.jbpf.ir;
  exports dev.jbpf.ir.build;
  exports dev.jbpf.ir.eval;
  exports dev.jbpf.ir.text;
}
