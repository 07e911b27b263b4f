package dev.jbpf.methods.compile;

import dev.jbpf.classes.ClassCompiler;
import java.lang.invoke.MethodHandles;

/** Makes objects of classes, for those who load them. */
@SuppressWarnings("exports")
public final class ObjectCompiler implements ClassCompiler {
  /** For the service's loader. */
  public ObjectCompiler() {}

  @Override
  public byte[] compile(Class<?> type, MethodHandles.Lookup lookup) {
    return MethodCompiler.compile(type, lookup).toObject();
  }
}
