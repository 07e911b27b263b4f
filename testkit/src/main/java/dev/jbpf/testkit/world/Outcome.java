package dev.jbpf.testkit.world;

import dev.jbpf.vm.fault.VmFault;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param r0 what the program returned: all 64 bits on the VM, the lower 32 in the kernel
 * @param packet as the program left it
 * @param context as the program left it, empty if that is not told
 * @param fault what stopped it, on the VM
 * @param remains its maps and variables
 * @param left what was in them when it ended
 * @param printed what it printed to the trace, where that can be known
 */
public record Outcome(
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

  /** {@return what every engine can tell, so that it can be compared} */
  public String summary() {
    return fault
        .map(VmFault::getMessage)
        .orElseGet(
            () ->
                "returns 0x"
                    + Long.toHexString(r0 & LOW)
                    + ", packet "
                    + HexFormat.of().formatHex(packet));
  }
}
