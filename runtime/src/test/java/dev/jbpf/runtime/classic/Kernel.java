package dev.jbpf.runtime.classic;

import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.code.Program;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The few system calls that these tests make; a number below zero means that one failed. */
final class Kernel {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_MARK = 36;
  private static final int SO_ATTACH_BPF = 50;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int BPF_PROG_LOAD = 5;
  private static final int BPF_PROG_TEST_RUN = 10;
  private static final int SOCKET_FILTER = 1;
  private static final int ATTR_SIZE = 128;
  private static final int LOG_SIZE = 1 << 20;
  private static final int FRAME_SIZE = 1 << 16;

  private static final C LIBC = LibraryLoader.create(C.class).load("c");
  private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);
  private static final long BPF = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;
  private static final Pointer FRAME = memory(FRAME_SIZE);
  private static final Pointer LOG = memory(LOG_SIZE);

  private Kernel() {}

  /** Functions of the C library. */
  public interface C {
    long syscall(long number, long command, Pointer attr, long size);

    int socket(int domain, int type, int protocol);

    int bind(int fd, Pointer address, int length);

    int setsockopt(int fd, int level, int option, Pointer value, int length);

    long sendto(int fd, Pointer data, long length, int flags, Pointer address, int size);

    long recv(int fd, Pointer data, long length, int flags);

    int close(int fd);
  }

  private static Pointer memory(int size) {
    return jnr.ffi.Memory.allocateDirect(RUNTIME, size, true);
  }

  private static Pointer memory(byte[] bytes) {
    Pointer memory = memory(Math.max(1, bytes.length));
    memory.put(0, bytes, 0, bytes.length);
    return memory;
  }

  /** {@return a socket for the frames of that type on that interface; of none, for 0} */
  static int packetSocket(int type, int networkInterface) {
    int fd = LIBC.socket(AF_PACKET, SOCK_RAW, 0);
    return fd < 0 || type == 0 ? fd : Math.min(fd, bind(fd, type, networkInterface));
  }

  private static int bind(int fd, int type, int networkInterface) {
    Pointer address = address(type, networkInterface);
    return LIBC.bind(fd, address, (int) address.size()) < 0 ? -1 : fd;
  }

  private static Pointer address(int type, int networkInterface) {
    Pointer address = memory(20); // struct sockaddr_ll
    address.putShort(0, (short) AF_PACKET);
    address.putShort(2, Short.reverseBytes((short) type));
    address.putInt(4, networkInterface);
    return address;
  }

  static void mark(int fd, int mark) {
    Pointer value = memory(4);
    value.putInt(0, mark);
    LIBC.setsockopt(fd, SOL_SOCKET, SO_MARK, value, 4);
  }

  static boolean attach(int fd, ClassicProgram program) {
    Pointer insns = memory(program.toBytes(ByteOrder.nativeOrder()));
    Pointer fprog = memory(16); // struct sock_fprog
    fprog.putShort(0, (short) program.size());
    fprog.putAddress(8, insns.address());
    return LIBC.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, fprog, 16) == 0;
  }

  static boolean attach(int fd, int program) {
    Pointer value = memory(4);
    value.putInt(0, program);
    return LIBC.setsockopt(fd, SOL_SOCKET, SO_ATTACH_BPF, value, 4) == 0;
  }

  static void send(int fd, byte[] frame, int type, int networkInterface) {
    Pointer address = address(type, networkInterface);
    FRAME.put(0, frame, 0, frame.length);
    LIBC.sendto(fd, FRAME, frame.length, 0, address, (int) address.size());
  }

  /** {@return the length of the next frame, which may come within a second} */
  static long await(int fd) {
    Pointer second = memory(16); // struct timeval
    second.putLong(0, 1);
    LIBC.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, second, 16);
    return LIBC.recv(fd, FRAME, FRAME_SIZE, 0);
  }

  /** {@return the lengths of the frames that wait} */
  static List<Long> received(int fd) {
    List<Long> lengths = new ArrayList<>();
    for (long n = receive(fd); n >= 0; n = receive(fd)) {
      lengths.add(n);
    }
    return lengths;
  }

  private static long receive(int fd) {
    return LIBC.recv(fd, FRAME, FRAME_SIZE, MSG_DONTWAIT);
  }

  static void close(int fd) {
    LIBC.close(fd);
  }

  /** {@return the descriptor of the loaded program, or a number below zero: see {@link #log}} */
  static int load(Program program) {
    Pointer insns = memory(program.toBytes(ByteOrder.nativeOrder()));
    Pointer license = memory("GPL\0".getBytes(StandardCharsets.UTF_8));
    LOG.putByte(0, (byte) 0);
    Pointer attr = memory(ATTR_SIZE);
    attr.putInt(0, SOCKET_FILTER);
    attr.putInt(4, program.size());
    attr.putAddress(8, insns.address());
    attr.putAddress(16, license.address());
    int fd = (int) LIBC.syscall(BPF, BPF_PROG_LOAD, attr, ATTR_SIZE);
    if (fd < 0) {
      attr.putInt(24, 1);
      attr.putInt(28, LOG_SIZE);
      attr.putAddress(32, LOG.address());
      fd = (int) LIBC.syscall(BPF, BPF_PROG_LOAD, attr, ATTR_SIZE);
    }
    // The addresses in attr are numbers: what they point to is to live until here.
    java.lang.ref.Reference.reachabilityFence(List.of(insns, license));
    return fd;
  }

  static String log() {
    return LOG.getString(0);
  }

  /**
   * {@return what the program returns for the frame, unsigned}
   *
   * @param context the bytes of a {@code struct __sk_buff}
   */
  static Optional<Long> run(int program, byte[] frame, byte[] context) {
    Pointer data = memory(frame);
    Pointer contextIn = memory(context);
    Pointer attr = memory(ATTR_SIZE);
    attr.putInt(0, program);
    attr.putInt(8, frame.length);
    attr.putAddress(16, data.address());
    attr.putInt(40, context.length);
    attr.putAddress(48, contextIn.address());
    long result = LIBC.syscall(BPF, BPF_PROG_TEST_RUN, attr, ATTR_SIZE);
    java.lang.ref.Reference.reachabilityFence(List.of(data, contextIn));
    return result < 0 ? Optional.empty() : Optional.of(attr.getInt(4) & 0xffff_ffffL);
  }
}
