package dev.jbpf.runtime.sys;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.host.Architecture;
import dev.jbpf.runtime.sys.direct.DirectSyscall;
import dev.jbpf.runtime.testing.Seccomp;

/**
 * Asks for direct system calls where no page may become one of code, and prints whether there are
 * some, and what the C library's answer is.
 */
final class NoMachineCode {
  private NoMachineCode() {}

  public static void main(String[] arguments) {
    long close = Syscall.CLOSE.number(Architecture.current().orElseThrow());
    long answer = CLibrary.call(close, -1, 0, 0);
    Seccomp.refuse(Syscall.MPROTECT, Errno.of(13));
    System.out.println(DirectSyscall.install(true) + " " + answer);
    Runtime.getRuntime().halt(0); // The JVM's own end needs mprotect, too.
  }
}
