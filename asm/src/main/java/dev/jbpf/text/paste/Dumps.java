package dev.jbpf.text.paste;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.value.Expressions;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads what other tools print and people paste: {@code bpftool prog dump xlated}, the kernel's
 * verifier log, and, by {@link Listings}, what disassemblers of objects print. Their lines have the
 * number of the slot in front.
 *
 * <p>An instruction that a verifier log never comes to is missing, which is an error.
 */
final class Dumps {
  /** Longer lines are no dump's; each statement of a line may ask. */
  private static final int LONGEST_LINE = 4096;

  /** How the log of newer kernels shows which registers are alive: {@code .1....6...}. */
  private static final int LIVENESS = 10;

  /** How many bytes {@code (b7)} has. */
  private static final int HINT = 4;

  private static final int CALL = Op.CALL.opcode();
  private static final int LDDW = Op.LDDW.opcode();
  private static final int KFUNC = Op.CALL_KFUNC.fixed(Field.SRC);

  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final DumpSlots slots;
  private final DumpLoads loads;
  private final Listings listings;

  /** Made where the first call of a dump is read. */
  private Optional<DumpCalls> calls = Optional.empty();

  /** Whether a line of a kernel's dump has been read. */
  private boolean isLog;

  /** Whether the dump is one of a program that is loaded, whose calls are the kernel's own. */
  private boolean isTranslated;

  Dumps(AssemblyState state, Declarations declarations, Expressions expressions) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.slots = new DumpSlots(state);
    this.loads = new DumpLoads(state, declarations, expressions);
    this.listings = new Listings(state, slots);
  }

  /**
   * {@return whether the line at {@code from}, which starts with {@code first}, has the registers
   * of a log, though none began yet}
   */
  boolean isState(int first, int from) {
    boolean mayBe = first == 'R' || startsAt(from, "regs=");
    return mayBe && DumpNoise.isState(in.text(from, lineEnd(from)));
  }

  /** Notes that the last slot calls what a line of a dump, which stands at {@code from}, names. */
  void called(int from) {
    if (calls.isEmpty()) {
      calls = Optional.of(new DumpCalls(state));
    }
    calls.get().add(state.sections.current, state.sections.current.code.size() - 1, from);
  }

  /** {@return whether there has been a line of a dump, so that others may be between them} */
  boolean isOpen() {
    return isLog || listings.isOpen();
  }

  /** {@return whether a file's path starts there, which a disassembler may have put on top} */
  boolean isPath(int from) {
    return in.text[from] == '/' || startsAt(from, "./") || startsAt(from, "../");
  }

  /** {@return whether the name and colon at {@code from} are rather a tool's than a label} */
  boolean isTool(int from) {
    int colon = in.at;
    in.at++;
    in.skip();
    String name = in.text(from, colon);
    boolean isTool =
        in.startsWith("file format") || name.equals("libbpf") || name.startsWith("frame");
    in.at = colon;
    return isTool;
  }

  /** {@return whether the line at {@code from} stands around the instructions of a dump} */
  boolean isAround(int from) {
    int end = Math.min(from + LONGEST_LINE, in.end - 1);
    int to = from;
    while (to < end && in.text[to] != '\n') {
      to++;
    }
    if (in.text[to] != '\n') {
      return false;
    }
    String line = in.text(from, to);
    String section = DumpNoise.section(line);
    if (!section.isEmpty()) {
      slots.finish();
      state.sections.current = state.sections.named(section);
      return true;
    }
    return listings.isHeader(line) || DumpNoise.isAround(line);
  }

  private int lineEnd(int from) {
    int end = from;
    while (in.text[end] != '\n') {
      end++;
    }
    return end;
  }

  /**
   * Looks at a line of an open dump that has no slot's number in front of it, or only an address.
   */
  PastedText.Rest between(int from) {
    if (isPath(from)) {
      return passIf(isAround(from));
    }
    if (listings.isOpen()) {
      return listings.line(from);
    }
    boolean isBytes = listings.isBytes();
    boolean isNumbered = Characters.isDigit(in.text[from]);
    return passIf(isBytes || !isNumbered && DumpNoise.isBetween(in.text(from, lineEnd(from))));
  }

  private PastedText.Rest passIf(boolean isRead) {
    if (isRead) {
      in.toLineEnd();
    }
    return isRead ? PastedText.Rest.DONE : PastedText.Rest.OTHER;
  }

  /** {@return the name in angle brackets at {@code from}, which is passed, if there is one} */
  Optional<PastedText.Name> name(int from) {
    return listings.name(from);
  }

  /** Warns of a line of a log that is no statement, rather than of the errors in it. */
  void passOver(int errorsBefore, int from) {
    in.at = lineEnd(from);
    errors.forget(errorsBefore);
    errors.add(
        Severity.WARNING,
        DiagnosticCode.DUMP_LINE,
        from,
        in.at,
        "this line is no instruction of the dump, and passed over");
  }

  /** Keeps the slot of a line that is wrong, so that it is not missing besides. */
  void fail(boolean isInstruction, int from) {
    if (isInstruction) {
      state.sections.current.code.add(0, from);
    }
  }

  /** {@return whether the dump has lines that nobody can tell from statements} */
  boolean isLog() {
    return isLog;
  }

  /** Looks at what follows the number {@code slot} and its colon. */
  PastedText.Rest line(long slot, int from) {
    int colon = in.at - 1;
    in.skip();
    int alive = passLiveness();
    int hint = hint();
    if (hint >= 0 || in.startsWith("BUG_")) {
      isTranslated |= !isLog && alive == 0 && from > 0 && Characters.isSpace(in.text[from - 1]);
      isLog = true;
      in.at += hint < 0 ? 0 : HINT;
      in.skip();
      return instruction(hint, slot, from);
    }
    in.at -= alive;
    if (listings.isBytes()) {
      return listings.bytes(from, colon);
    }
    boolean isState =
        in.text[in.at] == 'R' && Characters.isDigit(in.text[in.at + 1])
            || in.startsWith("frame")
            || isLog && (in.startsWith("safe") || in.text[in.at] == '\n');
    return passIf(isState);
  }

  /** {@return how many bytes are passed} */
  private int passLiveness() {
    int from = in.at;
    for (int i = 0; i < LIVENESS; i++) {
      int c = in.text[from + i];
      if (c != '.' && c != '0' + i) {
        return 0;
      }
    }
    in.at += LIVENESS;
    in.skip();
    return in.at - from;
  }

  private boolean startsAt(int from, String text) {
    return in.text(from, Math.min(in.end, from + text.length())).equals(text);
  }

  /** {@return the opcode in parentheses that stands here; -1 if none does} */
  private int hint() {
    byte[] text = in.text;
    int at = in.at;
    boolean isHint =
        text[at] == '('
            && Characters.digit(text[at + 1]) < 16
            && Characters.digit(text[at + 2]) < 16
            && text[at + 3] == ')'
            && Characters.isSpace(text[at + 4]);
    return isHint ? Characters.digit(text[at + 1]) * 16 + Characters.digit(text[at + 2]) : -1;
  }

  private PastedText.Rest instruction(int hint, long slot, int from) {
    if (!slots.begins(slot, from)) {
      if (hint == LDDW && slots.isRead(slot) && loads.isExplained(slots.place(slot))) {
        slots.replace(slot);
        loads.read(from);
      }
      in.toLineEnd();
      return PastedText.Rest.DONE;
    }
    if (opcodes(hint, from)) {
      return PastedText.Rest.DONE;
    }
    boolean isRead = hint == LDDW ? loads.read(from) : hint == CALL && kernelFunction(from);
    return isRead ? PastedText.Rest.DONE : PastedText.Rest.STATEMENT;
  }

  /**
   * The bytes in the line below, of {@code bpftool prog dump xlated … opcodes}, say more than the
   * text does, but for what is called or loaded: these numbers are of this boot only.
   */
  private boolean opcodes(int hint, int from) {
    int start = in.at;
    in.toLineEnd();
    int end = in.at;
    in.at = end + 1;
    boolean isBytes = end + 1 < in.end && in.skip() != '\n' && listings.isBytes();
    long word = isBytes ? listings.word() : 0;
    boolean isTaken = isBytes && hint != LDDW && (hint != CALL || Words.src(word) == KFUNC);
    if (isTaken) {
      state.sections.current.code.add(word, from);
    }
    in.at = isTaken ? end : start;
    return isTaken;
  }

  /**
   * {@code call bpf_cpumask_create#63688}: a helper, the kernel's own variant of one, or else, in a
   * log, a function of the kernel's that the number finds in its BTF.
   */
  private boolean kernelFunction(int from) {
    int start = in.at;
    if (in.startsWith("call ")) {
      in.at += "call ".length();
      in.skip();
      in.name();
      String name = in.text(in.start, in.at);
      if (in.text[in.at] == '#') {
        in.at++;
        boolean isNegative = in.text[in.at] == '-';
        in.at += isNegative ? 1 : 0;
        if (in.number()) {
          OptionalInt helper = HelperVariants.helper(name);
          long number = isNegative ? -in.number : in.number;
          state.sections.current.code.add(call(name, helper, number, from), from);
          in.toLineEnd();
          return true;
        }
      }
    }
    in.at = start;
    return false;
  }

  private long call(String name, OptionalInt helper, long number, int from) {
    if (helper.isPresent()) {
      return Words.withImm(Op.CALL.template(), helper.getAsInt());
    }
    if (!isTranslated && number > 0) {
      return Words.withImm(Op.CALL_KFUNC.template(), (int) number);
    }
    errors.add(
        Severity.WARNING,
        DiagnosticCode.DUMP_CALL,
        from,
        in.at,
        "'"
            + name
            + "' is no helper that is known: the call has its number of that boot, "
            + number);
    return Words.withImm(Op.CALL.template(), (int) number);
  }

  /** Goes on at the end of the section, if the line that ends here went to a place before it. */
  void endLine() {
    slots.endLine();
  }

  /** Says which instructions are missing. */
  void finish() {
    slots.finish();
    if (calls.isPresent()) {
      calls.get().finish();
    }
  }
}
