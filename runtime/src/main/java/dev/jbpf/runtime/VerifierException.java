package dev.jbpf.runtime;

import dev.jbpf.code.Slot;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.MapDef;
import dev.jbpf.refusal.RefusalExplainer;
import dev.jbpf.refusal.RefusedProgram;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.report.MalformedSlots;
import dev.jbpf.runtime.report.OriginLines;
import dev.jbpf.runtime.report.VerifierLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * A program that the kernel's verifier rejected. The message shows the line that its author wrote,
 * the kernel's reason, and the instruction as the kernel prints it; {@link #log} is all that the
 * verifier said.
 *
 * <pre>
 * drop.s:7:3: error[verifier]: R1 invalid mem access 'scalar'
 *     7 |   r0 = *(u64 *)(r1 + 0)
 *       |   ^
 *   note: 3: (79) r0 = *(u64 *)(r1 +0)
 *   note: the verifier rejected program drop
 * </pre>
 *
 * <p>With {@code jbpf-verifier} on the class path the message goes on with what that has against
 * the program: {@link #explanation}.
 */
public final class VerifierException extends BpfSyscallException {
  private static final long serialVersionUID = 1L;

  private final String log;
  private final transient Diagnostic diagnostic;
  private final transient Optional<Slot> slot;

  /** Only the outermost of those that wrap one another explains. */
  private transient @Nullable RefusedProgram refused;

  private transient @Nullable Optional<String> explanation;

  VerifierException(
      ProgramSpec spec, Errno errno, String log, Map<String, MapDef<?, ?>> maps, boolean hasTypes) {
    this(spec, errno, log, located(spec, VerifierLog.of(log)), maps, hasTypes);
  }

  private static VerifierLog located(ProgramSpec spec, VerifierLog parsed) {
    return new VerifierLog(
        parsed.slot().or(() -> MalformedSlots.find(spec.program(), parsed.reason())),
        parsed.instruction(),
        parsed.reason());
  }

  private VerifierException(
      ProgramSpec spec,
      Errno errno,
      String log,
      VerifierLog parsed,
      Map<String, MapDef<?, ?>> maps,
      boolean hasTypes) {
    this(
        errno,
        log,
        parsed,
        diagnostic(spec, parsed),
        new RefusedProgram(
            spec.program(),
            spec.type(),
            spec.attachType().map(type -> type.value()).orElse(0),
            spec.flagBits(),
            spec.license(),
            hasTypes,
            maps,
            Optional.empty(),
            parsed.reason()));
  }

  private VerifierException(
      Errno errno, String log, VerifierLog parsed, Diagnostic diagnostic, RefusedProgram refused) {
    super(BpfCommand.PROG_LOAD, errno, text(diagnostic));
    this.log = log;
    this.diagnostic = diagnostic;
    this.slot = parsed.slot();
    this.refused = refused;
  }

  private static Diagnostic diagnostic(ProgramSpec spec, VerifierLog parsed) {
    Origin origin = parsed.slot().map(spec.program()::origin).orElse(Origin.UNKNOWN);
    List<String> notes = new ArrayList<>();
    if (!parsed.instruction().isEmpty()) {
      notes.add(parsed.instruction().strip());
    }
    // Without the errno: EACCES, which is the usual one, reads as if rights were missing.
    notes.add("the verifier rejected program " + spec.name());
    String reason = parsed.reason().isEmpty() ? "rejected; the log tells more" : parsed.reason();
    return new Diagnostic(Severity.ERROR, DiagnosticCode.VERIFIER, reason, origin, 1, notes);
  }

  private VerifierException(
      VerifierException cause, Diagnostic diagnostic, @Nullable RefusedProgram refused) {
    super(BpfCommand.PROG_LOAD, cause.errno(), text(diagnostic));
    this.log = cause.log;
    this.diagnostic = diagnostic;
    this.slot = cause.slot;
    this.refused = refused;
    cause.refused = null;
    initCause(cause);
  }

  @Override
  public VerifierException within(String where) {
    return noting("it is " + where);
  }

  /**
   * {@return the same rejection for that reason, which needs no explanation; what the kernel said
   * is a note}
   */
  public VerifierException because(String reason) {
    List<String> notes = new ArrayList<>(List.of("the kernel says: " + diagnostic.message()));
    notes.addAll(diagnostic.notes());
    return told(reason, notes, null);
  }

  /** {@return the same rejection, with a note more} */
  public VerifierException noting(String note) {
    List<String> notes = new ArrayList<>(diagnostic.notes());
    notes.add(note);
    return told(diagnostic.message(), notes, refused);
  }

  private VerifierException told(
      String message, List<String> notes, @Nullable RefusedProgram told) {
    return new VerifierException(
        this,
        new Diagnostic(
            diagnostic.severity(),
            diagnostic.code(),
            message,
            diagnostic.origin(),
            diagnostic.length(),
            notes),
        told);
  }

  /** {@return the same rejection, of a program of that object} */
  public VerifierException from(BpfObjectFile object, LinkedProgram linked) {
    return new VerifierException(
        this,
        diagnostic,
        refused == null ? null : refused.from(new RefusedProgram.Source(object, linked)));
  }

  /** {@return the kernel's reason at the author's line, and behind it the {@link #explanation}} */
  @Override
  public String getMessage() {
    String kernels = String.valueOf(super.getMessage());
    return explanation().map(more -> kernels + "\n" + more).orElse(kernels);
  }

  /**
   * {@return what a {@link RefusalExplainer} says of the program, if there is one and it knows
   * more: lines, the last one not ended} Found out when it is asked for first.
   */
  public synchronized Optional<String> explanation() {
    if (explanation == null) {
      explanation = refused == null ? Optional.empty() : explain(refused);
    }
    return explanation;
  }

  /** Whatever becomes of that, the kernel's words are to be told. */
  private static Optional<String> explain(RefusedProgram refused) {
    try {
      return RefusalExplainer.ask(refused);
    } catch (RuntimeException | ServiceConfigurationError e) {
      return Optional.of("  note: the explanation failed: " + e);
    }
  }

  private static String text(Diagnostic diagnostic) {
    return new OriginLines().print(diagnostic).stripTrailing();
  }

  /** {@return the message as data; its place is where the author wrote the instruction} */
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /** {@return the slot of the rejected instruction, where the kernel tells} */
  public Optional<Slot> slot() {
    return slot;
  }

  /** {@return all that the verifier said} */
  public String log() {
    return log;
  }
}
