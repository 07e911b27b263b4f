package dev.jbpf.classes;

import java.lang.invoke.MethodHandles;
import java.util.List;

/** Makes objects of classes whose methods are programs. The module {@code methods} has one. */
public interface ClassCompiler {
  /**
   * {@return the object of {@code type}: its programs, maps and variables}
   *
   * @param lookup what it may read fields with, where modules close the class
   * @throws IllegalArgumentException if a method does what programs cannot, with the line
   */
  byte[] compile(Class<?> type, MethodHandles.Lookup lookup);

  /**
   * {@return the same, without asking whether kernels would take it: for those who ask one}
   *
   * @param lookup as above
   * @throws IllegalArgumentException if a method does what has no meaning in programs
   */
  byte[] translate(Class<?> type, MethodHandles.Lookup lookup);

  /**
   * {@return the object of all {@code types} together, which share maps and variables}
   *
   * @throws IllegalArgumentException if a method does what programs cannot, with the line
   */
  byte[] compile(List<Class<?>> types);
}
