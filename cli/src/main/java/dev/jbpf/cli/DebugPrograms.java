package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.HexDigits;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.dap.Debuggee;
import dev.jbpf.cli.dap.LaunchOptions;
import dev.jbpf.cli.load.TypesFile;
import dev.jbpf.cli.run.EngineName;
import dev.jbpf.cli.run.MapEntry;
import dev.jbpf.cli.run.RunSubject;
import dev.jbpf.cli.run.VmRun;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Pcap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the programs that editors launch in the debugger, with their input. */
final class DebugPrograms {
  /** When runs are that have no packets with a time. */
  private static final Instant NOON = Instant.ofEpochSecond(12 * 3_600);

  private final LaunchOptions options;

  private DebugPrograms(LaunchOptions options) {
    this.options = options;
  }

  /**
   * {@return what {@code options} launch}
   *
   * @throws UsageException if a file cannot be read, or an option makes no sense
   * @throws IllegalArgumentException if there is no program, or the machine cannot have it
   */
  static Debuggee read(LaunchOptions options) {
    return new DebugPrograms(options).read();
  }

  private Debuggee read() {
    requireInterpreter();
    RunSubject subject = subject();
    Optional<ProgramType> type = type(subject);
    List<Pcap.Packet> packets = packets();
    List<MapEntry> entries = options.texts("mapEntries").stream().map(MapEntry::parse).toList();
    return new Debuggee(
        subject, () -> world(subject, entries), world -> start(world, packets, type));
  }

  /**
   * Editors have a 'type' of their own; "none" is for memory as it is, whatever the section says.
   */
  private Optional<ProgramType> type(RunSubject subject) {
    Optional<String> given = options.text("progType");
    return given.isEmpty()
        ? subject.type()
        : given
            .filter(name -> !name.equals("none"))
            .map(name -> constant(ProgramType.class, "progType", name));
  }

  private void requireInterpreter() {
    String engine = options.text("engine").orElse("vm");
    if (!engine.equals("vm")) {
      throw new UsageException(
          "'engine' is "
              + engine
              + ": only vm, the interpreter, can stop; jbpf run has the others");
    }
  }

  private RunSubject subject() {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(messages, true, StandardCharsets.UTF_8));
    InputFile source = InputFile.read(options.program(), console);
    ProgramFormat format =
        options
            .text("format")
            .map(name -> constant(ProgramFormat.class, "format", name))
            .orElseGet(() -> ProgramFormat.of(source.bytes()));
    return new RunSource(
            source,
            console,
            options.text("section"),
            options.path("btf").map(TypesFile::read),
            EngineName.VM)
        .read(format)
        .orElseThrow(
            () -> new IllegalArgumentException(messages.toString(StandardCharsets.UTF_8).strip()));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String option, String name) {
    return Stream.of(type.getEnumConstants())
        .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new UsageException("'" + option + "': there is no " + name));
  }

  /** The memory is a packet without a time; of a file, all up to the one that is looked at. */
  private List<Pcap.Packet> packets() {
    if (options.text("pcap").isEmpty()) {
      return List.of(new Pcap.Packet(NOON, memory()));
    }
    Path file = options.path("pcap").get();
    try {
      List<Pcap.Packet> all = Pcap.read(file);
      int number = options.number("packet", 1);
      if (number < 1 || number > all.size()) {
        throw new UsageException(
            "'packet' is " + number + ": there are " + all.size() + ", counted from 1");
      }
      return all.subList(0, number);
    } catch (IOException e) {
      throw UsageException.of("read", file.toString(), e);
    }
  }

  private byte[] memory() {
    Optional<String> file = options.text("memFile");
    Console console = Console.ofProcess();
    return file.isPresent()
        ? InputFile.read(file.get(), console).bytes()
        : HexDigits.parse("'mem'", options.text("mem").orElse(""));
  }

  private static VmRun.Loaded world(RunSubject subject, List<MapEntry> entries) {
    VmRun.Loaded loaded = VmRun.load(VmOptions.DEFAULT.withEngine(Engine.INTERPRETER), subject);
    entries.forEach(entry -> entry.in(loaded.maps()));
    return loaded;
  }

  /**
   * The packets before the one that is looked at have run when it comes: maps have what they left.
   */
  private static Stepper start(
      VmRun.Loaded world, List<Pcap.Packet> packets, Optional<ProgramType> type) {
    Pcap.Packet last = packets.get(packets.size() - 1);
    for (Pcap.Packet packet : packets.subList(0, packets.size() - 1)) {
      setClock(world, packet.time());
      world.program().test(VmRun.context(packet.bytes().clone(), type));
    }
    setClock(world, last.time());
    return world.program().step(VmRun.context(last.bytes().clone(), type));
  }

  private static void setClock(VmRun.Loaded world, Instant time) {
    long nanoseconds = time.getEpochSecond() * 1_000_000_000L + time.getNano();
    world.vm().environment().setClock(() -> nanoseconds);
  }
}
