package dev.jbpf.runtime.netlink;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The network interfaces of the calling thread's network. Java's own class knows only those that
 * have an address.
 *
 * <p>Source: netdevice(7).
 */
public final class Interfaces {
  private static final Path ALL = Path.of("/proc/thread-self/net/dev");
  private static final int HEADER_LINES = 2;

  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SIOCGIFFLAGS = 0x8913;
  private static final int SIOCGIFINDEX = 0x8933;
  private static final int IFF_UP = 1;
  private static final int IFF_RUNNING = 0x40;

  /** {@code struct ifreq}: a name, and what is asked. */
  private static final int REQUEST_SIZE = 40;

  private static final int NAME_SIZE = 16;

  private Interfaces() {}

  /**
   * {@return the number of the interface of that name}
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static int index(String name) {
    return ask(SIOCGIFINDEX, name).getInt(NAME_SIZE);
  }

  /**
   * {@return whether that interface is on, and has something at its other end}
   *
   * @throws IllegalArgumentException as of {@link #index}
   */
  public static boolean isUp(String name) {
    int flags = ask(SIOCGIFFLAGS, name).getShort(NAME_SIZE);
    return (flags & IFF_UP) != 0 && (flags & IFF_RUNNING) != 0;
  }

  private static ByteBuffer ask(int question, String name) {
    BpfSyscalls syscalls = BpfSyscalls.system();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= NAME_SIZE) {
      throw unknown(name);
    }
    NativeMemory request = NativeMemory.ofSize(syscalls, REQUEST_SIZE);
    request.bytes().put(0, bytes);
    long socket = syscalls.call(Syscall.SOCKET, Protocols.AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    check(socket, name);
    long result = syscalls.call(Syscall.IOCTL, socket, question, request.address());
    syscalls.call(Syscall.CLOSE, socket, 0, 0);
    Reference.reachabilityFence(request);
    if (Errno.ENODEV.is(result)) {
      throw unknown(name);
    }
    check(result, name);
    return request.bytes();
  }

  private static void check(long result, String name) {
    if (result < 0) {
      throw new SyscallException(
          "cannot ask for network interface " + name, Errno.ofResult(result));
    }
  }

  private static IllegalArgumentException unknown(String name) {
    List<String> known = names();
    String hint =
        Suggestions.nearest(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("there are " + String.join(", ", known));
    return new IllegalArgumentException("no network interface " + name + "; " + hint);
  }

  private static List<String> names() {
    try (Stream<String> lines = Files.lines(ALL)) {
      return lines
          .skip(HEADER_LINES)
          .map(line -> line.substring(0, line.indexOf(':')).strip())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the network interfaces", e);
    }
  }
}
