package dev.jbpf.dsl.value.map;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Stack;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.ir.Value;
import dev.jbpf.map.Codec;

/** Numbers as helpers take keys and values: by their address on the stack. */
final class Keys {
  private Keys() {}

  static Value address(Scope scope, Codec<?> codec, String name, Int<?, ?> number) {
    Cell<?> cell = Stack.raw(scope, codec.layout(), name);
    cell.set(number);
    return cell.address();
  }

  static Value address(Scope scope, Codec<?> codec, String name, long number) {
    Cell<?> cell = Stack.raw(scope, codec.layout(), name);
    cell.set(number);
    return cell.address();
  }

  static Value address(Scope scope, Codec<?> codec, String name, Be32 number) {
    Cell<?> cell = Stack.raw(scope, codec.layout(), name);
    cell.set(number);
    return cell.address();
  }
}
