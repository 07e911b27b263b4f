/** The instruction table, programs, text, ELF, BTF and what maps are; nothing but the JDK. */
@SuppressWarnings("module") // What it exports to is compiled after it.
module dev.jbpf.asm {
  requires static org.jspecify;

  // Assembling and disassembling: the table, programs, text, messages.
  exports dev.jbpf.isa;
  exports dev.jbpf.code;
  exports dev.jbpf.text;
  exports dev.jbpf.classic;
  exports dev.jbpf.diag;

  // The kernel's enumerations, structures, limits and versions.
  exports dev.jbpf.kernel;

  // Definitions of maps, and how keys and values lie in memory.
  exports dev.jbpf.map;
  exports dev.jbpf.map.data;
  exports dev.jbpf.map.flag;
  exports dev.jbpf.map.histogram;
  exports dev.jbpf.map.layout;
  exports dev.jbpf.map.prefix;

  // Object files: to read, to write, to link; their types, and what loaders change in them.
  exports dev.jbpf.elf;
  exports dev.jbpf.elf.bpf;
  exports dev.jbpf.elf.bpf.data;
  exports dev.jbpf.elf.bpf.map;
  exports dev.jbpf.elf.link;
  exports dev.jbpf.btf;
  exports dev.jbpf.btf.core;

  // What other modules share, and users do not see.
  exports dev.jbpf.btf.core.resolve to
      dev.jbpf.runtime;
  exports dev.jbpf.code.flow to
      dev.jbpf.verifier,
      dev.jbpf.vm;
  exports dev.jbpf.code.origin to
      dev.jbpf.dsl,
      dev.jbpf.ir,
      dev.jbpf.verifier,
      dev.jbpf.vm;
  exports dev.jbpf.diag.text to
      dev.jbpf.dsl,
      dev.jbpf.methods,
      dev.jbpf.runtime,
      dev.jbpf.testkit,
      dev.jbpf.verifier,
      dev.jbpf.vm;
  exports dev.jbpf.elf.bpf.load to
      dev.jbpf.methods,
      dev.jbpf.runtime,
      dev.jbpf.verifier,
      dev.jbpf.vm;
  exports dev.jbpf.elf.section to
      dev.jbpf.runtime,
      dev.jbpf.vm;
  exports dev.jbpf.elf.symbol to
      dev.jbpf.runtime;
  exports dev.jbpf.kernel.call to
      dev.jbpf.runtime,
      dev.jbpf.verifier;
  exports dev.jbpf.kernel.struct to
      dev.jbpf.dsl,
      dev.jbpf.ir,
      dev.jbpf.methods,
      dev.jbpf.runtime;
  exports dev.jbpf.btf.section to
      dev.jbpf.runtime;
  exports dev.jbpf.btf.value to
      dev.jbpf.runtime;
  exports dev.jbpf.elf.bpf.describe to
      dev.jbpf.dsl,
      dev.jbpf.runtime,
      dev.jbpf.verifier;
  exports dev.jbpf.elf.extern to
      dev.jbpf.runtime,
      dev.jbpf.verifier,
      dev.jbpf.vm;
  exports dev.jbpf.elf.ops to
      dev.jbpf.methods,
      dev.jbpf.runtime,
      dev.jbpf.verifier;

  // Services: who makes objects of classes, who explains what a kernel refused.
  exports dev.jbpf.classes to
      dev.jbpf.methods,
      dev.jbpf.runtime,
      dev.jbpf.testkit,
      dev.jbpf.vm;
  exports dev.jbpf.refusal to
      dev.jbpf.runtime,
      dev.jbpf.verifier;

  uses dev.jbpf.refusal.RefusalExplainer;
  uses dev.jbpf.classes.ClassCompiler;
}
