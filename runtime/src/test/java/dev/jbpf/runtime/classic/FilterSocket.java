package dev.jbpf.runtime.classic;

import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A packet socket for frames of one type on the loopback interface. */
final class FilterSocket implements AutoCloseable {
  /** A type for experiments, so that no other frames arrive. */
  static final int FRAME_TYPE = 0x88b5;

  static final int LOOPBACK = 1;

  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SO_MARK = 36;
  private static final int SO_ATTACH_BPF = 50;
  private static final int MSG_DONTWAIT = 0x40;

  /** Sizes of structs. */
  private static final int ADDRESS_SIZE = 20;

  private static final int SOCK_FPROG = 16;
  private static final int TIMEVAL = 16;
  private static final int FRAME_SIZE = 1 << 16;

  private final BpfSyscalls syscalls = BpfSyscalls.system();
  private final NativeMemory frame = NativeMemory.ofSize(syscalls, FRAME_SIZE);
  private final NativeMemory address = NativeMemory.ofSize(syscalls, 2 * ADDRESS_SIZE);
  private final long fd;

  private FilterSocket() {
    fd = syscalls.call(Syscall.SOCKET, AF_PACKET, SOCK_RAW, 0);
    address.bytes().putShort(0, (short) AF_PACKET);
    address.bytes().duplicate().order(ByteOrder.BIG_ENDIAN).putShort(2, (short) FRAME_TYPE);
    address.bytes().putInt(4, LOOPBACK);
  }

  /** {@return a socket that receives nothing} */
  static FilterSocket unbound() {
    return new FilterSocket();
  }

  /** {@return a socket that receives the frames; of several, the one bound last gets them first} */
  static FilterSocket bound() {
    FilterSocket socket = new FilterSocket();
    socket.syscalls.call(Syscall.BIND, socket.fd, socket.address.address(), ADDRESS_SIZE);
    return socket;
  }

  /** {@return whether the kernel takes that filter} */
  boolean attach(ClassicProgram program) {
    NativeMemory insns = NativeMemory.copyOf(syscalls, program.toBytes(ByteOrder.nativeOrder()));
    NativeMemory filter = NativeMemory.ofSize(syscalls, SOCK_FPROG);
    filter.bytes().putShort(0, (short) program.size()).putLong(8, insns.address());
    boolean taken = setOption(SO_ATTACH_FILTER, filter, SOCK_FPROG) == 0;
    Reference.reachabilityFence(insns);
    return taken;
  }

  /** {@return whether the kernel takes that program} */
  boolean attach(KernelProgram program) {
    NativeMemory value = NativeMemory.ofSize(syscalls, Integer.BYTES);
    value.bytes().putInt(0, program.descriptor().acquire());
    try {
      return setOption(SO_ATTACH_BPF, value, Integer.BYTES) == 0;
    } finally {
      program.descriptor().release();
    }
  }

  void mark(int mark) {
    NativeMemory value = NativeMemory.ofSize(syscalls, Integer.BYTES);
    value.bytes().putInt(0, mark);
    setOption(SO_MARK, value, Integer.BYTES);
  }

  private long setOption(int option, NativeMemory value, int length) {
    long result =
        syscalls.call(Syscall.SETSOCKOPT, fd, SOL_SOCKET, option, value.address(), length, 0);
    Reference.reachabilityFence(value);
    return result;
  }

  void send(byte[] bytes) {
    frame.bytes().put(0, bytes);
    syscalls.call(
        Syscall.SENDTO, fd, frame.address(), bytes.length, 0, address.address(), ADDRESS_SIZE);
  }

  /** {@return the length of the next frame, which may come within a second} */
  long await() {
    NativeMemory second = NativeMemory.ofSize(syscalls, TIMEVAL);
    second.bytes().putLong(0, 1);
    setOption(SO_RCVTIMEO, second, TIMEVAL);
    return receive(0);
  }

  /** {@return the lengths of the frames that wait} */
  List<Long> received() {
    List<Long> lengths = new ArrayList<>();
    for (long n = receive(MSG_DONTWAIT); n >= 0; n = receive(MSG_DONTWAIT)) {
      lengths.add(n);
    }
    return lengths;
  }

  private long receive(int flags) {
    return syscalls.call(Syscall.RECVFROM, fd, frame.address(), FRAME_SIZE, flags, 0, 0);
  }

  @Override
  public void close() {
    syscalls.call(Syscall.CLOSE, fd, 0, 0);
  }
}
