package dev.jbpf.cli.dap;

import dev.jbpf.cli.debug.BreakConditions;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.debug.NamedValue;
import dev.jbpf.vm.debug.Watch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.DataBreakpoint;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;

/** The breakpoints of an editor: each request says all of its kind, or of its source. */
final class Breaks {
  static final String LINE = "breakpoint";
  static final String FUNCTION = "function breakpoint";
  static final String INSTRUCTION = "instruction breakpoint";
  static final String DATA = "data breakpoint";

  private final Debugger debugger;
  private final CodeView view;
  private final BreakConditions conditions;
  private final Consumer<String> log;

  /** The kind of each, by its number. */
  private final Map<Integer, String> kinds = new HashMap<>();

  private final Map<String, List<Integer>> ofGroup = new HashMap<>();
  private boolean isPast;

  Breaks(Debugger debugger, CodeView view, BreakConditions conditions, Consumer<String> log) {
    this.debugger = debugger;
    this.view = view;
    this.conditions = conditions;
    this.log = log;
  }

  /** Whether what follows goes through what has run before. */
  void setPast(boolean past) {
    isPast = past;
  }

  /** {@return the protocol's word for a stop at {@code number}} */
  String kind(int number) {
    return kinds.getOrDefault(number, LINE);
  }

  Breakpoint[] lines(Source source, SourceBreakpoint[] wanted) {
    String place = source.getPath() == null ? "listing" : source.getPath();
    return replace(LINE, LINE + place, wanted, one -> line(source, one));
  }

  private Breakpoint line(Source source, SourceBreakpoint wanted) {
    CodeView.Stand stand =
        view.stand(source, wanted.getLine())
            .orElseThrow(
                () ->
                    new IllegalArgumentException("no instruction comes of this line or one below"));
    HitFilter filter =
        filter(wanted.getHitCondition(), Optional.ofNullable(wanted.getLogMessage()));
    Breakpoint made = made(place(source, stand), stand.slots(), wanted.getCondition(), filter);
    made.setSource(source);
    made.setLine(stand.line());
    return made;
  }

  private static String place(Source source, CodeView.Stand stand) {
    return source.getName() + ":" + stand.line();
  }

  Breakpoint[] functions(FunctionBreakpoint[] wanted) {
    return replace(
        FUNCTION,
        FUNCTION,
        wanted,
        one ->
            made(
                one.getName(),
                debugger.places().find(one.getName()),
                one.getCondition(),
                filter(one.getHitCondition(), Optional.empty())));
  }

  Breakpoint[] instructions(InstructionBreakpoint[] wanted) {
    return replace(
        INSTRUCTION,
        INSTRUCTION,
        wanted,
        one -> {
          int offset = one.getOffset() == null ? 0 : one.getOffset();
          BitSet slots = new BitSet();
          slots.set(view.slot(one.getInstructionReference(), offset));
          return made(
              one.getInstructionReference(),
              slots,
              one.getCondition(),
              filter(one.getHitCondition(), Optional.empty()));
        });
  }

  Breakpoint[] data(DataBreakpoint[] wanted) {
    return replace(DATA, DATA, wanted, this::data);
  }

  private Breakpoint data(DataBreakpoint wanted) {
    if (isGiven(wanted.getCondition()) || isGiven(wanted.getHitCondition())) {
      throw new IllegalArgumentException("what is watched stops at each change: no conditions");
    }
    Breakpoint made = verified();
    made.setId(watch(NamedValue.parse(wanted.getDataId())).number());
    return made;
  }

  private Watch watch(NamedValue place) {
    if (place instanceof NamedValue.Register register) {
      return debugger.watch(register.register());
    } else if (place instanceof NamedValue.Memory memory) {
      return debugger.watch(memory.address(debugger.run()), memory.size());
    }
    throw new IllegalArgumentException("a number cannot be watched");
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }

  private HitFilter filter(String hits, Optional<String> message) {
    return new HitFilter(Optional.ofNullable(hits), message, conditions.named(), log, () -> isPast);
  }

  private Breakpoint made(String place, BitSet slots, String condition, HitFilter filter) {
    Predicate<Stepper> holds = isGiven(condition) ? conditions.of(condition) : run -> true;
    Breakpoint made = verified();
    made.setId(debugger.breakAt(place, slots, Optional.empty(), holds.and(filter)).number());
    made.setInstructionReference(CodeView.address(slots.nextSetBit(0)));
    return made;
  }

  private static Breakpoint verified() {
    Breakpoint made = new Breakpoint();
    made.setVerified(true);
    return made;
  }

  /** What cannot be is said beside the breakpoint, and is in no other's way. */
  private <T> Breakpoint[] replace(
      String kind, String group, T[] wanted, Function<T, Breakpoint> make) {
    ofGroup.getOrDefault(group, List.of()).forEach(debugger::delete);
    List<Integer> numbers = new ArrayList<>();
    Breakpoint[] all =
        Stream.of(wanted)
            .map(
                one -> {
                  try {
                    Breakpoint made = make.apply(one);
                    numbers.add(made.getId());
                    kinds.put(made.getId(), kind);
                    return made;
                  } catch (RuntimeException e) {
                    return refused(e.getMessage());
                  }
                })
            .toArray(Breakpoint[]::new);
    ofGroup.put(group, numbers);
    return all;
  }

  private static Breakpoint refused(String reason) {
    Breakpoint refused = new Breakpoint();
    refused.setVerified(false);
    refused.setMessage(reason);
    return refused;
  }
}
