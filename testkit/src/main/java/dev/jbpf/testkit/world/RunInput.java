package dev.jbpf.testkit.world;

import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.context.SocketBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a program is run with.
 *
 * @param kind what the program is loaded as
 * @param data what it sees; the context that its type makes of that, if it is not given
 * @param fixture what is there before it runs
 * @param machine what it runs on; the kernel is as it is
 * @param cpu where it runs, if that is not left to the engine
 * @param differing maps and variables that may differ from engine to engine
 */
public record RunInput(
    ProgramSection kind,
    Data data,
    Fixture fixture,
    TestMachine machine,
    OptionalInt cpu,
    Set<String> differing) {
  public static final RunInput NONE =
      new RunInput(
          ProgramSection.named("socket"),
          new Data(Optional.empty(), false, Optional.empty()),
          new Fixture(List.of(), List.of(), Optional.empty(), Optional.empty()),
          TestMachine.USUAL,
          OptionalInt.empty(),
          Set.of());

  /** What the kernel's test run wants at least; enough for a record. */
  private static final int LEAST_PACKET = 64;

  /**
   * Bytes and how a program gets them.
   *
   * @param packet not a copy
   * @param isMemory whether r1 points to the packet itself, and r2 holds its length
   * @param given the context, if it is not to be that of the type
   */
  public record Data(Optional<byte[]> packet, boolean isMemory, Optional<Context> given) {}

  /**
   * What is there before a program runs.
   *
   * @param maps to be created for it
   * @param entries in these maps, or in those of the object
   * @param object the object that the program is a part of, if any
   * @param clock the time in nanoseconds that it sees, if the machine's is not to be
   */
  public record Fixture(
      List<MapDef<?, ?>> maps,
      List<Entry<?, ?>> entries,
      Optional<ObjectPart> object,
      Optional<AtomicLong> clock) {}

  public RunInput withKind(ProgramSection other) {
    return new RunInput(other, data, fixture, machine, cpu, differing);
  }

  /** Of types that have one place only, as what belongs there. */
  public RunInput withType(ProgramType other) {
    return withKind(
        switch (other) {
          case SK_LOOKUP -> ProgramSection.named("sk_lookup");
          case NETFILTER -> ProgramSection.named("netfilter");
          case SYSCALL -> ProgramSection.named("syscall");
          default -> new ProgramSection("", other, Optional.empty(), Set.of(), "");
        });
  }

  public ProgramType type() {
    return kind.type();
  }

  private RunInput withData(Data other) {
    return new RunInput(kind, other, fixture, machine, cpu, differing);
  }

  private RunInput withFixture(Fixture other) {
    return new RunInput(kind, data, other, machine, cpu, differing);
  }

  public RunInput withPacket(byte[] bytes) {
    return withData(new Data(Optional.of(bytes.clone()), false, Optional.empty()));
  }

  public RunInput withMemory(byte[] bytes) {
    return withData(new Data(Optional.of(bytes.clone()), true, Optional.empty()));
  }

  public RunInput withContext(Context context) {
    return withData(new Data(data.packet(), false, Optional.of(context)));
  }

  /** Of an object, the map that it has of that name gets the sizes of {@code map}. */
  public RunInput withMap(MapDef<?, ?> map) {
    if (object().isPresent()) {
      return withObject(object().get().withMap(map));
    }
    return withFixture(new Fixture(plus(maps(), map), entries(), object(), clock()));
  }

  public RunInput withEntry(Entry<?, ?> entry) {
    return withFixture(new Fixture(maps(), plus(entries(), entry), object(), clock()));
  }

  public RunInput withObject(ObjectPart part) {
    return withFixture(new Fixture(maps(), entries(), Optional.of(part), clock()));
  }

  public RunInput withClock(AtomicLong nanoseconds) {
    return withFixture(new Fixture(maps(), entries(), object(), Optional.of(nanoseconds)));
  }

  private static <T> List<T> plus(List<T> some, T another) {
    List<T> more = new ArrayList<>(some);
    more.add(another);
    return List.copyOf(more);
  }

  public RunInput withMachine(TestMachine other) {
    return new RunInput(kind, data, fixture, other, cpu, differing);
  }

  public RunInput onCpu(int number) {
    return new RunInput(kind, data, fixture, machine, OptionalInt.of(number), differing);
  }

  public RunInput differing(String... names) {
    Set<String> more = new HashSet<>(differing);
    more.addAll(List.of(names));
    return new RunInput(kind, data, fixture, machine, cpu, Set.copyOf(more));
  }

  public boolean isMemory() {
    return data.isMemory();
  }

  public Optional<Context> given() {
    return data.given();
  }

  public List<MapDef<?, ?>> maps() {
    return fixture.maps();
  }

  public List<Entry<?, ?>> entries() {
    return fixture.entries();
  }

  public Optional<ObjectPart> object() {
    return fixture.object();
  }

  public Optional<AtomicLong> clock() {
    return fixture.clock();
  }

  /** {@return a copy of the packet, or of the bytes in its place} */
  public byte[] bytes() {
    return data.packet().map(byte[]::clone).orElseGet(() -> new byte[LEAST_PACKET]);
  }

  /** {@return what r1 points to on the virtual machine} */
  public Context context() {
    return isMemory() ? Context.of(bytes()) : given().orElseGet(this::usual);
  }

  /**
   * The context of the type, which is none of those that user space calls; a packet where it is not
   * known.
   */
  private Context usual() {
    if (type() == ProgramType.SYSCALL) {
      return Context.NONE;
    }
    return type() == ProgramType.KPROBE
        ? Registers.call()
        : Contexts.of(type(), bytes()).orElseGet(() -> SocketBuffer.of(bytes()));
  }
}
