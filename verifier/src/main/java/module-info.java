/** Would a kernel take this program, and if not, why; on the instruction table's module alone. */
module dev.jbpf.verifier {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;

  exports dev.jbpf.verifier;
  exports dev.jbpf.verifier.explain;
  exports dev.jbpf.verifier.report;
  exports dev.jbpf.verifier.request;
  exports dev.jbpf.verifier.subject;
  exports dev.jbpf.verifier.types;

  provides dev.jbpf.refusal.RefusalExplainer with
      dev.jbpf.verifier.explain.RefusalByRules;
}
