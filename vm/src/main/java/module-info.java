/** Runs programs on the JVM: maps, helpers, contexts. The engines are not for others. */
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

  // What tools ask: steps forwards and backwards, what was run.
  exports dev.jbpf.vm.coverage;
  exports dev.jbpf.vm.debug;

  uses dev.jbpf.vm.JavaPrograms;
}
