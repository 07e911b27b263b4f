package dev.jbpf.testkit.sweep;

import dev.jbpf.kernel.ProgramType;
import java.util.function.Consumer;

/**
 * What is asked for cookies of a socket, all but what it is asked when nobody floods it: then the
 * kernel makes none; and packets given to a socket, with flags: the test run takes none without, as
 * no interface has them.
 */
final class CookieCases {
  private static final int GENERATE = 110;
  private static final int CHECK = 100;
  private static final int ASSIGN = 124;
  private static final int IP = 256;
  private static final int TCP = 192;
  private static final int SYN = 2;
  private static final int[] IP_SIZES = {20, 0, 19, 39, 40, 60};
  private static final int[] TCP_SIZES = {20, 0, 19, 21, 24, 60};
  private static final int[] VERSIONS = {0x45, 0x60, 0x50, 0};
  private static final int[] LENGTHS = {0x50, 0x40, 0x60};
  private static final int[] FLAGS = {SYN, 0, 4, 6, 0x10, 0x12, 0x14};
  private static final int[] PORTS = {
    Listeners.LISTENING, Listeners.ANYWHERE, Listeners.CONNECTED, Listeners.DATAGRAMS
  };

  private final Consumer<Case> to;

  private CookieCases(Consumer<Case> to) {
    this.to = to;
  }

  static void all(Consumer<Case> to) {
    CookieCases cases = new CookieCases(to);
    for (int port : PORTS) {
      for (int version : VERSIONS) {
        for (int size : IP_SIZES) {
          cases.headers(port, version, size, 0x50, 20, FLAGS[0]);
        }
      }
      for (int length : LENGTHS) {
        for (int size : TCP_SIZES) {
          for (int flags : FLAGS) {
            cases.headers(port, 0x45, 20, length, size, flags);
          }
        }
      }
      for (long flags : new long[] {1, 2, -1, 1L << 32}) {
        Script script = found(port);
        script.then("r1 = r6\nr2 = r9\nr3 = 0x%x ll\ncall %d", flags, ASSIGN);
        cases.add(script);
      }
    }
  }

  private static Script found(int port) {
    int helper = port == Listeners.DATAGRAMS ? 85 : 99;
    int from = port == Listeners.CONNECTED ? Listeners.LISTENING : 9;
    Script script = SocketCases.tuple(SocketCases.HERE, port, from);
    return SocketCases.lookup(script, helper, 12, -1, 0).then("if r9 == 0 goto none");
  }

  private void add(Script script) {
    script.then("*(u64 *)(r7 + 0) = r0\nr1 = r9\ncall 86\nnone:");
    to.accept(Case.of(ProgramType.SCHED_CLS, script, Packets.IPV4_TCP));
  }

  private void headers(int port, int version, int ipSize, int length, int size, int flags) {
    boolean isRight = version == 0x45 && ipSize >= 20 || version == 0x60 && ipSize >= 40;
    boolean opens = isRight && flags == SYN && length >> 2 == size;
    for (int helper : new int[] {GENERATE, CHECK}) {
      if (helper == GENERATE && opens) {
        continue;
      }
      Script script = found(port).then("r1 = 0");
      for (int at = IP; at > TCP - 64; at -= 8) {
        script.then("*(u64 *)(r10 - %d) = r1", at);
      }
      script.then("r1 = 0x%x\n*(u8 *)(r10 - %d) = r1", version, IP);
      script.then("r1 = 0x%x\n*(u8 *)(r10 - %d) = r1", length, TCP - 12);
      script.then("r1 = 0x%x\n*(u8 *)(r10 - %d) = r1", flags, TCP - 13);
      script.then("r1 = r9\nr2 = r10\nr2 += -%d\nr3 = %d", IP, ipSize);
      script.then("r4 = r10\nr4 += -%d\nr5 = %d\ncall %d", TCP, size, helper);
      add(script);
    }
  }
}
