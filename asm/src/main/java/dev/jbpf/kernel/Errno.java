package dev.jbpf.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why a system call, a map or a helper refuses: its number, and what is known of that.
 *
 * <p>Numbers are those of x86-64, arm64, s390x, riscv64 and ppc64le, which differ in none of these.
 * Source: {@code uapi/asm-generic/errno.h}, and {@code errno(3)}.
 */
public final class Errno {
  private static final Map<Integer, Errno> KNOWN = new HashMap<>();

  // spotless:off
  public static final Errno EPERM = row(1, "EPERM", "operation not permitted");
  public static final Errno ENOENT = row(2, "ENOENT", "no such file or entry");
  public static final Errno ESRCH = row(3, "ESRCH", "no such process");
  public static final Errno EINTR = row(4, "EINTR", "interrupted");
  public static final Errno EIO = row(5, "EIO", "input/output error");
  public static final Errno ENXIO = row(6, "ENXIO", "no such device or address");
  public static final Errno E2BIG = row(7, "E2BIG", "too big");
  public static final Errno EBADF = row(9, "EBADF", "bad file descriptor");
  public static final Errno EAGAIN = row(11, "EAGAIN", "try again");
  public static final Errno ENOMEM = row(12, "ENOMEM", "out of memory");
  public static final Errno EACCES = row(13, "EACCES", "permission denied");
  public static final Errno EFAULT = row(14, "EFAULT", "bad address");
  public static final Errno EBUSY = row(16, "EBUSY", "busy");
  public static final Errno EEXIST = row(17, "EEXIST", "exists already");
  public static final Errno EXDEV = row(18, "EXDEV", "in another file system");
  public static final Errno ENODEV = row(19, "ENODEV", "no such device");
  public static final Errno ENOTDIR = row(20, "ENOTDIR", "not a folder");
  public static final Errno EISDIR = row(21, "EISDIR", "is a folder");
  public static final Errno EINVAL = row(22, "EINVAL", "invalid argument");
  public static final Errno ENFILE = row(23, "ENFILE", "too many open files in the system");
  public static final Errno EMFILE = row(24, "EMFILE", "too many open files");
  public static final Errno EFBIG = row(27, "EFBIG", "too large");
  public static final Errno ENOSPC = row(28, "ENOSPC", "no space left");
  public static final Errno ESPIPE = row(29, "ESPIPE", "no position to seek");
  public static final Errno EROFS = row(30, "EROFS", "the file system is read-only");
  public static final Errno EMLINK = row(31, "EMLINK", "too many links");
  public static final Errno EPIPE = row(32, "EPIPE", "nobody reads");
  public static final Errno EDOM = row(33, "EDOM", "outside of what is defined");
  public static final Errno ERANGE = row(34, "ERANGE", "out of range");
  public static final Errno ENAMETOOLONG = row(36, "ENAMETOOLONG", "the name is too long");
  public static final Errno ENOSYS = row(38, "ENOSYS", "no such system call");
  public static final Errno ENOTEMPTY = row(39, "ENOTEMPTY", "not empty");
  public static final Errno ELOOP = row(40, "ELOOP", "too many symbolic links");
  public static final Errno ENOMSG = row(42, "ENOMSG", "no such message");
  public static final Errno ENODATA = row(61, "ENODATA", "no data");
  public static final Errno ENOLINK = row(67, "ENOLINK", "the link is gone");
  public static final Errno EPROTO = row(71, "EPROTO", "wrong protocol");
  public static final Errno EOVERFLOW = row(75, "EOVERFLOW", "too large for its type");
  public static final Errno ENOTSOCK = row(88, "ENOTSOCK", "not a socket");
  public static final Errno EMSGSIZE = row(90, "EMSGSIZE", "the message is too long");
  public static final Errno ENOPROTOOPT = row(92, "ENOPROTOOPT", "no such option");
  public static final Errno EPROTONOSUPPORT = row(93, "EPROTONOSUPPORT", "no such protocol");
  public static final Errno EOPNOTSUPP = row(95, "EOPNOTSUPP", "operation not supported");
  public static final Errno EAFNOSUPPORT = row(97, "EAFNOSUPPORT", "no such address family");
  public static final Errno EADDRINUSE = row(98, "EADDRINUSE", "the address is in use");
  public static final Errno EADDRNOTAVAIL = row(99, "EADDRNOTAVAIL", "cannot assign requested address");
  public static final Errno ENETDOWN = row(100, "ENETDOWN", "network is down");
  public static final Errno ECONNRESET = row(104, "ECONNRESET", "the other side closed the connection");
  public static final Errno ENOBUFS = row(105, "ENOBUFS", "no buffer space");
  public static final Errno EISCONN = row(106, "EISCONN", "connected already");
  public static final Errno ENOTCONN = row(107, "ENOTCONN", "not connected");
  public static final Errno ETIMEDOUT = row(110, "ETIMEDOUT", "no answer in time");
  public static final Errno ECONNREFUSED = row(111, "ECONNREFUSED", "connection refused");
  public static final Errno EHOSTUNREACH = row(113, "EHOSTUNREACH", "no way to the host");
  public static final Errno EALREADY = row(114, "EALREADY", "in progress already");
  public static final Errno EINPROGRESS = row(115, "EINPROGRESS", "in progress");
  public static final Errno ESTALE = row(116, "ESTALE", "stale handle");
  public static final Errno EDQUOT = row(122, "EDQUOT", "the quota is used up");
  public static final Errno ECANCELED = row(125, "ECANCELED", "canceled");
  public static final Errno ENOTSUPP = row(524, "ENOTSUPP", "not supported by this kernel");
  // spotless:on

  private final int number;
  private final Optional<String> name;
  private final String meaning;

  private Errno(int number, Optional<String> name, String meaning) {
    this.number = number;
    this.name = name;
    this.meaning = meaning;
  }

  private static Errno row(int number, String name, String meaning) {
    Errno row = new Errno(number, Optional.of(name), meaning);
    KNOWN.put(number, row);
    return row;
  }

  /**
   * {@return the error of that number}
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public static Errno of(int number) {
    if (number <= 0) {
      throw new IllegalArgumentException("errno " + number + ": numbers count from 1");
    }
    Errno known = KNOWN.get(number);
    return known != null ? known : new Errno(number, Optional.empty(), "see errno(3)");
  }

  /**
   * {@return the error that a call's negative {@code result} stands for}
   *
   * @throws IllegalArgumentException if it is not negative
   */
  public static Errno ofResult(long result) {
    return of(Math.toIntExact(-result));
  }

  /** {@return the kernel's number, from 1} */
  public int number() {
    return number;
  }

  /** {@return what a call returns that fails with it: its number, negative} */
  public int result() {
    return -number;
  }

  /** {@return whether {@code result} is that of a call which failed with this error} */
  public boolean is(long result) {
    return result == -number;
  }

  /** {@return its name, such as {@code EPERM}; {@code errno 4000} where it has none} */
  public String name() {
    return name.orElse("errno " + number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Errno errno && errno.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  /** {@return name and meaning: {@code EPERM, operation not permitted}} */
  @Override
  public String toString() {
    return name() + ", " + meaning;
  }
}
