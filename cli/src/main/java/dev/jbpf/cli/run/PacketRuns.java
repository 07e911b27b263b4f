package dev.jbpf.cli.run;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.vm.RunResult;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Pcap;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packet after packet through one program, which finds in its maps what it left there. */
public final class PacketRuns {
  private PacketRuns() {}

  /**
   * What came of a packet.
   *
   * @param r0 what the program returned
   * @param packet as it left it, with the time that the packet had
   */
  public record Result(long r0, Pcap.Packet packet) {}

  /**
   * {@return what came of each packet}; the clock of the program is that of the packets
   *
   * @throws VmFault if the program does what no program may
   * @throws IllegalArgumentException if the machine would not have the program
   */
  public static List<Result> run(
      VmOptions options,
      RunSubject subject,
      List<Pcap.Packet> packets,
      ProgramType type,
      List<MapEntry> entries,
      Aftermath after) {
    VmRun.Loaded loaded = VmRun.load(options.withCoverage(after.isCovered()), subject);
    entries.forEach(entry -> entry.in(loaded.maps()));
    List<Result> results = new ArrayList<>();
    try {
      for (Pcap.Packet packet : packets) {
        long time = packet.time().getEpochSecond() * 1_000_000_000L + packet.time().getNano();
        loaded.vm().environment().setClock(() -> time);
        RunResult result = loaded.program().test(VmRun.context(packet.bytes(), Optional.of(type)));
        results.add(new Result(result.r0(), new Pcap.Packet(packet.time(), result.packet())));
      }
    } finally {
      after.printed(loaded.vm().environment().drainTrace());
      after.maps(loaded.maps());
      after.covered(loaded.vm().coverage());
    }
    return results;
  }
}
