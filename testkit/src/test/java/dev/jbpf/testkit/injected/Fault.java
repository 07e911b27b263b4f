package dev.jbpf.testkit.injected;

import java.util.List;

/**
 * A fault in one instruction of the JVM.
 *
 * @param type the class, by its name inside of {@code dev.jbpf.vm}: {@code map.HashTable}
 * @param method its name and descriptor
 * @param change what is done to the instruction
 * @param ordinal which of the instructions of the method that can be changed so, counted from 0
 */
record Fault(String type, String method, Change change, int ordinal) {
  /** {@return the fault of a line: its four parts, between blanks} */
  static Fault parse(String line) {
    List<String> parts = List.of(line.split("\\s+"));
    return new Fault(
        parts.get(0), parts.get(1), Change.valueOf(parts.get(2)), Integer.parseInt(parts.get(3)));
  }

  /** {@return the name of the class file} */
  String file() {
    return "dev/jbpf/vm/" + type.replace('.', '/') + ".class";
  }

  @Override
  public String toString() {
    return type + " " + method + " " + change + " " + ordinal;
  }
}
