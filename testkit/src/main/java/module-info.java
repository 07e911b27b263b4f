/** JUnit 5: one test of a program on the virtual machine, its JIT and the kernel. */
module dev.jbpf.testkit {
  requires static org.jspecify;
  requires transitive dev.jbpf.dsl;
  requires transitive dev.jbpf.runtime;
  requires transitive dev.jbpf.vm;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires dev.jbpf.verifier;
  requires org.junit.platform.commons;
  requires org.opentest4j;

  exports dev.jbpf.testkit;

  opens dev.jbpf.testkit to
      org.junit.platform.commons; // It makes the extension.
}
