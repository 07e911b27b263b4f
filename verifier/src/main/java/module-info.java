/** Would a kernel take this program, and if not, why; on the instruction table's module alone. */
@SuppressWarnings("module") // What it exports to is compiled after it.
module dev.jbpf.verifier {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;

  // What is asked, and what is answered.
  exports dev.jbpf.verifier;
  exports dev.jbpf.verifier.subject;
  exports dev.jbpf.verifier.report;

  // How an answer is put to the author of a program; that is done by the front ends.
  exports dev.jbpf.verifier.explain to
      dev.jbpf.dsl,
      dev.jbpf.methods,
      dev.jbpf.testkit;

  provides dev.jbpf.refusal.RefusalExplainer with
      dev.jbpf.verifier.refusal.RefusalByRules;
}
