package dev.jbpf.vm.helper.socket;

/** The largest segment that the sender of a SYN packet takes, as far as a cookie can keep it. */
final class SegmentSize {
  /** What cookies keep, by the kernel's own answers. */
  private static final int[] OF_IPV4 = {536, 1_300, 1_440, 1_460};

  private static final int[] OF_IPV6 = {1_220, 1_420, 1_440, 8_940};
  private static final int END = 0;
  private static final int NOTHING = 1;
  private static final int SEGMENT = 2;
  private static final int LENGTH = 4;

  private SegmentSize() {}

  /** {@return the largest of the sizes that are not above what {@code options} say} */
  static long kept(byte[] options, boolean isIpv6) {
    int wanted = said(options);
    int[] sizes = isIpv6 ? OF_IPV6 : OF_IPV4;
    int kept = sizes[0];
    for (int size : sizes) {
      if (size <= wanted) {
        kept = size;
      }
    }
    return kept;
  }

  /** What the last such option says, up to where they are broken; 0 if there is none. */
  private static int said(byte[] options) {
    int said = 0;
    int at = 0;
    while (at < options.length && options[at] != END) {
      int length = options[at] == NOTHING ? 1 : length(options, at);
      if (length == 0) {
        return said;
      }
      if (options[at] == SEGMENT && length == LENGTH) {
        said = (options[at + 2] & 0xff) << Byte.SIZE | options[at + 3] & 0xff;
      }
      at += length;
    }
    return said;
  }

  /** Of an option that is there as a whole; 0 for others. */
  private static int length(byte[] options, int at) {
    int length = at + 1 < options.length ? options[at + 1] & 0xff : 0;
    return length >= 2 && at + length <= options.length ? length : 0;
  }
}
