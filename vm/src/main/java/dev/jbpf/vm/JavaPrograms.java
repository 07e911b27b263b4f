package dev.jbpf.vm;

import dev.jbpf.vm.context.Context;
import java.util.ServiceLoader;

/**
 * Runs methods that are programs as what they are: plain Java, beside the maps and variables of an
 * object. The module {@code methods} has one.
 */
public interface JavaPrograms {
  /**
   * {@return the methods of {@code type}, which find the maps and variables of {@code object}}
   *
   * @param object what became of {@code type}
   */
  Bound bind(Class<?> type, VmObject object);

  /** Methods with their maps and variables. */
  interface Bound {
    /**
     * {@return what a run leaves} Where the method throws, r0 is 0, as that of the program.
     *
     * @param cpu counted from 0
     * @throws dev.jbpf.vm.fault.VmFault if it does what no program may
     * @throws IllegalArgumentException if there is no such program or CPU
     */
    Left run(String program, Context context, int cpu);

    /** Puts a program into an array of programs. */
    void putProgram(String array, int index, String program);
  }

  /**
   * What a run leaves.
   *
   * @param r0 what the method returned
   * @param packet a copy of the packet, metadata in front; empty if there was none
   * @param context a copy of the context
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Left(long r0, byte[] packet, byte[] context) {}

  /**
   * {@return whoever does it}
   *
   * @throws IllegalStateException if nobody is there
   */
  static JavaPrograms load() {
    return ServiceLoader.load(JavaPrograms.class, JavaPrograms.class.getClassLoader())
        .findFirst()
        .or(() -> ServiceLoader.load(JavaPrograms.class).findFirst())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nothing runs methods as Java: add dev.jbpf:jbpf-methods"));
  }
}
