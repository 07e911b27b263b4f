package dev.jbpf.vm.helper.socket;

/** The largest segment that the sender of a SYN packet takes, as far as a cookie can keep it. */
final class SegmentSize {
  /** What cookies keep, by the kernel's own answers. */
  private static final int[] OF_IPV4 = {536, 1_300, 1_440, 1_460};

  private static final int[] OF_IPV6 = {1_220, 1_420, 1_440, 8_940};
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

  /** What the last such option says; 0 if there is none. */
  private static int said(byte[] options) {
    return TcpOptions.all(options).stream()
        .filter(option -> option[0] == SEGMENT && option.length == LENGTH)
        .mapToInt(option -> (option[2] & 0xff) << Byte.SIZE | option[3] & 0xff)
        .reduce(0, (before, last) -> last);
  }
}
