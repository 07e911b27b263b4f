package dev.jbpf.testkit;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.testkit.world.ObjectPart;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.testkit.world.Suite;
import dev.jbpf.testkit.world.World;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.packet.Packet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Programs that stay loaded on the engine of the test, for a series of runs: what one leaves in
 * maps and variables, the next one finds, and so does the test. It is closed when the test ends.
 *
 * <pre>{@code
 * BpfSession session = BpfSession.of(object);
 * session.map(COUNTS).update(0, 2L);
 * session.run(packet).returned(XdpAction.PASS);
 * session.run(packet).returned(XdpAction.DROP);
 * session.advance(Duration.ofSeconds(1));
 * session.run(packet).returned(XdpAction.PASS);
 * }</pre>
 *
 * <p>On the virtual machine the clock stands still but for {@link #advance}, and starts at one
 * hour; the kernel's is the machine's. So the kernel engine waits there, at most 3 seconds: it
 * skips tests that go further.
 */
public final class BpfSession {
  private static final long START = Duration.ofHours(1).toNanos();

  private final Suite suite;
  private final RunInput input;
  private final World world;

  private BpfSession(Suite suite, RunInput input) {
    this.suite = suite;
    this.input = input.withClock(new AtomicLong(START));
    this.world = Current.closeLater(Engines.open(Current.engine(), suite, this.input));
  }

  private BpfSession(Suite suite, RunInput input, World world) {
    this.suite = suite;
    this.input = input;
    this.world = world;
  }

  /**
   * {@return the same, where what these maps and variables hold may differ from engine to engine}
   */
  public BpfSession differing(String... mapsAndVariables) {
    return new BpfSession(suite, input.differing(mapsAndVariables), world);
  }

  /** {@return these programs, which share the maps and variables that they name alike} */
  public static BpfSession of(ProgramDef... programs) {
    if (Stream.of(programs).anyMatch(program -> !program.globals().isEmpty())) {
      return of(ObjectPart.file(List.of(programs)));
    }
    return new BpfSession(Suite.of(List.of(programs)), RunInput.NONE);
  }

  /**
   * {@return all methods of {@code type} that are programs, with its maps and variables}
   *
   * @throws IllegalArgumentException if a method does what programs cannot, with the line
   */
  public static BpfSession of(Class<?> type) {
    ObjectPart part = ObjectPart.all(type);
    return new BpfSession(Suite.of(part), RunInput.NONE.withObject(part));
  }

  /** {@return all programs of an object, with its maps, variables and arrays of programs} */
  public static BpfSession of(BpfObjectFile object) {
    return of(object, settings -> settings);
  }

  /**
   * {@return the same, with variables and constants set before it is loaded}
   *
   * @param settings as in {@code settings -> settings.with("limit", Codec.U32, 5)}
   */
  public static BpfSession of(BpfObjectFile object, UnaryOperator<Settings> settings) {
    ObjectPart part = settings.apply(new Settings(ObjectPart.all(object))).part;
    return new BpfSession(Suite.of(part), RunInput.NONE.withObject(part));
  }

  /** Values of an object's variables and constants. */
  public static final class Settings {
    private final ObjectPart part;

    private Settings(ObjectPart part) {
      this.part = part;
    }

    /** {@return the same and another} */
    public <T> Settings with(String variable, Codec<T> codec, T value) {
      return new Settings(part.with(new ObjectPart.Setting<>(variable, codec, value)));
    }
  }

  /** Runs the only program on {@code packet}; asserts that it comes to its end. */
  public RunAssert run(byte[] packet) {
    return run(only(), packet);
  }

  /** Runs the only program on {@code packet}; asserts that it comes to its end. */
  public RunAssert run(Packet packet) {
    return run(packet.bytes());
  }

  /** Runs the program of that name on {@code packet}; asserts that it comes to its end. */
  public RunAssert run(String program, byte[] packet) {
    return run(program, of(program).withPacket(packet));
  }

  /** Runs the program of that name on {@code context}; asserts that it comes to its end. */
  public RunAssert run(String program, Context context) {
    return run(program, of(program).withContext(context));
  }

  private RunInput of(String program) {
    return input.withKind(suite.program(program).kind());
  }

  private RunAssert run(String program, RunInput in) {
    Outcome outcome = world.run(program, in);
    Current.record(outcome);
    return new ProgramAssert(suite.program(program).program().get(), in).ended(outcome, false);
  }

  private String only() {
    if (suite.programs().size() != 1) {
      throw new IllegalStateException(
          "say which program to run: there are " + suite.programs().keySet());
    }
    return suite.programs().keySet().iterator().next();
  }

  /**
   * {@return the map of that definition's name, to be read and changed}
   *
   * @throws IllegalArgumentException if there is none; lists what there is
   */
  public <K, V> BpfMap<K, V> map(MapDef<K, V> def) {
    return world.state().map(def);
  }

  /**
   * {@return the present value of a global variable of the object}
   *
   * @throws IllegalArgumentException if there is none
   */
  public <T> T variable(String name, Codec<T> codec) {
    return world.state().variable(name, codec);
  }

  /**
   * Puts a program into an array of programs, for tail calls.
   *
   * @throws IllegalArgumentException if there is no such array, index or program
   */
  public BpfSession putProgram(MapDef<?, ?> array, int index, String program) {
    suite.program(program);
    world.putProgram(array.name(), index, program);
    return this;
  }

  /** Moves the clock on, by which the programs see the time. */
  public BpfSession advance(Duration time) {
    world.advance(time);
    return this;
  }
}
