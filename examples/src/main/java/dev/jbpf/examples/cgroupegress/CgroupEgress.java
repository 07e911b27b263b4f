package dev.jbpf.examples.cgroupegress;

import static dev.jbpf.examples.cgroupegress.EgressProgram.BYTES;
import static dev.jbpf.examples.cgroupegress.EgressProgram.PACKETS;
import static dev.jbpf.examples.cgroupegress.EgressProgram.SENT;

import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Replay;
import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.host.Capability;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Counts what a control group sends, as the kernel's {@code samples/bpf/test_cgrp2_attach} does.
 */
public final class CgroupEgress implements Example {
  private static final int DATAGRAMS = 3;
  private static final int DATAGRAM_SIZE = 100;
  private static final int DISCARD = 9;

  @Option(
      names = "--group",
      paramLabel = "FOLDER",
      description = "The group (default: one of its own, in which the command runs).")
  private Optional<Path> group = Optional.empty();

  @Parameters(
      paramLabel = "COMMAND",
      description = {
        "What to run in a group of its own, behind --; the example ends with it",
        "(default: three datagrams a second from a socket of the example's)."
      })
  private List<String> command = List.of();

  @Override
  public String name() {
    return "cgroup_egress";
  }

  @Override
  public String description() {
    return "counts the packets that the processes of a control group send";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_NET_ADMIN);
  }

  @Override
  public void run(Run run) throws Exception {
    if (group.isPresent()) {
      watch(run, group.get(), () -> {});
      return;
    }
    try (ControlGroup own = ControlGroup.create()) {
      if (command.isEmpty()) {
        watchDatagrams(run, own);
      } else {
        watchCommand(run, own);
      }
    }
  }

  /** Runs {@code begin} each second, then tells what was sent. */
  @SuppressWarnings("try") // the link is opened only to be closed
  private static void watch(Run run, Path folder, Run.Task begin) throws Exception {
    try (KernelProgram program = Bpf.load(EgressProgram.spec());
        Link link = program.attach(Hooks.cgroup(folder, AttachType.CGROUP_INET_EGRESS))) {
      BpfMap<Integer, Long> sent = program.map(SENT);
      run.everySecond(begin, () -> print(run, sent));
    }
  }

  private static void watchDatagrams(Run run, ControlGroup own) throws Exception {
    try (DatagramSocket socket = own.call(DatagramSocket::new)) {
      watch(run, own.folder(), () -> send(socket));
    }
  }

  private static void send(DatagramSocket socket) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    for (int i = 0; i < DATAGRAMS; i++) {
      socket.send(new DatagramPacket(new byte[DATAGRAM_SIZE], DATAGRAM_SIZE, loopback, DISCARD));
    }
  }

  @SuppressWarnings("try") // the link is opened only to be closed
  private void watchCommand(Run run, ControlGroup own) throws Exception {
    try (KernelProgram program = Bpf.load(EgressProgram.spec());
        Link link = program.attach(Hooks.cgroup(own.folder(), AttachType.CGROUP_INET_EGRESS));
        GroupProcess process = GroupProcess.start(own, command)) {
      BpfMap<Integer, Long> sent = program.map(SENT);
      run.until(process::isEnded, () -> print(run, sent));
    }
  }

  @Override
  public Optional<Replay> replay() {
    return Optional.of(Replay.of(EgressProgram.spec(), (run, maps) -> print(run, maps.map(SENT))));
  }

  private static void print(Run run, BpfMap<Integer, Long> sent) {
    run.out()
        .printf(
            "%d packets %d bytes%n",
            sent.lookup(PACKETS).orElseThrow(), sent.lookup(BYTES).orElseThrow());
  }
}
