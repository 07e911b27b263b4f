package dev.jbpf.source;

import dev.jbpf.diag.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that is read: the source file, and behind it in the same array the files that it includes and
 * the text that its macros make, so that one number says where something is.
 *
 * <p>Each of these segments ends with a newline.
 */
public final class SourceFile {
  private static final int BLOCK = 256;

  /** How much of a source is looked at to tell how long its lines are. */
  private static final int SAMPLE = 1 << 14;

  private final List<Segment> segments = new ArrayList<>();
  private byte[] bytes;
  private int size;

  /** A file, or the text of an expansion, whose lines are those of what asked for it. */
  private static final class Segment {
    public final String name;
    final int from;
    final int to;
    final int parent;
    final boolean isFile;
    volatile int[] lines = {};

    /**
     * For each block of bytes, once a column of a long line is asked for: how many characters come
     * before it.
     */
    volatile int[] charactersBefore = {};

    Segment(String name, int from, int to, int parent, boolean isFile) {
      this.name = name;
      this.from = from;
      this.to = to;
      this.parent = parent;
      this.isFile = isFile;
    }
  }

  /** The file {@code name}; {@code source} is not copied where it ends with a newline. */
  private SourceFile(String name, byte[] source) {
    boolean ended = source.length > 0 && source[source.length - 1] == '\n';
    bytes = ended ? source : Arrays.copyOf(source, source.length + 1);
    bytes[bytes.length - 1] = '\n';
    size = bytes.length;
    segments.add(new Segment(name, 0, size, 0, true));
  }

  /** {@return the file {@code name}, whose bytes may have a byte order mark in front} */
  public static SourceFile of(String name, byte[] bytes) {
    boolean isMarked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    // Editors on Windows put it there: it is no part of the text.
    return new SourceFile(name, isMarked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes);
  }

  /** {@return the bytes of all segments; an older array stays as it was when one is added} */
  public byte[] bytes() {
    return bytes;
  }

  /** {@return where the last segment ends} */
  public int size() {
    return size;
  }

  /** {@return about how many lines the source has, rather more than fewer} */
  public int expectedLines() {
    int looked = Math.min(size, SAMPLE);
    long lines = 0;
    for (int i = 0; i < looked; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return (int) (looked < size ? lines * size / looked * 17 / 16 : lines);
  }

  /** {@return the name of the source file} */
  public String name() {
    return segments.get(0).name;
  }

  /** Forgets all that was added, to read the source once more. */
  public void restart() {
    segments.subList(1, segments.size()).clear();
    size = segments.get(0).to;
  }

  /** Adds a file that is included at {@code parent}, and returns where it starts. */
  public int addFile(String name, byte[] text, int parent) {
    return add(name, text, parent, true);
  }

  /** Adds what is made of the macro {@code name} at {@code parent}, and returns where it starts. */
  public int addExpansion(String name, byte[] text, int parent) {
    return add(name, text, parent, false);
  }

  private int add(String name, byte[] text, int parent, boolean isFile) {
    int from = size;
    int to = from + text.length + 1;
    if (to > bytes.length || segments.size() == 1) {
      bytes = Arrays.copyOf(bytes, Math.max(to, bytes.length + bytes.length / 2));
    }
    System.arraycopy(text, 0, bytes, from, text.length);
    bytes[to - 1] = '\n';
    size = to;
    segments.add(new Segment(name, from, to, parent, isFile));
    return from;
  }

  private Segment segmentAt(int offset) {
    int low = 0;
    int high = segments.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments.get(middle).from <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return segments.get(low);
  }

  /** {@return whether the place is in the text of an expansion} */
  boolean isExpansion(int offset) {
    return !segmentAt(offset).isFile;
  }

  /** {@return what the text at that place was made of: {@code macro 'save'}} */
  String nameAt(int offset) {
    return segmentAt(offset).name;
  }

  /** {@return the line and the column in a file; for an expansion, where it was asked for} */
  public Origin.Source origin(int offset) {
    Segment segment = segmentAt(offset);
    if (!segment.isFile) {
      return origin(segment.parent);
    }
    int[] starts = lineStarts(segment);
    int line = lineOf(starts, offset);
    int start = starts[line - 1];
    int before =
        offset - start <= BLOCK
            ? characters(start, offset)
            : charactersBefore(segment, offset) - charactersBefore(segment, start);
    return new Origin.Source(segment.name, line, 1 + before);
  }

  private static int lineOf(int[] starts, int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** {@return how many characters of UTF-8 start in that range} */
  int characters(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        count++;
      }
    }
    return count;
  }

  /** How many characters of a segment come before a place; many errors can be on a long line. */
  private int charactersBefore(Segment segment, int offset) {
    if (segment.charactersBefore.length == 0) {
      segment.charactersBefore = countBlocks(segment);
    }
    int block = (offset - segment.from) / BLOCK;
    return segment.charactersBefore[block] + characters(segment.from + block * BLOCK, offset);
  }

  private int[] countBlocks(Segment segment) {
    int[] before = new int[(segment.to - segment.from) / BLOCK + 1];
    for (int block = 1; block < before.length; block++) {
      int end = segment.from + block * BLOCK;
      before[block] = before[block - 1] + characters(end - BLOCK, end);
    }
    return before;
  }

  /** {@return the text of that line of that file, without its end; empty if there is none} */
  public String line(Origin.Source place) {
    for (Segment segment : segments) {
      if (segment.isFile && segment.name.equals(place.file())) {
        return line(segment, place.line());
      }
    }
    return "";
  }

  /** {@return the content of the file that messages call {@code name}} */
  public Optional<byte[]> file(String name) {
    for (Segment segment : segments) {
      if (segment.isFile && segment.name.equals(name)) {
        return Optional.of(Arrays.copyOfRange(bytes, segment.from, segment.to));
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the text of the line that the place is on, in an expansion as in a file; of a longer
   * one than {@code longest} bytes, what starts at the place}
   */
  String lineAt(int offset, int longest) {
    Segment segment = segmentAt(offset);
    int[] starts = lineStarts(segment);
    int line = lineOf(starts, offset);
    int end = line < starts.length ? starts[line] : segment.to;
    return end - starts[line - 1] <= longest
        ? line(segment, line).strip()
        : text(offset, Math.min(end - 1, offset + longest)).strip() + "…";
  }

  private String line(Segment segment, int number) {
    int[] starts = lineStarts(segment);
    if (number < 1 || number > starts.length) {
      return "";
    }
    int from = starts[number - 1];
    int to = (number < starts.length ? starts[number] : segment.to) - 1;
    if (to > from && bytes[to - 1] == '\r') {
      to--;
    }
    return text(from, to);
  }

  String text(int from, int to) {
    return new String(bytes, from, Math.max(0, to - from), StandardCharsets.UTF_8);
  }

  private int[] lineStarts(Segment segment) {
    int[] starts = segment.lines;
    if (starts.length == 0) {
      starts = findLines(segment);
      segment.lines = starts;
    }
    return starts;
  }

  private int[] findLines(Segment segment) {
    int count = 0;
    for (int i = segment.from; i < segment.to; i++) {
      if (bytes[i] == '\n') {
        count++;
      }
    }
    int[] starts = new int[count];
    starts[0] = segment.from;
    int line = 1;
    for (int i = segment.from; line < count; i++) {
      if (bytes[i] == '\n') {
        starts[line++] = i + 1;
      }
    }
    return starts;
  }
}
