package dev.jbpf.examples.classicfilter;

import dev.jbpf.classic.ClassicAssembler;
import dev.jbpf.classic.ClassicAssembly;
import dev.jbpf.classic.ClassicConverter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.PacketScene;
import dev.jbpf.examples.support.Replay;
import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.PacketSocket;
import dev.jbpf.runtime.host.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A socket with a classic filter, as tcpdump has one. */
public final class ClassicFilter implements Example {
  private static final String DEFAULT = "ip.bpf";
  private static final int LONGEST_FRAME = 65_536;

  @Mixin private final PacketScene scene = new PacketScene();

  @Option(
      names = "--filter",
      paramLabel = "FILE",
      description = "The filter, as bpf_asm takes it (default: IPv4 passes).")
  private Optional<Path> file = Optional.empty();

  private int seen;
  private int kept;

  @Override
  public String name() {
    return "classic_filter";
  }

  @Override
  public String description() {
    return "receives the frames that a filter of 1992's machine lets through";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_NET_RAW);
  }

  @Override
  public void run(Run run) throws Exception {
    ClassicProgram filter = filter();
    try (PacketScene open = scene.open();
        PacketSocket all = PacketSocket.open(Kernel.local());
        PacketSocket filtered = PacketSocket.open(Kernel.local())) {
      filtered.attach(filter);
      filtered.lock();
      all.bind(open.networkInterface());
      filtered.bind(open.networkInterface());
      run.everySecond(open::round, () -> receive(run, all, filtered));
    }
  }

  private void receive(Run run, PacketSocket all, PacketSocket filtered) {
    for (Optional<byte[]> frame = next(filtered); frame.isPresent(); frame = next(filtered)) {
      kept++;
      run.out().println(FrameText.of(frame.get()));
    }
    while (next(all).isPresent()) {
      seen++;
    }
    print(run, kept, seen);
  }

  private static Optional<byte[]> next(PacketSocket socket) {
    return socket.receive(LONGEST_FRAME);
  }

  private static void print(Run run, int kept, int seen) {
    run.out().printf("kept %d of %d frames%n", kept, seen);
  }

  /** The filter as the kernel converts it, on the virtual machine. */
  @Override
  public Optional<Replay> replay() {
    ProgramSpec spec =
        ProgramSpec.of(
            "classic_filter",
            ProgramType.SOCKET_FILTER,
            ClassicConverter.convert(filter()).program().orElseThrow());
    return Optional.of(Replay.of(spec, (run, replay) -> print(run, replay.kept(), replay.ran())));
  }

  private ClassicProgram filter() {
    String name = file.map(Path::toString).orElse(DEFAULT);
    try {
      ClassicAssembly assembly = ClassicAssembler.assemble(source(), name);
      return assembly
          .program()
          .orElseThrow(() -> new IllegalArgumentException("\n" + assembly.report()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private byte[] source() throws IOException {
    if (file.isPresent()) {
      return Files.readAllBytes(file.get());
    }
    try (InputStream stream = ClassicFilter.class.getResourceAsStream(DEFAULT)) {
      return Objects.requireNonNull(stream).readAllBytes();
    }
  }
}
