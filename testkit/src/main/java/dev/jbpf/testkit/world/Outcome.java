package dev.jbpf.testkit.world;

import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.packet.DecodedPacket;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param type the program's
 * @param r0 what the program returned: all 64 bits on the VM, the lower 32 in the kernel
 * @param packet as the program left it
 * @param context as the program left it, empty if that is not told
 * @param fault what stopped it, on the VM
 * @param remains its maps and variables
 * @param left what was in them when it ended
 * @param printed what it printed to the trace, where that can be known
 */
public record Outcome(
    ProgramType type,
    long r0,
    byte[] packet,
    byte[] context,
    Optional<VmFault> fault,
    RunState remains,
    Leftovers left,
    Optional<List<String>> printed) {
  private static final long LOW = 0xffff_ffffL;

  /**
   * {@return the texts without the ends of lines that they end with: the kernel adds one itself}
   */
  public static List<String> plain(List<String> texts) {
    return texts.stream().map(text -> text.replaceFirst("\\n+$", "")).toList();
  }

  /** {@return what a run was stopped by} */
  static Outcome stopped(
      ProgramType type, VmFault fault, RunState remains, Optional<List<String>> printed) {
    byte[] none = {};
    return new Outcome(type, 0, none, none, Optional.of(fault), remains, Leftovers.NONE, printed);
  }

  /** {@return the bits of r0 that every engine can tell} */
  public long result() {
    return r0 & LOW;
  }

  /** {@return the packet as programs of its type see it} */
  public DecodedPacket decoded() {
    return decoded(type, packet);
  }

  /** {@return a packet as programs of that type see it} */
  public static DecodedPacket decoded(ProgramType type, byte[] packet) {
    return ProgramInput.of(type).hidden() > 0
        ? DecodedPacket.network(packet)
        : DecodedPacket.ethernet(packet);
  }

  /** {@return what every engine can tell, by which what came in no order is sorted} */
  public String summary() {
    return fault
        .map(VmFault::getMessage)
        .orElseGet(() -> Long.toHexString(result()) + " " + HexFormat.of().formatHex(packet));
  }
}
