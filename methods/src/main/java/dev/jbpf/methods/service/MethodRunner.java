package dev.jbpf.methods.service;

import dev.jbpf.methods.compile.CompiledClass;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.vm.JavaPrograms;
import dev.jbpf.vm.VmObject;

/** Runs methods as Java, for those who run programs. */
public final class MethodRunner implements JavaPrograms {
  private static final ClassValue<CompiledClass> COMPILED =
      new ClassValue<>() {
        @Override
        protected CompiledClass computeValue(Class<?> type) {
          return MethodCompiler.compile(type);
        }
      };

  /** For the service's loader. */
  public MethodRunner() {}

  @Override
  public Bound bind(Class<?> type, VmObject object) {
    return new BoundMethods(COMPILED.get(type), object);
  }
}
