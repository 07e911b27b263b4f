/** Runs programs on the JVM: maps, helpers, contexts. The engines are not for others. */
@SuppressWarnings("module") // What it exports to is compiled after it.
module dev.jbpf.vm {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;
  requires org.objectweb.asm;

  // Running a program: the machine, its maps, contexts and packets, and how a run may fail.
  exports dev.jbpf.vm;
  exports dev.jbpf.vm.context;
  exports dev.jbpf.vm.fault;
  exports dev.jbpf.vm.map;
  exports dev.jbpf.vm.packet;

  // What a test puts around it: helpers of one's own, sockets, cgroups, tasks.
  exports dev.jbpf.vm.helper;
  exports dev.jbpf.vm.world;

  // Steps forwards and backwards.
  exports dev.jbpf.vm.debug;

  // What was run, for the reports of the test kit.
  exports dev.jbpf.vm.coverage to
      dev.jbpf.testkit;

  uses dev.jbpf.vm.JavaPrograms;
}
