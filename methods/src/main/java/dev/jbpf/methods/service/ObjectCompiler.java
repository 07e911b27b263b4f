package dev.jbpf.methods.service;

import dev.jbpf.classes.ClassCompiler;
import dev.jbpf.methods.compile.MethodCompiler;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Makes objects of classes, for those who load them. */
@SuppressWarnings("exports")
public final class ObjectCompiler implements ClassCompiler {
  /** For the service's loader. */
  public ObjectCompiler() {}

  @Override
  public byte[] compile(Class<?> type, MethodHandles.Lookup lookup) {
    return MethodCompiler.compile(type, lookup).toObject();
  }

  @Override
  public byte[] translate(Class<?> type, MethodHandles.Lookup lookup) {
    return MethodCompiler.translate(type, lookup).toObject();
  }

  @Override
  public byte[] compile(List<Class<?>> types) {
    return MethodCompiler.compile(types).toObject();
  }
}
