package dev.jbpf.testkit.world;

import dev.jbpf.vm.JavaPrograms;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.fault.VmFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.opentest4j.TestAbortedException;

/** Methods that are programs, called as methods, beside maps of the virtual machine. */
public final class JavaWorld implements World {

  private final VmObject object;
  private final JavaPrograms.Bound methods;
  private final RunState state;
  private final Optional<AtomicLong> clock;

  private JavaWorld(
      VmObject object, JavaPrograms.Bound methods, RunState state, Optional<AtomicLong> clock) {
    this.object = object;
    this.methods = methods;
    this.state = state;
    this.clock = clock;
    clock.ifPresent(time -> object.vm().environment().setClock(time::get));
  }

  /**
   * {@return the methods of {@code suite}, with what {@code input} fixes}
   *
   * @throws TestAbortedException if its programs are no methods
   */
  public static JavaWorld open(Suite suite, RunInput input) {
    ObjectPart part = suite.object().orElseThrow(JavaWorld::notMethods);
    Class<?> type = part.type().orElseThrow(JavaWorld::notMethods);
    VmOptions options = input.machine().options().apply(VmOptions.DEFAULT);
    if (input.cpu().isPresent()) {
      options = options.withCpus(Math.max(options.cpus(), input.cpu().getAsInt() + 1));
    }
    VmObject object = part.onVm(options);
    RunState state = part.remains(object);
    input.entries().forEach(entry -> entry.in(state));
    input.machine().environment().accept(object.vm().environment());
    JavaPrograms.Bound methods = JavaPrograms.load().bind(type, object);
    return new JavaWorld(object, methods, state, input.clock());
  }

  private static TestAbortedException notMethods() {
    return new TestAbortedException("only programs that are methods run as Java");
  }

  @Override
  public Outcome run(String program, RunInput input) {
    try {
      JavaPrograms.Left left = methods.run(program, input.context(), input.cpu().orElse(0));
      Leftovers remains = Leftovers.of(state, input.differing());
      return new Outcome(
          input.type(),
          left.r0(),
          left.packet(),
          left.context(),
          Optional.empty(),
          state,
          remains,
          printed());
    } catch (VmFault fault) {
      return Outcome.stopped(input.type(), fault, state, printed());
    }
  }

  private Optional<List<String>> printed() {
    return Optional.of(Outcome.plain(object.vm().environment().drainTrace()));
  }

  @Override
  public RunState state() {
    return state;
  }

  @Override
  public void putProgram(String array, int index, String program) {
    methods.putProgram(array, index, program);
  }

  @Override
  public void advance(Duration time) {
    clock.orElseThrow().addAndGet(time.toNanos());
  }

  @Override
  public void close() {}
}
