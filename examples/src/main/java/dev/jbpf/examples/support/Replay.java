package dev.jbpf.examples.support;

import static dev.jbpf.kernel.SkBuff.PKT_TYPE;
import static dev.jbpf.kernel.SkBuff.PROTOCOL;

import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.context.Pcap;
import dev.jbpf.vm.context.SocketBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an example shows where bpf(2) is not permitted: its program, on the virtual machine of the
 * JVM, on packets of {@link RoundTraffic} that were recorded, a round a second.
 */
public final class Replay {
  /** Prints what the program has done until the end of a second. */
  @FunctionalInterface
  public interface Show {
    /** Prints to {@code run} what is in the maps of {@code replay}. */
    void print(Run run, Replay replay) throws Exception;
  }

  /** What the first line of output says after it has said what is missing. */
  static final String INSTEAD =
      " Shown instead: jbpf's virtual machine, on packets recorded earlier.";

  private static final String RECORDING = "loopback.pcap";

  private final ProgramType type;
  private final LoadedProgram program;
  private final Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
  private final Show show;
  private int ran;
  private int kept;

  private Replay(ProgramSpec spec, Show show) {
    Vm vm = Vm.create(VmOptions.DEFAULT);
    spec.maps().forEach(def -> maps.put(def.name(), vm.map(def)));
    type = spec.type();
    program = vm.load(spec.program());
    this.show = show;
  }

  /** {@return a replay for {@code spec} that calls {@code show} at the end of each second} */
  public static Replay of(ProgramSpec spec, Show show) {
    return new Replay(spec, show);
  }

  /** {@return the packets that were recorded, from the Ethernet header on, in order} */
  public static List<Pcap.Packet> packets() {
    try (InputStream in = Replay.class.getResourceAsStream(RECORDING)) {
      return Pcap.parse(RECORDING, Objects.requireNonNull(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the map of that definition, which the program's specification has to name} */
  @SuppressWarnings("unchecked")
  public <K, V> BpfMap<K, V> map(MapDef<K, V> def) {
    return (BpfMap<K, V>) Objects.requireNonNull(maps.get(def.name()), def.name());
  }

  /** Runs the program on one packet, from the Ethernet header on; returns what it returned. */
  public long run(byte[] packet) {
    int start = seesEthernet() ? 0 : Ethhdr.SIZE;
    byte[] seen = Arrays.copyOfRange(packet, start, packet.length);
    long result = program.run(context(seen));
    ran++;
    kept += result == 0 ? 0 : 1;
    return result;
  }

  /** Of the packets on loopback those are recorded that are sent. */
  private Context context(byte[] seen) {
    Context context = Contexts.of(type, seen).orElseThrow();
    return context instanceof SocketBuffer packet
        ? packet
            .with(PKT_TYPE, Protocols.PACKET_OUTGOING)
            .with(PROTOCOL, Short.reverseBytes((short) Protocols.ETH_P_IP))
        : context;
  }

  /** {@return on how many packets the program ran} */
  public int ran() {
    return ran;
  }

  /** {@return of how many packets it returned something else than 0} */
  public int kept() {
    return kept;
  }

  private boolean seesEthernet() {
    return ProgramInput.of(type).start() != ProgramInput.Start.NETWORK;
  }

  /**
   * Runs the program on the packets of the run's time, and shows each second. Waits for nothing.
   */
  void run(Run run) throws Exception {
    Map<Long, List<Pcap.Packet>> recorded =
        packets().stream()
            .collect(
                Collectors.groupingBy(
                    packet -> packet.time().getEpochSecond(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    long seconds = run.time().toSeconds();
    for (List<Pcap.Packet> second : recorded.values().stream().limit(seconds).toList()) {
      second.forEach(packet -> run(packet.bytes()));
      show.print(run, this);
    }
  }
}
