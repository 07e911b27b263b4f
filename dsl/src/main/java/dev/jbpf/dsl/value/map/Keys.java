package dev.jbpf.dsl.value.map;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Stack;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.ir.Value;
import dev.jbpf.map.layout.Layout;

/** Numbers as helpers take keys and values: by their address on the stack. */
final class Keys {
  private Keys() {}

  static Value address(Scope scope, Layout layout, String name, Data number) {
    Cell<?> cell = Stack.raw(scope, layout, name);
    cell.set(number);
    return cell.address();
  }

  static Value address(Scope scope, Layout layout, String name, long number) {
    Cell<?> cell = Stack.raw(scope, layout, name);
    cell.set(number);
    return cell.address();
  }
}
