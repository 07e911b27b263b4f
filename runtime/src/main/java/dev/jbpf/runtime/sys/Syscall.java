package dev.jbpf.runtime.sys;

import dev.jbpf.runtime.host.Architecture;

/**
 * The system calls that the library makes, with their numbers.
 *
 * <p>Source: the kernel's {@code syscall_64.tbl}, {@code include/uapi/asm-generic/unistd.h}, and
 * the tables of s390 and powerpc.
 */
public enum Syscall {
  READ(0, 63, 3, 3),
  WRITE(1, 64, 4, 4),
  CLOSE(3, 57, 6, 6),
  MMAP(9, 222, 90, 90),
  MPROTECT(10, 226, 125, 125),
  MUNMAP(11, 215, 91, 91),
  IOCTL(16, 29, 54, 54),
  SOCKET(41, 198, 359, 326),
  SENDTO(44, 206, 369, 335),
  RECVFROM(45, 207, 371, 337),
  BIND(49, 200, 361, 327),
  GETSOCKNAME(51, 204, 367, 331),
  SETSOCKOPT(54, 208, 366, 339),
  GETSOCKOPT(55, 209, 365, 340),
  FCNTL(72, 25, 55, 55),
  FLOCK(73, 32, 143, 143),
  CAPSET(126, 91, 185, 184),
  STATFS(137, 43, 99, 99),
  MOUNT(165, 40, 21, 21),
  SCHED_SETAFFINITY(203, 122, 239, 222),
  SCHED_GETAFFINITY(204, 123, 240, 223),
  UNSHARE(272, 97, 303, 282),
  EPOLL_CTL(233, 21, 250, 237),
  OPENAT(257, 56, 288, 286),
  EPOLL_PWAIT(281, 22, 312, 303),
  EVENTFD2(290, 19, 324, 314),
  EPOLL_CREATE1(291, 20, 327, 315),
  PERF_EVENT_OPEN(298, 241, 331, 319),
  MEMBARRIER(324, 283, 356, 365),
  PRLIMIT64(302, 261, 334, 325),
  SETNS(308, 268, 339, 350),
  BPF(321, 280, 351, 361),
  FSOPEN(430, 430, 430, 430),
  FSCONFIG(431, 431, 431, 431),
  FSMOUNT(432, 432, 432, 432),
  PIDFD_OPEN(434, 434, 434, 434);

  private final int x86;
  private final int generic;
  private final int s390;
  private final int powerpc;

  Syscall(int x86, int generic, int s390, int powerpc) {
    this.x86 = x86;
    this.generic = generic;
    this.s390 = s390;
    this.powerpc = powerpc;
  }

  /** {@return its number on machines of that kind} */
  public int number(Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> x86;
      case AARCH64, RISCV64 -> generic;
      case S390X -> s390;
      case PPC64LE -> powerpc;
    };
  }
}
