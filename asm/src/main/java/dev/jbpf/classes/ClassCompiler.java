package dev.jbpf.classes;

import java.lang.invoke.MethodHandles;

/** Makes objects of classes whose methods are programs. The module {@code methods} has one. */
public interface ClassCompiler {
  /**
   * {@return the object of {@code type}: its programs, maps and variables}
   *
   * @param lookup what it may read fields with, where modules close the class
   * @throws IllegalArgumentException if a method does what programs cannot, with the line
   */
  byte[] compile(Class<?> type, MethodHandles.Lookup lookup);
}
