/** Loads, attaches and runs programs in the kernel. System calls are not for others. */
@SuppressWarnings("requires-automatic") // JNR has no descriptors.
module dev.jbpf.runtime {
  requires static org.jspecify;
  requires transitive dev.jbpf.asm;
  requires org.jnrproject.ffi;
  requires org.jnrproject.jffi;
  // For JNR-FFI, which cannot say that it needs them.
  requires org.objectweb.asm;
  requires org.objectweb.asm.commons;
  requires org.objectweb.asm.tree;
  requires org.objectweb.asm.tree.analysis;
  requires org.objectweb.asm.util;

  // Loading, and what is loaded: programs, objects, maps.
  exports dev.jbpf.runtime;
  exports dev.jbpf.runtime.object;
  exports dev.jbpf.runtime.map;
  exports dev.jbpf.runtime.error;

  // Places to attach to.
  exports dev.jbpf.runtime.attach;
  exports dev.jbpf.runtime.attach.iterator;
  exports dev.jbpf.runtime.attach.multi;
  exports dev.jbpf.runtime.attach.usdt;

  // What programs send, and how addresses in it are named.
  exports dev.jbpf.runtime.event;
  exports dev.jbpf.runtime.symbols;

  // What the kernel has and can do.
  exports dev.jbpf.runtime.host;
  exports dev.jbpf.runtime.info;
  exports dev.jbpf.runtime.probe;

  opens dev.jbpf.runtime.sys.libc; // JNR-FFI implements what is there.
}
