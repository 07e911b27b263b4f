package dev.jbpf.testkit;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.testkit.text.Paint;
import dev.jbpf.testkit.text.ProgramText;
import dev.jbpf.testkit.world.Entry;
import dev.jbpf.testkit.world.ObjectPart;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.vm.Trace;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.packet.Packet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.opentest4j.TestAbortedException;

/** Assertions on a program: first what it is run with, then what must come of it. */
public final class ProgramAssert extends AbstractAssert<ProgramAssert, Program> {
  private static final String UPDATE = "jbpf.update";

  private final RunInput input;

  ProgramAssert(Program program) {
    this(program, RunInput.NONE);
  }

  ProgramAssert(Program program, RunInput input) {
    super(program, ProgramAssert.class);
    this.input = input;
  }

  private ProgramAssert with(UnaryOperator<RunInput> change) {
    return new ProgramAssert(actual, change.apply(input));
  }

  /** {@return the same, loaded as that type; a socket filter if not told} */
  public ProgramAssert ofType(ProgramType type) {
    return with(in -> in.withType(type));
  }

  /**
   * {@return the same, loaded as programs of that section are} The type alone does not say where
   * programs are attached, which kernels and the verifier want to know of some: {@code
   * cgroup/connect4}, {@code cgroup/getsockopt}.
   *
   * @throws IllegalArgumentException if loaders know no such name; says what may have been meant
   */
  public ProgramAssert ofSection(String section) {
    return with(in -> in.withKind(ProgramSection.named(section)));
  }

  /** {@return the same, on that packet, from the Ethernet header on} */
  public ProgramAssert withPacket(byte[] packet) {
    return with(in -> in.withPacket(packet));
  }

  /** {@return the same, on that packet} */
  public ProgramAssert withPacket(Packet packet) {
    return withPacket(packet.bytes());
  }

  /** {@return the same, with r1 at that memory and its length in r2} The kernel engine skips it. */
  public ProgramAssert withMemory(byte[] memory) {
    return with(in -> in.withMemory(memory));
  }

  /**
   * {@return the same, on that context} As in {@code Registers.call(1, 2)} for a kprobe, or {@code
   * new TraceRecord(bytes)}; without it, a program gets an empty one of its type. The kernel engine
   * runs programs on packets, with the members of {@code SkBuff} and {@code Xdp} that its test run
   * takes, and those of raw tracepoints on a record: it skips other tests, with the reason.
   */
  public ProgramAssert withContext(Context context) {
    return with(in -> in.withContext(context));
  }

  /** {@return the same, with a new map that the program may name} */
  public ProgramAssert withMap(MapDef<?, ?> map) {
    return with(in -> in.withMap(map));
  }

  /** {@return the same, with a new map that holds these entries before the program runs} */
  public <K, V> ProgramAssert withMap(MapDef<K, V> map, Map<K, V> entries) {
    ProgramAssert result = withMap(map);
    for (Map.Entry<K, V> entry : entries.entrySet()) {
      result = result.withEntry(map, entry.getKey(), entry.getValue());
    }
    return result;
  }

  /**
   * {@return the same, with an entry in a map of the program's, or its object's, before it runs}
   */
  public <K, V> ProgramAssert withEntry(MapDef<K, V> map, K key, V value) {
    return with(in -> in.withEntry(new Entry<>(map, key, value)));
  }

  /**
   * {@return the same, with a global variable or constant of its object set before it runs}
   *
   * @throws IllegalStateException if the program is no part of an object
   */
  public <T> ProgramAssert withVariable(String name, Codec<T> codec, T value) {
    ObjectPart part =
        input
            .object()
            .orElseThrow(
                () -> new IllegalStateException("only programs of objects have variables"));
    return with(in -> in.withObject(part.with(new ObjectPart.Setting<>(name, codec, value))));
  }

  /**
   * {@return the same on a virtual machine of these options} As in {@code options ->
   * options.withHelper(69, lambda)}. The kernel engine skips the test.
   */
  public ProgramAssert onMachine(UnaryOperator<VmOptions> options) {
    return with(in -> in.withMachine(in.machine().withOptions(options)));
  }

  /**
   * {@return the same where clock and current task are those that {@code setUp} sets} The kernel
   * engine skips the test.
   */
  public ProgramAssert inEnvironment(Consumer<Environment> setUp) {
    return with(in -> in.withMachine(in.machine().withEnvironment(setUp)));
  }

  /**
   * {@return the same on that CPU, counted from 0} In the kernel the test's thread goes there for
   * the run.
   */
  public ProgramAssert onCpu(int cpu) {
    return with(in -> in.onCpu(cpu));
  }

  /**
   * {@return the same, where what these maps and variables hold may differ from engine to engine}
   * For what comes of clocks, random numbers, processes and CPUs. All others must be the same
   * wherever several engines have run.
   */
  public ProgramAssert differing(String... mapsAndVariables) {
    return with(in -> in.differing(mapsAndVariables));
  }

  /**
   * Asserts that the verifier rejects the program. The virtual machine has none: its engines skip
   * the rest of the test.
   */
  public ProgramAssert isRejected() {
    refusal();
    return this;
  }

  /**
   * Asserts that kernels of these versions would accept the program, as this project's verifier
   * says: without a kernel, without rights, on any engine or none. What it does not know skips the
   * test, with the reason.
   */
  public ProgramAssert isAcceptedBy(Kernel... kernels) {
    for (Kernel kernel : kernels) {
      Verification verification = Verification.of(actual, input, kernel);
      if (verification.verdict() instanceof Verdict.Rejected rejected) {
        failWithMessage(
            "Expected %s to accept it, but:%n%s%n%s",
            kernel, verification.explain(rejected.finding()), text());
      }
    }
    return this;
  }

  /**
   * Asserts that the program is rejected for {@code reason}: the code of a rule, such as {@code
   * packet-range}, of which this project's verifier is asked, for the newest kernel; or else, as
   * {@link #isRejected}, a part of what the kernel's says, such as {@code !read_ok}. On the kernel
   * engine a rule must be broken for the kernel, too.
   */
  public ProgramAssert isRejectedWith(String reason) {
    Optional<Rule> rule = Rule.of(reason);
    if (rule.isPresent()) {
      breaks(rule.get());
      return Current.isStarted() && Current.engine() == TestEngine.KERNEL ? isRejected() : this;
    }
    VerifierException refusal = refusal();
    if (!refusal.log().contains(reason)) {
      failWithMessage(
          "%s: Expected the verifier to say <%s>, but it says:%n%s",
          Current.engine(), reason, refusal.log());
    }
    return this;
  }

  private void breaks(Rule rule) {
    Verification verification = Verification.of(actual, input, Kernel.V6_18);
    if (!(verification.verdict() instanceof Verdict.Rejected rejected)) {
      throw failure(
          "Expected it to break the rule <%s>, but it is accepted%n%s", rule.code(), text());
    }
    if (rejected.finding().rule() != rule) {
      failWithMessage(
          "Expected it to break the rule <%s>, but:%n%s",
          rule.code(), verification.explain(rejected.finding()));
    }
  }

  private VerifierException refusal() {
    if (Current.engine() != TestEngine.KERNEL) {
      throw new TestAbortedException(
          "the virtual machine has no verifier: what is rejected is asked of the kernel");
    }
    return Engines.refusal(actual, input)
        .orElseThrow(
            () ->
                failure(
                    "%s: Expected the verifier to reject it, but it accepts%n%s",
                    Current.engine(), text()));
  }

  /** Runs the program; asserts that it comes to its end. */
  public RunAssert runs() {
    return ended(Engines.run(Current.engine(), actual, input), true);
  }

  /** Asserts that a run came to its end, which depended on others before or not. */
  RunAssert ended(Outcome outcome, boolean isAlone) {
    Explanation explanation = new Explanation(actual, input, isAlone);
    outcome
        .fault()
        .ifPresent(
            fault ->
                failWithMessage(
                    "%s: Expected it to run, but:%n%s%n%s",
                    Current.engine(), bad(fault), explanation.text()));
    return new RunAssert(outcome, explanation);
  }

  /** Runs the program; asserts that r0 is {@code r0}, of which the kernel gives 32 bits. */
  public RunAssert returns(long r0) {
    return runs().returned(r0);
  }

  /** As {@link #returns(long)}. */
  public RunAssert returns(KernelConstant verdict) {
    return returns(verdict.value());
  }

  /**
   * Runs the program; asserts that it faults so. In the kernel no program does: its verifier
   * rejects it, or it runs in a way that is safe. So the kernel engine skips the rest of the test;
   * {@link #isRejected} asks for its verdict.
   */
  public ProgramAssert faults(FaultKind kind) {
    if (Current.engine() == TestEngine.KERNEL) {
      throw new TestAbortedException(
          "no program faults in the kernel, which rejects it or runs it safely: isRejected() asks"
              + " for its verdict");
    }
    Outcome outcome = Engines.run(Current.engine(), actual, input);
    if (outcome.fault().isEmpty()) {
      failWithMessage(
          "%s: Expected a fault <%s>, but r0 is <0x%x>%n%s",
          Current.engine(), kind, outcome.r0(), new Explanation(actual, input, true).text());
    }
    FaultKind was = outcome.fault().orElseThrow().kind();
    if (was != kind) {
      failWithMessage(
          "%s: Expected a fault <%s>, but:%n%s%n%s",
          Current.engine(),
          kind,
          bad(outcome.fault().orElseThrow()),
          new Explanation(actual, input, true).text());
    }
    return this;
  }

  /** {@return what a run on the interpreter does, step by step, whatever the test's engine} */
  public Trace trace() {
    return Engines.trace(actual, input);
  }

  /**
   * Asserts that the interpreter runs the program as a file says, which {@link Trace#toString} has
   * made. With {@code -Djbpf.update=true} the file is written instead.
   *
   * @throws UncheckedIOException if the file cannot be read or written
   */
  public ProgramAssert tracesAs(Path golden) {
    String text = trace().toString();
    try {
      if (Boolean.getBoolean(UPDATE)) {
        Files.writeString(golden, text);
      }
      Assertions.assertThat(text)
          .as("trace in %s; -D%s=true writes it anew", golden, UPDATE)
          .isEqualTo(Files.readString(golden));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("no trace in " + golden + ": -D" + UPDATE + "=true", e);
    }
  }

  private static String bad(VmFault fault) {
    return Paint.here().bad(fault.getMessage());
  }

  private String text() {
    return new ProgramText(actual).toString();
  }
}
