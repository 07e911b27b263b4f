package dev.jbpf.methods.algorithm;

import dev.jbpf.kernel.XdpAction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.memory.Area;

/** Sorting, searching, counting, from textbooks. */
final class Sketches {
  static long result;
  static long seed;

  private Sketches() {}

  /** The square root of a number without sign, rounded down. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int squareRoot(XdpContext context) {
    long rest = seed;
    long root = 0;
    for (long bit = 1L << 62; bit != 0; bit >>>= 2) {
      if (Long.compareUnsigned(rest, root + bit) >= 0) {
        rest -= root + bit;
        root = (root >>> 1) + bit;
      } else {
        root >>>= 1;
      }
    }
    result = root;
    return XdpAction.PASS.value();
  }

  /** Whether the digits up to a zero have the check digit of Luhn: the sum modulo 10. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int luhn(XdpContext context) {
    Area data = context.packet().bytes(24);
    if (data == null) {
      return 0;
    }
    int length = 0;
    while (length < 24 && data.u8(length) != 0) {
      length++;
    }
    int sum = 0;
    for (int i = 0; i < 24; i++) {
      if (i >= length) {
        break;
      }
      int digit = data.u8(i) - '0';
      if ((length - i) % 2 == 0) {
        digit *= 2;
        if (digit > 9) {
          digit -= 9;
        }
      }
      sum += digit;
    }
    result = sum % 10;
    return XdpAction.PASS.value();
  }

  /** The distance of a text of 6 letters from one of 7. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int levenshtein(XdpContext context) {
    Area data = context.packet().bytes(13);
    if (data == null) {
      return 0;
    }
    int[] row = new int[8];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= 6; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= 7; j++) {
        int cost = data.u8(i - 1) == data.u8(5 + j) ? 0 : 1;
        int best = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
        diagonal = row[j];
        row[j] = best;
      }
    }
    result = row[7];
    return XdpAction.PASS.value();
  }

  private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53};

  /** As {@code Arrays.binarySearch} has it. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int search(XdpContext context) {
    int key = (int) seed;
    int low = 0;
    int high = PRIMES.length - 1;
    result = Long.MIN_VALUE;
    for (int i = 0; i < 5 && low <= high; i++) {
      int middle = low + high >>> 1;
      int prime = PRIMES[middle];
      if (prime < key) {
        low = middle + 1;
      } else if (prime > key) {
        high = middle - 1;
      } else {
        result = middle;
        return XdpAction.PASS.value();
      }
    }
    result = -(low + 1);
    return XdpAction.PASS.value();
  }

  private static void siftDown(byte[] heap, int from, int size) {
    int parent = from;
    for (int level = 0; level < 3; level++) {
      int child = 2 * parent + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[parent] >= heap[child]) {
        return;
      }
      byte swapped = heap[parent];
      heap[parent] = heap[child];
      heap[child] = swapped;
      parent = child;
    }
  }

  /** Eight bytes with their signs, sorted by a heap, as a number. */
  @BpfProgram(value = "xdp", since = "6.1")
  static int heapSort(XdpContext context) {
    Area data = context.packet().bytes(8);
    if (data == null) {
      return 0;
    }
    byte[] heap = new byte[8];
    for (int i = 0; i < heap.length; i++) {
      heap[i] = (byte) data.u8(i);
    }
    for (int i = heap.length / 2 - 1; i >= 0; i--) {
      siftDown(heap, i, heap.length);
    }
    for (int end = heap.length - 1; end > 0; end--) {
      byte largest = heap[0];
      heap[0] = heap[end];
      heap[end] = largest;
      siftDown(heap, 0, end);
    }
    long sorted = 0;
    for (byte one : heap) {
      sorted = sorted << 8 | one & 0xff;
    }
    result = sorted;
    return XdpAction.PASS.value();
  }

  private record Point(int x, int y) {
    Point turned(int size, boolean isRight, boolean isUpper) {
      if (isUpper) {
        return this;
      }
      return isRight ? new Point(size - 1 - y, size - 1 - x) : new Point(y, x);
    }
  }

  /** Where a curve of Hilbert's of 16 x 16 is after so many steps: x and y. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int hilbert(XdpContext context) {
    int t = (int) seed;
    Point at = new Point(0, 0);
    for (int size = 1; size < 16; size <<= 1) {
      int rx = t >> 1 & 1;
      int ry = (t ^ rx) & 1;
      at = at.turned(size, rx == 1, ry == 1);
      at = new Point(at.x() + size * rx, at.y() + size * ry);
      t >>= 2;
    }
    result = at.x() << 8 | at.y();
    return XdpAction.PASS.value();
  }

  private static long mixed(long number) {
    number = (number ^ number >>> 33) * 0xff51afd7ed558ccdL;
    number = (number ^ number >>> 33) * 0xc4ceb9fe1a85ec53L;
    return number ^ number >>> 33;
  }

  /** HyperLogLog of 16 registers, filled with as many numbers: the sum of the registers. */
  @BpfProgram(value = "xdp", since = "5.17")
  static int hyperLogLog(XdpContext context) {
    byte[] registers = new byte[16];
    for (int i = 0; i < 64; i++) {
      if (i >= seed) {
        break;
      }
      long hash = mixed(i + 1L);
      int register = (int) (hash >>> 60);
      byte rank = (byte) (Long.numberOfLeadingZeros(hash << 4 | 1L << 3) + 1);
      if (rank > registers[register]) {
        registers[register] = rank;
      }
    }
    int sum = 0;
    int empty = 0;
    for (byte one : registers) {
      sum += one;
      empty += one == 0 ? 1 : 0;
    }
    result = (long) sum << 8 | empty;
    return XdpAction.PASS.value();
  }

  /** Count-min of 4 rows of 16: how often the first byte is said to be among all of 32. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int countMin(XdpContext context) {
    Area data = context.packet().bytes(32);
    if (data == null) {
      return 0;
    }
    short[] counts = new short[64];
    for (int i = 0; i < 32; i++) {
      long hash = mixed(data.u8(i));
      for (int row = 0; row < 4; row++) {
        counts[row * 16 + (int) (hash >>> row * 16 & 15)]++;
      }
    }
    long hash = mixed(data.u8(0));
    int least = Short.MAX_VALUE;
    for (int row = 0; row < 4; row++) {
      least = Math.min(least, counts[row * 16 + (int) (hash >>> row * 16 & 15)]);
    }
    result = least;
    return XdpAction.PASS.value();
  }

  /** The table of Maglev for three servers and 7 places, as its paper shows it: base 8. */
  @BpfProgram(value = "xdp", since = "6.1")
  static int maglev(XdpContext context) {
    int[] offsets = {3, 0, 3};
    int[] skips = {4, 2, 1};
    int[] next = new int[3];
    int[] table = new int[7];
    java.util.Arrays.fill(table, -1);
    for (int turn = 0; turn < 7; turn++) {
      int server = turn % 3;
      for (int tries = 0; tries < 7; tries++) {
        int place = (offsets[server] + next[server]++ * skips[server]) % 7;
        if (table[place] < 0) {
          table[place] = server;
          break;
        }
      }
    }
    long all = 0;
    for (int server : table) {
      all = all << 3 | server;
    }
    result = all;
    return XdpAction.PASS.value();
  }
}
