package dev.jbpf.vm.jit.flow;

import java.util.Arrays;

/** Numbers, last in, first out. */
final class IntStack {
  private int[] items = new int[64];
  private int size;

  void push(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
  }

  int pop() {
    return items[--size];
  }

  boolean isEmpty() {
    return size == 0;
  }
}
