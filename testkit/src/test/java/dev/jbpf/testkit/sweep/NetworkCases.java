package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.BUFFER;
import static dev.jbpf.testkit.sweep.Script.Argument.CONTEXT;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.StructField;
import java.util.List;
import java.util.function.Consumer;

/** Helpers that send packets elsewhere, and that change headers and what buffers say of them. */
final class NetworkCases {
  private static final int CLONE_REDIRECT = 13;
  private static final int VLAN_PUSH = 18;
  private static final int VLAN_POP = 19;
  private static final int CHANGE_TYPE = 32;
  private static final int SET_HASH = 48;
  private static final int ADJUST_ROOM = 50;
  private static final int ROOM_FLAGS = 11;
  private static final int REDIRECT_NEIGH = 152;
  private static final int REDIRECT_PEER = 155;
  private static final long[] FLAGS = {0, 1, 2, 3, 4, 8, 1L << 32, -1};
  private static final List<StructField> MEMBERS =
      List.of(
          SkBuff.LEN,
          SkBuff.PKT_TYPE,
          SkBuff.PROTOCOL,
          SkBuff.VLAN_PRESENT,
          SkBuff.VLAN_TCI,
          SkBuff.VLAN_PROTO,
          SkBuff.HASH);

  private final Consumer<Case> to;

  private NetworkCases(Consumer<Case> to) {
    this.to = to;
  }

  static void all(Consumer<Case> to) {
    NetworkCases cases = new NetworkCases(to);
    for (byte[] packet : Packets.ALL) {
      cases.on(packet);
    }
    Packets.TAGGED_AT_THE_END.forEach(cases::vlans);
  }

  private void on(byte[] packet) {
    for (long flags : FLAGS) {
      add(packet, new Script().call(REDIRECT_NEIGH, 1, 0, 0, flags));
      add(packet, new Script().call(REDIRECT_PEER, 1, flags));
      add(packet, new Script().call(ADJUST_ROOM, CONTEXT, 0, flags & 3, 0));
      add(packet, new Script().call(CLONE_REDIRECT, CONTEXT, 0, flags));
      add(packet, new Script().call(CLONE_REDIRECT, CONTEXT, 999, flags));
    }
    for (int size : new int[] {1, 19, 20, 21, 64}) {
      add(packet, new Script().call(REDIRECT_NEIGH, 1, BUFFER, size, 0));
    }
    for (long type : new long[] {0, 1, 2, 3, 4, 5, 7, 8, 255, 256, -1}) {
      add(packet, new Script().call(CHANGE_TYPE, CONTEXT, type));
      add(packet, new Script().call(CHANGE_TYPE, CONTEXT, type).call(CHANGE_TYPE, CONTEXT, 1));
    }
    for (long hash : new long[] {0, 1, 0xffff_ffffL, 1L << 32}) {
      add(packet, new Script().call(SET_HASH, CONTEXT, hash));
    }
    vlans(packet);
    rooms(packet);
    tunnels(packet);
  }

  /** Room for the headers of a tunnel: all flags alone, by two, with lengths of an inner link. */
  private void tunnels(byte[] packet) {
    for (int i = 0; i < ROOM_FLAGS; i++) {
      for (int j = i; j < ROOM_FLAGS; j++) {
        long flags = 1L << i | 1L << j;
        for (long by : new long[] {0, 8, 20, 28, 40, -8, -20, -40}) {
          add(packet, room(new Script(), by, i & 1, flags));
        }
        for (long link : new long[] {1, 13, 14, 30, 255}) {
          add(packet, room(new Script(), 28, 1, flags | link << 56));
        }
        Script twice = room(room(new Script(), 28, 1, flags), 20, 1, flags);
        add(packet, room(room(twice, -20, 1, flags << 6 & 0x180), 20, 1, flags));
      }
    }
    add(packet, room(new Script(), 20, 1, 1L << 40));
  }

  private static Script room(Script script, long by, long mode, long flags) {
    return script.call(ADJUST_ROOM, CONTEXT, by, mode, flags);
  }

  private void vlans(byte[] packet) {
    for (long protocol : new long[] {0x0081, 0xa888, 0, 0x0008, 0x8100, 0x1_0081}) {
      for (long tag : new long[] {0, 1, 0x0fff, 0xffff, 0x1_0001}) {
        Script push = new Script().call(VLAN_PUSH, CONTEXT, protocol, tag);
        add(packet, push);
        add(packet, new Script().call(VLAN_PUSH, CONTEXT, protocol, tag).call(VLAN_POP, CONTEXT));
        add(
            packet,
            new Script()
                .call(VLAN_PUSH, CONTEXT, protocol, tag)
                .call(VLAN_PUSH, CONTEXT, 0xa888, 7));
        add(
            packet,
            new Script()
                .call(VLAN_PUSH, CONTEXT, protocol, tag)
                .call(VLAN_PUSH, CONTEXT, 0x0081, 7)
                .call(VLAN_POP, CONTEXT));
      }
    }
    add(packet, new Script().call(VLAN_POP, CONTEXT));
  }

  private void rooms(byte[] packet) {
    for (long mode : new long[] {0, 1, 2, -1}) {
      for (long by : new long[] {1, 4, 8, 20, 28, 40, 100, 0xfff, 0x1000, 1L << 31}) {
        add(packet, new Script().call(ADJUST_ROOM, CONTEXT, by, mode, 0));
        add(packet, new Script().call(ADJUST_ROOM, CONTEXT, -by, mode, 0));
        add(
            packet,
            new Script()
                .call(ADJUST_ROOM, CONTEXT, by, mode, 0)
                .call(ADJUST_ROOM, CONTEXT, -by, mode, 0));
      }
    }
  }

  private void add(byte[] packet, Script script) {
    for (StructField member : MEMBERS) {
      script.then("r1 = *(u32 *)(r6 + %d)", member.offset()).note("r1");
    }
    to.accept(Case.of(ProgramType.SCHED_CLS, script, packet));
  }
}
