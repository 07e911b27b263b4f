package dev.jbpf.cli.dwarf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Computes where a variable is, or what it is. Source: DWARF 5, 2.5 and 7.7.1.
 *
 * @param registers of the function
 * @param frame where its part of the stack starts: clang counts from there, and calls that r10
 * @param memory reads bytes
 */
record Expression(DwarfUnit unit, List<Long> registers, long frame, Memory memory) {
  private static final int FRAME = 10;

  /** Reads a number of memory. */
  interface Memory {
    long load(long address, int size);
  }

  /**
   * A place in memory, or a value that is in none.
   *
   * @param number the address, or the value
   */
  record Place(boolean isAddress, long number) {}

  /** {@return what {@code bytes} say; empty if it cannot be known, as where only parts are} */
  Optional<Place> place(byte[] bytes) {
    DwarfBytes in = new DwarfBytes(bytes, 0);
    Deque<Long> stack = new ArrayDeque<>();
    boolean isAddress = true;
    while (!in.isAtEnd()) {
      int op = in.u1();
      if (op == 0x9f) {
        isAddress = false;
      } else if (op >= 0x50 && op < 0x70) {
        stack.push(register(op - 0x50));
        isAddress = false;
      } else if (op == 0x9e) {
        long size = in.unsigned();
        stack.push(in.number((int) Math.min(size, Long.BYTES)));
        isAddress = false;
      } else if (!simple(op, in, stack) && !calculated(op, stack)) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(stack.peek()).map(new PlaceOf(isAddress)::of);
  }

  private record PlaceOf(boolean isAddress) {
    Place of(long number) {
      return new Place(isAddress, number);
    }
  }

  private long register(int number) {
    return number < registers.size() ? registers.get(number) : 0;
  }

  private boolean simple(int op, DwarfBytes in, Deque<Long> stack) {
    if (op >= 0x30 && op < 0x50) {
      stack.push(op - 0x30L);
      return true;
    }
    if (op >= 0x70 && op < 0x90) {
      int number = op - 0x70;
      stack.push((number == FRAME ? frame : register(number)) + in.signed());
      return true;
    }
    switch (op) {
      case 0x08, 0x0a, 0x0c, 0x0e -> stack.push(in.number(1 << (op - 0x08) / 2));
      case 0x09, 0x0b, 0x0d, 0x0f -> stack.push(signed(in, 1 << (op - 0x09) / 2));
      case 0x10 -> stack.push(in.unsigned());
      case 0x11 -> stack.push(in.signed());
      case 0x91 -> stack.push(frame + in.signed());
      case 0x23 -> stack.push(pop(stack) + in.unsigned());
      case 0x94 -> stack.push(memory.load(pop(stack), in.u1()));
      case 0xa8 -> stack.push(converted(pop(stack), in.unsigned()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static long signed(DwarfBytes in, int size) {
    int unused = Long.SIZE - size * Byte.SIZE;
    return in.number(size) << unused >> unused;
  }

  private long converted(long value, long type) {
    Optional<DwarfEntry> base = Optional.ofNullable(unit.entries().get(type));
    int bytes = base.map(unit::size).orElse(Long.BYTES);
    boolean isSigned = base.map(DwarfNumbers::isSigned).orElse(false);
    return DwarfNumbers.cut(value, bytes, isSigned);
  }

  private static long pop(Deque<Long> stack) {
    return stack.isEmpty() ? 0 : stack.pop();
  }

  private boolean calculated(int op, Deque<Long> stack) {
    long top = pop(stack);
    switch (op) {
      case 0x06 -> stack.push(memory.load(top, Long.BYTES));
      case 0x12 -> {
        stack.push(top);
        stack.push(top);
      }
      case 0x13 -> {
        return true;
      }
      case 0x1f -> stack.push(-top);
      case 0x20 -> stack.push(~top);
      case 0x1a -> stack.push(pop(stack) & top);
      case 0x1c -> stack.push(pop(stack) - top);
      case 0x1e -> stack.push(pop(stack) * top);
      case 0x21 -> stack.push(pop(stack) | top);
      case 0x22 -> stack.push(pop(stack) + top);
      case 0x24 -> stack.push(pop(stack) << top);
      case 0x25 -> stack.push(pop(stack) >>> top);
      case 0x26 -> stack.push(pop(stack) >> top);
      case 0x27 -> stack.push(pop(stack) ^ top);
      default -> {
        return false;
      }
    }
    return true;
  }
}
