package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.CONTEXT;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.util.function.Consumer;

/**
 * Lookups of sockets by each tuple, what is read of them, casts, and values that belong to them.
 */
final class SocketCases {
  private static final int TCP = 84;
  private static final int UDP = 85;
  private static final int ANY_TCP = 99;
  private static final int RELEASE = 86;
  static final int HERE = 0x0100_007f;
  private static final int ELSEWHERE = 0x0200_007f;
  private static final int TUPLE = 112;
  private static final int[] MEMBERS = {0, 4, 8, 12, 16, 20, 24, 44, 52, 72};
  private static final int[] CASTS = {95, 96, 98, 136, 137, 138, 139, 140, 178, 196};

  private final Consumer<Case> to;

  private SocketCases(Consumer<Case> to) {
    this.to = to;
  }

  static void all(Consumer<Case> to) {
    SocketCases cases = new SocketCases(to);
    for (ProgramType type : new ProgramType[] {ProgramType.SCHED_CLS, ProgramType.XDP}) {
      cases.lookups(type);
    }
    cases.owned();
    CookieCases.all(to);
  }

  private void lookups(ProgramType type) {
    int[] ports = {
      Listeners.LISTENING,
      Listeners.ANYWHERE,
      Listeners.CONNECTED,
      Listeners.DATAGRAMS,
      Listeners.DATAGRAMS_ANYWHERE
    };
    for (int helper : new int[] {TCP, UDP, ANY_TCP}) {
      for (int port : ports) {
        for (int address : new int[] {HERE, ELSEWHERE}) {
          for (int from : new int[] {Listeners.LISTENING, Listeners.CONNECTED, 9}) {
            found(type, helper, address, port, from);
          }
        }
      }
      flags(type, helper);
    }
  }

  static Script tuple(int address, int port, int from) {
    return new Script()
        .then("r1 = 0x%x\n*(u32 *)(r10 - %d) = r1", HERE, TUPLE)
        .then("r1 = 0x%x\n*(u32 *)(r10 - %d) = r1", address, TUPLE - 4)
        .then("r1 = %d\nr1 = be16 r1\n*(u16 *)(r10 - %d) = r1", from, TUPLE - 8)
        .then("r1 = %d\nr1 = be16 r1\n*(u16 *)(r10 - %d) = r1", port, TUPLE - 10);
  }

  static Script lookup(Script script, int helper, long size, long net, long flags) {
    script.then("r1 = r6\nr2 = r10\nr2 += -%d\nr3 = %d", TUPLE, size);
    return script.then("r4 = 0x%x ll\nr5 = 0x%x ll\ncall %d\nr9 = r0", net, flags, helper);
  }

  private static void release(Script script, String none) {
    script.then("r1 = r9\ncall %d\n%s:", RELEASE, none);
  }

  private void found(ProgramType type, int helper, int address, int port, int from) {
    for (int member : MEMBERS) {
      Script script = lookup(tuple(address, port, from), helper, 12, -1, 0);
      String none = script.label();
      script.then("if r9 == 0 goto %s\nr1 = *(u32 *)(r9 + %d)", none, member).note("r1");
      release(script, none);
      to.accept(Case.of(type, script, Packets.IPV4_TCP));
    }
    for (int cast : CASTS) {
      Script script = lookup(tuple(address, port, from), helper, 12, -1, 0);
      String none = script.label();
      String not = script.label();
      script.then("if r9 == 0 goto %s\nr1 = r9\ncall %d\nr1 = 1", none, cast);
      script.then("if r0 == 0 goto %s\nr1 = 2\n%s:", not, not).note("r1");
      release(script, none);
      to.accept(Case.of(type, script, Packets.IPV4_TCP));
    }
  }

  private void flags(ProgramType type, int helper) {
    for (long size : new long[] {12, 36}) {
      for (long net : new long[] {-1, -2, 5_000, 0xffff_ffffL, 1L << 32, 1L << 31}) {
        for (long flags : new long[] {0, 1, 2, 1L << 32, -1}) {
          Script script = tuple(HERE, Listeners.LISTENING, 9);
          script.then("r1 = 0");
          for (int at = 100; at > 64; at -= 4) {
            script.then("*(u32 *)(r10 - %d) = r1", at);
          }
          lookup(script, helper, size, net, flags);
          String none = script.label();
          script.then(
              "r1 = 0\nif r9 == 0 goto %s\nr1 = r9\ncall %d\nr1 = 1\n%s:", none, RELEASE, none);
          to.accept(Case.of(type, script.note("r1"), Packets.IPV4_TCP));
        }
      }
    }
  }

  /** Of the socket that a packet is of in the test run. */
  private void owned() {
    MapDef<?, ?> def = MapDef.socketStorage("m", Codec.U64);
    for (long flags : new long[] {0, 1, 2, 3, 1L << 32}) {
      for (long first : new long[] {0, 7}) {
        for (int rounds = 1; rounds < 4; rounds++) {
          Script script = new Script().key(first);
          script.then("r9 = *(u64 *)(r6 + 168)\nif r9 == 0 goto none\nr1 = r9\ncall 95");
          script.then("if r0 == 0 goto none\nr9 = r0");
          for (int round = 0; round < rounds; round++) {
            stored(script, first, round == 0 ? flags : round % 2);
          }
          script.then("r1 = m ll\nr2 = r9\ncall 108").note("r0").then("none:");
          to.accept(Case.of(ProgramType.SCHED_CLS, script, Packets.IPV4_TCP, def));
        }
      }
    }
    for (ProgramType type : new ProgramType[] {ProgramType.SCHED_CLS, ProgramType.CGROUP_SKB}) {
      for (int member : MEMBERS) {
        Script script = new Script().then("r9 = *(u64 *)(r6 + 168)\nif r9 == 0 goto none");
        script.then("r1 = r9\ncall 95\nif r0 == 0 goto none");
        script.then("r1 = *(u32 *)(r0 + %d)", member).note("r1").then("none:");
        to.accept(Case.of(type, script, Packets.IPV4_ALONE));
      }
      to.accept(Case.of(type, new Script().callForPointer(46, CONTEXT), Packets.IPV4_TCP));
      to.accept(Case.of(type, new Script().call(47, CONTEXT), Packets.IPV4_TCP));
      to.accept(Case.of(type, new Script().callForPointer(122, CONTEXT), Packets.IPV4_TCP));
    }
  }

  private static void stored(Script script, long first, long flags) {
    String none = script.label();
    script.then(first == 0 ? "r3 = 0" : "r3 = r10\nr3 += -80");
    script.then("r1 = m ll\nr2 = r9\nr4 = 0x%x ll\ncall 107\nr1 = 0xdead", flags);
    script.then("if r0 == 0 goto %s\nr1 = *(u64 *)(r0 + 0)\nr2 = r1\nr2 += 1", none);
    script.then("*(u64 *)(r0 + 0) = r2\n%s:", none).note("r1");
  }
}
