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
  requires static net.jqwik.api;
  requires static org.junit.platform.engine;
  requires static org.junit.platform.launcher;

  // Assertions and annotations of tests; arbitrary programs and packets for properties.
  exports dev.jbpf.testkit;
  exports dev.jbpf.testkit.jqwik;

  // The listener for coverage is a service of the class path alone: to provide one here would want
  // the launcher wherever a test's module is resolved.

  opens dev.jbpf.testkit.coverage to
      org.junit.platform.commons;
  opens dev.jbpf.testkit to
      org.junit.platform.commons; // It makes the extension.
}
