/** Runs programs on the JVM: maps, helpers, contexts. The engines are not for others. */
module dev.jbpf.vm {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;
  requires org.objectweb.asm;

  exports dev.jbpf.vm;
  exports dev.jbpf.vm.context;
  exports dev.jbpf.vm.coverage;
  exports dev.jbpf.vm.debug;
  exports dev.jbpf.vm.fault;
  exports dev.jbpf.vm.helper;
  exports dev.jbpf.vm.map;
  exports dev.jbpf.vm.packet;
  exports dev.jbpf.vm.world;

  uses dev.jbpf.vm.JavaPrograms;
}
