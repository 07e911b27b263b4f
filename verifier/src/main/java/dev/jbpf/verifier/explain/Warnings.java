package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Severity;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.verifier.facts.Argument;
import dev.jbpf.verifier.facts.ArgumentAccess;
import dev.jbpf.verifier.facts.ArgumentKind;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.report.Known;
import dev.jbpf.verifier.report.StateListener;
import dev.jbpf.verifier.subject.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Notices, while a program is verified, what kernels take and is a mistake even so. To be given to
 * the verifier as its listener; of a program that is rejected it says nothing that matters.
 */
public final class Warnings implements StateListener {
  private final Subject subject;
  private final KernelModel kernel;
  private final Map<Integer, Diagnostic> found = new TreeMap<>();

  /** What is noticed of {@code subject} on that kernel. */
  public Warnings(Subject subject, KernelVersion version) {
    this.subject = subject;
    this.kernel = KernelModel.of(version);
  }

  @Override
  public void before(int slot, Known known) {
    if (!found.containsKey(slot)
        && subject.program().elementAt(new Slot(slot)) instanceof Insn insn) {
      if (insn.op() == Op.EXIT) {
        exit(slot, known);
      } else if (insn.op() == Op.CALL) {
        kernel.helper((int) insn.imm()).ifPresent(helper -> call(slot, helper, known));
      }
    }
  }

  /** {@return what was noticed, in the order of the slots} */
  public List<Diagnostic> diagnostics() {
    UnreadResults.of(subject.program())
        .forEach(slot -> add(slot, Warning.RESULT_UNCHECKED, "the result is not checked"));
    EndlessWaits.of(subject.program())
        .forEach(slot -> add(slot, Warning.ENDLESS_WAIT, "nothing in this loop can end it"));
    return new ArrayList<>(found.values());
  }

  private void add(int slot, Warning warning, String message) {
    found.putIfAbsent(
        slot,
        new Diagnostic(
            Severity.WARNING,
            warning.code(),
            message,
            subject.program().origin(new Slot(slot)),
            1,
            List.of(warning.sentence(), warning.fix())));
  }

  private void exit(int slot, Known known) {
    if (known.depth() > 0) {
      if (!known.isWritten(0)) {
        add(slot, Warning.RESULT_UNWRITTEN, "this function returns without having written r0");
      }
    } else if (known.constant(0).isPresent()) {
      int result = (int) known.constant(0).getAsLong();
      results()
          .filter(all -> all.noneMatch(value -> value == result))
          .ifPresent(
              all ->
                  add(
                      slot,
                      Warning.RESULT_UNKNOWN,
                      "programs of type "
                          + subject.type()
                          + " do not define the result "
                          + result));
    }
  }

  /** What a program of the type may mean, where kernels do not ask. */
  private Optional<LongStream> results() {
    if (subject.type() == ProgramType.XDP) {
      return Optional.of(Arrays.stream(XdpAction.values()).mapToLong(XdpAction::value));
    }
    return subject.type() == ProgramType.SCHED_CLS || subject.type() == ProgramType.SCHED_ACT
        ? Optional.of(Arrays.stream(TcAction.values()).mapToLong(TcAction::value))
        : Optional.empty();
  }

  private void call(int slot, HelperPrototype helper, Known known) {
    for (int i = 0; i < helper.arguments().size(); i++) {
      Argument argument = helper.arguments().get(i);
      OptionalInt size = size(argument, i + 1, known);
      if (size.isPresent()
          && argument.access() != ArgumentAccess.FILL
          && known.place(i + 1).orElse(null) instanceof Known.OnStack stack) {
        int missing = known.unwritten(stack.offset(), size.getAsInt());
        if (missing > 0) {
          add(
              slot,
              Warning.HALF_WRITTEN,
              String.format(
                  "%d of the %d bytes that r%d points to, at fp%d, were not written",
                  missing, size.getAsInt(), i + 1, stack.offset()));
        }
      }
    }
  }

  /** How many bytes of its argument a helper reads, if that is known. */
  private static OptionalInt size(Argument argument, int register, Known known) {
    if (argument.kind() == ArgumentKind.MAP_KEY || argument.kind() == ArgumentKind.MAP_VALUE) {
      return known.place(1).orElse(null) instanceof Known.Itself itself
          ? OptionalInt.of(
              argument.kind() == ArgumentKind.MAP_KEY
                  ? itself.map().keySize()
                  : itself.map().valueSize())
          : OptionalInt.empty();
    } else if (argument.kind() == ArgumentKind.MEMORY && argument.isSizedByNext()) {
      return known.constant(register + 1).stream()
          .filter(size -> size > 0 && size <= 512)
          .mapToInt(size -> (int) size)
          .findFirst();
    }
    return OptionalInt.empty();
  }
}
