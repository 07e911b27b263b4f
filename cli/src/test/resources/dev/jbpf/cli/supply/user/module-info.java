module user {
  requires dev.jbpf.dsl;
  requires dev.jbpf.runtime;
  requires dev.jbpf.testkit;
  requires dev.jbpf.vm;
}
