package dev.jbpf.runtime.sys;

import java.util.Map;

/**
 * Why a system call failed.
 *
 * @param number the kernel's number, from 1
 */
public record Errno(int number) {
  public static final Errno EPERM = new Errno(1);
  public static final Errno ENOENT = new Errno(2);
  public static final Errno EINTR = new Errno(4);
  public static final Errno EBADF = new Errno(9);
  public static final Errno EAGAIN = new Errno(11);
  public static final Errno ENOMEM = new Errno(12);
  public static final Errno EACCES = new Errno(13);
  public static final Errno EFAULT = new Errno(14);
  public static final Errno EBUSY = new Errno(16);
  public static final Errno EEXIST = new Errno(17);
  public static final Errno ENODEV = new Errno(19);
  public static final Errno EINVAL = new Errno(22);
  public static final Errno ENFILE = new Errno(23);
  public static final Errno EMFILE = new Errno(24);
  public static final Errno E2BIG = new Errno(7);
  public static final Errno ENOSPC = new Errno(28);
  public static final Errno ERANGE = new Errno(34);
  public static final Errno ENOSYS = new Errno(38);
  public static final Errno ENOTEMPTY = new Errno(39);
  public static final Errno EOPNOTSUPP = new Errno(95);
  public static final Errno ENETDOWN = new Errno(100);
  public static final Errno ENOTSUPP = new Errno(524);

  /** Names and what the C library says, for the errors that bpf(2) and its companions give. */
  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          Map.entry(1, "EPERM, operation not permitted"),
          Map.entry(2, "ENOENT, no such file or entry"),
          Map.entry(3, "ESRCH, no such process"),
          Map.entry(4, "EINTR, interrupted"),
          Map.entry(5, "EIO, input/output error"),
          Map.entry(6, "ENXIO, no such device or address"),
          Map.entry(7, "E2BIG, too big"),
          Map.entry(9, "EBADF, bad file descriptor"),
          Map.entry(11, "EAGAIN, try again"),
          Map.entry(12, "ENOMEM, out of memory"),
          Map.entry(13, "EACCES, permission denied"),
          Map.entry(14, "EFAULT, bad address"),
          Map.entry(16, "EBUSY, busy"),
          Map.entry(17, "EEXIST, exists already"),
          Map.entry(19, "ENODEV, no such device"),
          Map.entry(22, "EINVAL, invalid argument"),
          Map.entry(23, "ENFILE, too many open files in the system"),
          Map.entry(24, "EMFILE, too many open files"),
          Map.entry(18, "EXDEV, in another file system"),
          Map.entry(20, "ENOTDIR, not a folder"),
          Map.entry(21, "EISDIR, is a folder"),
          Map.entry(27, "EFBIG, too large"),
          Map.entry(28, "ENOSPC, no space left"),
          Map.entry(29, "ESPIPE, no position to seek"),
          Map.entry(30, "EROFS, the file system is read-only"),
          Map.entry(31, "EMLINK, too many links"),
          Map.entry(32, "EPIPE, nobody reads"),
          Map.entry(33, "EDOM, outside of what is defined"),
          Map.entry(34, "ERANGE, out of range"),
          Map.entry(36, "ENAMETOOLONG, the name is too long"),
          Map.entry(38, "ENOSYS, no such system call"),
          Map.entry(39, "ENOTEMPTY, not empty"),
          Map.entry(40, "ELOOP, too many symbolic links"),
          Map.entry(61, "ENODATA, no data"),
          Map.entry(67, "ENOLINK, the link is gone"),
          Map.entry(71, "EPROTO, wrong protocol"),
          Map.entry(75, "EOVERFLOW, too large for its type"),
          Map.entry(88, "ENOTSOCK, not a socket"),
          Map.entry(90, "EMSGSIZE, the message is too long"),
          Map.entry(92, "ENOPROTOOPT, no such option"),
          Map.entry(95, "EOPNOTSUPP, operation not supported"),
          Map.entry(93, "EPROTONOSUPPORT, no such protocol"),
          Map.entry(97, "EAFNOSUPPORT, no such address family"),
          Map.entry(98, "EADDRINUSE, the address is in use"),
          Map.entry(99, "EADDRNOTAVAIL, cannot assign requested address"),
          Map.entry(100, "ENETDOWN, network is down"),
          Map.entry(104, "ECONNRESET, the other side closed the connection"),
          Map.entry(105, "ENOBUFS, no buffer space"),
          Map.entry(106, "EISCONN, connected already"),
          Map.entry(107, "ENOTCONN, not connected"),
          Map.entry(110, "ETIMEDOUT, no answer in time"),
          Map.entry(111, "ECONNREFUSED, connection refused"),
          Map.entry(113, "EHOSTUNREACH, no way to the host"),
          Map.entry(114, "EALREADY, in progress already"),
          Map.entry(115, "EINPROGRESS, in progress"),
          Map.entry(116, "ESTALE, stale handle"),
          Map.entry(122, "EDQUOT, the quota is used up"),
          Map.entry(125, "ECANCELED, canceled"),
          Map.entry(524, "ENOTSUPP, not supported by this kernel"));

  /** {@return the error that a call's negative {@code result} stands for} */
  public static Errno of(long result) {
    return new Errno(Math.toIntExact(-result));
  }

  /** {@return whether {@code result} is that of a call which failed with this error} */
  public boolean is(long result) {
    return result == -number;
  }

  /** {@return its name, such as {@code EPERM}} */
  public String name() {
    String text = toString();
    return text.substring(0, text.indexOf(','));
  }

  /** {@return name and meaning: {@code EPERM, operation not permitted}} */
  @Override
  public String toString() {
    return TEXTS.getOrDefault(number, "errno " + number + ", see errno(3)");
  }
}
