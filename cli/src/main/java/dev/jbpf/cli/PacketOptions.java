package dev.jbpf.cli;

import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.run.MapEntry;
import dev.jbpf.cli.run.PacketRuns;
import dev.jbpf.map.BpfMap;
import dev.jbpf.vm.context.Pcap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code jbpf run} is given beside a memory: files of packets, and contents of maps. */
final class PacketOptions {
  @Option(
      names = "--pcap",
      paramLabel = "FILE",
      description =
          "Run on each packet of a pcap or pcapng file, one after the other, in one machine, by the"
              + " packets' clock; with --prog-type. Not in the kernel.")
  private Optional<Path> in = Optional.empty();

  @Option(
      names = "--pcap-out",
      paramLabel = "FILE",
      description = "With --pcap: the packets as the program left them; pcapng if it ends so.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--map-entry",
      paramLabel = "NAME:KEY=VALUE",
      description = "What is in a map before, in hexadecimal digits; any number of times.")
  private List<String> entries = List.of();

  boolean hasPackets() {
    return in.isPresent();
  }

  List<MapEntry> entries() {
    try {
      return entries.stream().map(MapEntry::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--map-entry: " + e.getMessage());
    }
  }

  void fill(Map<String, BpfMap<?, ?>> maps) {
    entries().forEach(entry -> entry.in(maps));
  }

  List<Pcap.Packet> packets() {
    try {
      return Pcap.read(in.orElseThrow());
    } catch (IOException e) {
      throw new UsageException("--pcap: cannot read " + e.getMessage());
    }
  }

  void write(List<PacketRuns.Result> results) {
    out.ifPresent(
        file -> {
          try {
            Pcap.write(file, results.stream().map(PacketRuns.Result::packet).toList());
          } catch (IOException e) {
            throw new UsageException("--pcap-out: cannot write " + file + ": " + e.getMessage());
          }
        });
  }
}
