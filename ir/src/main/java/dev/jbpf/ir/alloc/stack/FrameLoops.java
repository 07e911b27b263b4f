package dev.jbpf.ir.alloc.stack;

import dev.jbpf.ir.alloc.PlacedFunction.Span;
import dev.jbpf.ir.select.MachineBlock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The outermost loops of a function, as the places from the first to the last of their blocks:
 * parts of its graph that can all be reached from one another (Tarjan's algorithm).
 */
final class FrameLoops {
  private final List<MachineBlock> blocks;
  private final int[] places;
  private final int[] number;
  private final int[] low;
  private final int[] nextWay;
  private final boolean[] isOpen;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final Span[] spans;
  private int count;

  private FrameLoops(List<MachineBlock> blocks, int[] places) {
    this.blocks = blocks;
    this.places = places;
    number = new int[blocks.size()];
    low = new int[blocks.size()];
    nextWay = new int[blocks.size()];
    isOpen = new boolean[blocks.size()];
    spans = new Span[blocks.size()];
  }

  static FrameLoops of(List<MachineBlock> blocks, int[] places) {
    FrameLoops loops = new FrameLoops(blocks, places);
    loops.visit(0);
    return loops;
  }

  /**
   * {@return {@code span} with all loops that it has a block of} Between two places that are in it
   * control may go round such a loop, wherever its other blocks are.
   */
  Span widened(Span span) {
    Span wide = span;
    int from = blockAt(span.from());
    int to = from;
    int first = from;
    while (first >= 0 && meets(first, wide) || to < spans.length && meets(to, wide)) {
      int block = first >= 0 && meets(first, wide) ? first-- : to++;
      if (spans[block] != null && !wide.holds(spans[block])) {
        wide = wide.with(spans[block]);
      }
    }
    return wide;
  }

  private boolean meets(int block, Span span) {
    return own(block).meets(span);
  }

  private int blockAt(int place) {
    int found = Arrays.binarySearch(places, place);
    int block = found >= 0 ? found : -found - 2;
    return Math.max(0, Math.min(block, spans.length - 1));
  }

  private Span own(int block) {
    return new Span(places[block], places[block + 1]);
  }

  private void visit(int start) {
    Deque<Integer> path = new ArrayDeque<>();
    enter(start, path);
    while (!path.isEmpty()) {
      int block = path.peek();
      int[] ways = blocks.get(block).successors();
      if (nextWay[block] < ways.length) {
        follow(block, ways[nextWay[block]++], path);
      } else {
        path.pop();
        if (!path.isEmpty()) {
          low[path.peek()] = Math.min(low[path.peek()], low[block]);
        }
        if (low[block] == number[block]) {
          close(block);
        }
      }
    }
  }

  private void enter(int block, Deque<Integer> path) {
    number[block] = ++count;
    low[block] = count;
    isOpen[block] = true;
    open.push(block);
    path.push(block);
  }

  private void follow(int block, int way, Deque<Integer> path) {
    if (number[way] == 0) {
      enter(way, path);
    } else if (isOpen[way]) {
      low[block] = Math.min(low[block], number[way]);
    }
  }

  private void close(int head) {
    Span span = own(head);
    int[] members = new int[open.size()];
    int size = 0;
    int member;
    do {
      member = open.pop();
      isOpen[member] = false;
      members[size++] = member;
      span = span.with(own(member));
    } while (member != head);
    boolean isLoop = size > 1;
    for (int way : blocks.get(head).successors()) {
      isLoop |= way == head;
    }
    if (isLoop) {
      for (int i = 0; i < size; i++) {
        spans[members[i]] = span;
      }
    }
  }
}
