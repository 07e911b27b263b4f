/** Would a kernel take this program, and if not, why; on the instruction table's module alone. */
@SuppressWarnings("module") // What it exports to is compiled after it.
module dev.jbpf.verifier {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;

  exports dev.jbpf.verifier;
  exports dev.jbpf.verifier.explain to
      dev.jbpf.dsl,
      dev.jbpf.testkit;
  exports dev.jbpf.verifier.report;
  exports dev.jbpf.verifier.subject;

  provides dev.jbpf.refusal.RefusalExplainer with
      dev.jbpf.verifier.refusal.RefusalByRules;
}
