/** The instruction table, programs, text, ELF, BTF and what maps are; nothing but the JDK. */
@SuppressWarnings("module") // What it exports to is compiled after it.
module dev.jbpf.asm {
  requires static org.jspecify;

  exports dev.jbpf.btf;
  exports dev.jbpf.btf.value to
      dev.jbpf.runtime;
  exports dev.jbpf.btf.core;
  exports dev.jbpf.btf.dedup;
  exports dev.jbpf.btf.section to
      dev.jbpf.runtime;
  exports dev.jbpf.classes to
      dev.jbpf.methods,
      dev.jbpf.runtime,
      dev.jbpf.testkit,
      dev.jbpf.vm;
  exports dev.jbpf.classic;
  exports dev.jbpf.code;
  exports dev.jbpf.diag;
  exports dev.jbpf.elf;
  exports dev.jbpf.elf.bpf;
  exports dev.jbpf.elf.bpf.data;
  exports dev.jbpf.elf.bpf.describe to
      dev.jbpf.runtime;
  exports dev.jbpf.elf.bpf.map;
  exports dev.jbpf.elf.extern to
      dev.jbpf.runtime,
      dev.jbpf.verifier,
      dev.jbpf.vm;
  exports dev.jbpf.elf.link;
  exports dev.jbpf.elf.ops to
      dev.jbpf.runtime;
  exports dev.jbpf.elf.symbol;
  exports dev.jbpf.isa;
  exports dev.jbpf.kernel;
  exports dev.jbpf.kernel.struct;
  exports dev.jbpf.map;
  exports dev.jbpf.map.data;
  exports dev.jbpf.map.flag;
  exports dev.jbpf.map.histogram;
  exports dev.jbpf.map.layout;
  exports dev.jbpf.map.prefix;
  exports dev.jbpf.refusal;
  exports dev.jbpf.text;

  uses dev.jbpf.refusal.RefusalExplainer;
  uses dev.jbpf.classes.ClassCompiler;
}
