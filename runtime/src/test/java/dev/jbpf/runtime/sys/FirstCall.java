package dev.jbpf.runtime.sys;

/** Makes one system call, which fails, and prints its result. */
final class FirstCall {
  private FirstCall() {}

  public static void main(String[] arguments) {
    System.out.println(BpfSyscalls.system().call(Syscall.CLOSE, -1, 0, 0));
  }
}
