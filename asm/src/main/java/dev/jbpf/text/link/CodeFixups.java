package dev.jbpf.text.link;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Slot;
import dev.jbpf.code.link.CodeImage;
import dev.jbpf.code.link.LinkUnit;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.source.Characters;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.c.KernelNames;
import dev.jbpf.text.names.ForeignHabits;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.section.SectionTable;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Settings;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the instructions of one section depend on: places, numbers, and what an object leaves. */
final class CodeFixups implements LinkUnit {
  private static final int MAP_FD = Op.LDDW_MAP_FD.fixed(Field.SRC);
  private static final int MAP_VALUE = Op.LDDW_MAP_VALUE.fixed(Field.SRC);
  private static final int FUNCTION = Op.LDDW_FUNC.fixed(Field.SRC);

  private final AssemblyState state;
  private final Declarations declarations;
  private final SymbolValues values;
  private final NameHints hints;
  private final Symbols symbols;
  private final SourceErrors errors;
  private final SectionImage region;
  private final CodeImage code;

  /** What jumps can go to, and what calls can; made when the first of them is missing. */
  private List<List<String>> names = List.of();

  CodeFixups(
      AssemblyState state,
      Declarations declarations,
      SymbolValues values,
      NameHints hints,
      SectionImage region) {
    this.state = state;
    this.declarations = declarations;
    this.values = values;
    this.hints = hints;
    this.symbols = state.symbols;
    this.errors = state.errors;
    this.region = region;
    this.code = region.code;
  }

  @Override
  public CodeImage image() {
    return code;
  }

  @Override
  public boolean isFull() {
    return errors.isFull();
  }

  @Override
  public int slot(int symbol) {
    return symbols.section(symbol) == region.index
        ? (int) (symbols.value(symbol) / Words.BYTES)
        : ELSEWHERE;
  }

  @Override
  public void move(int[] slots) {
    for (int symbol = 0; symbol < symbols.count(); symbol++) {
      if (symbols.section(symbol) == region.index) {
        symbols.move(symbol, slots[slot(symbol)] * (long) Words.BYTES);
      }
    }
  }

  @Override
  public OptionalInt helper(int symbol) {
    return values.mayBeKernels(symbol)
        ? KernelNames.helper(symbols.name(symbol))
        : OptionalInt.empty();
  }

  @Override
  public Optional<BigInteger> number(int symbol, int minus) {
    return values.number(symbol, minus);
  }

  @Override
  public OptionalInt target(int fix) {
    int symbol = code.fixSymbol(fix);
    boolean isCall = isCall(fix);
    if (isCall && symbols.section(symbol) >= 0) {
      markFunction(symbol);
    }
    if (symbols.section(symbol) == region.index && !(isCall && values.isPreemptible(symbol))) {
      return place(fix, symbol);
    }
    if (isCall) {
      call(fix, symbol);
    } else if (symbols.isDefined(symbol)) {
      String where = values.whereItIs(symbol);
      error(fix, DiagnosticCode.LABEL_UNDEFINED, where + ": only calls leave a section", "");
    } else {
      undefined(fix);
    }
    return OptionalInt.empty();
  }

  /** What is called in the section of subprograms is one: loaders look them up there. */
  private void markFunction(int symbol) {
    String section = state.sections.get(symbols.section(symbol)).name;
    if (section.equals(SectionTable.TEXT) && !state.sections.describesItself()) {
      symbols.mark(symbol, Symbols.FUNCTION);
    }
  }

  private boolean isCall(int fix) {
    return Words.opcode(code.word(code.fixSlot(fix))) == Op.CALL_LOCAL.opcode();
  }

  private OptionalInt place(int fix, int symbol) {
    if (symbols.value(symbol) % Words.BYTES != 0) {
      error(fix, DiagnosticCode.MISALIGNED, " is not at an instruction", "");
      return OptionalInt.empty();
    }
    return OptionalInt.of(slot(symbol));
  }

  @Override
  public void tooFar(int fix, int distance) {
    boolean isGoto = Words.opcode(code.word(code.fixSlot(fix))) == Op.JA.opcode();
    error(
        fix,
        DiagnosticCode.JUMP_RANGE,
        " is "
            + distance
            + " slots away, a distance is from "
            + Offset.SLOTS.min()
            + " to "
            + Offset.SLOTS.max(),
        isGoto ? "gotol reaches further" : "jump over a gotol by the opposite condition");
  }

  @Override
  public void tooLarge(int fix, BigInteger number, int bits) {
    DiagnosticCode kind = bits == Short.SIZE ? DiagnosticCode.OFF_RANGE : DiagnosticCode.IMM_RANGE;
    error(fix, kind, " is " + number + ", which does not fit in " + bits + " bits", "");
  }

  /** A call of what is not in this section: another section's function, or an external one. */
  private void call(int fix, int symbol) {
    if (!state.isObject() && symbols.section(symbol) >= 0) {
      String where = values.whereItIs(symbol);
      error(fix, DiagnosticCode.NEEDS_OBJECT, where + ": only an object can hold both", "");
    } else if (!state.isObject()) {
      undefined(fix);
    } else {
      hints.external(symbol, code.fixFrom(fix), code.fixTo(fix));
      int slot = code.fixSlot(fix);
      int place = (int) (values.addend(symbol) / Words.BYTES);
      code.setWord(slot, Words.withImm(code.word(slot), place - 1));
      values.relocate(region, slot * Words.BYTES, symbol, RelocationType.R_BPF_64_32);
    }
  }

  @Override
  public void fillIn(int fix) {
    if (code.fixKind(fix) == CodeImage.WIDE) {
      wide(fix);
    } else {
      narrow(fix);
    }
  }

  private void wide(int fix) {
    int slot = code.fixSlot(fix);
    int symbol = code.fixSymbol(fix);
    long addend = Words.immediate(Op.LDDW, code.word(slot), code.word(slot + 1));
    if (code.fixMinus(fix) != Symbols.NONE) {
      error(fix, DiagnosticCode.SYMBOL_UNDEFINED, " is no number that is known", "");
    } else if (state.isObject()) {
      hints.loaded(symbol, code.fixFrom(fix), code.fixTo(fix));
      code.setWide(slot, addend + values.addend(symbol));
      values.relocate(region, slot * Words.BYTES, symbol, RelocationType.R_BPF_64_64);
    } else {
      address(fix, slot, symbol, addend);
    }
  }

  /** In a program without an object: the address of a function of it, or of a map by its name. */
  private void address(int fix, int slot, int symbol, long addend) {
    int section = symbols.section(symbol);
    if (section == region.index) {
      code.setWide(slot, 0);
      code.setWord(
          slot, Words.withImm(Words.withSrc(code.word(slot), FUNCTION), slot(symbol) - (slot + 1)));
    } else if (section >= 0 && !state.sections.get(section).isMaps()) {
      error(
          fix,
          DiagnosticCode.NEEDS_OBJECT,
          " is in a section of its own, which only an object can hold",
          "");
    } else {
      refer(fix, slot, symbol);
      int kind = addend == 0 ? MAP_FD : MAP_VALUE;
      code.setWord(slot, Words.withImm(Words.withSrc(code.word(slot), kind), 0));
      code.setWord(slot + 1, Words.second(Op.LDDW_MAP_VALUE, addend << 32));
    }
  }

  /** Lets the instruction name a map, if what becomes of it can do so. */
  private void refer(int fix, int slot, int symbol) {
    String name = symbols.name(symbol);
    boolean isMap = symbols.section(symbol) >= 0 || declarations.isMap(symbol);
    if (state.settings.output() == Settings.Output.BYTES && !isMap) {
      String near = hints.near(name);
      error(
          fix,
          DiagnosticCode.SYMBOL_UNDEFINED,
          " is no number that is known",
          near.isEmpty() ? "only an object can leave it to a linker" : near);
    }
    region.maps.add(new MapReference(new Slot(slot), name));
  }

  /**
   * A map can be named where its descriptor belongs; anything else must be a number. Objects have
   * no relocation that keeps more than the map.
   */
  private void narrow(int fix) {
    int slot = code.fixSlot(fix);
    int symbol = code.fixSymbol(fix);
    long word = code.word(slot);
    int src = Words.src(word);
    boolean isNamed = symbol != Symbols.NONE;
    boolean isMap = Words.opcode(word) == Op.LDDW.opcode() && (src == MAP_FD || src == MAP_VALUE);
    boolean isDescriptor = isMap && src == MAP_FD && Words.imm(word) == 0;
    if (isMap && !state.isObject() && isNamed && !symbols.isDefined(symbol)) {
      refer(fix, slot, symbol);
    } else if (isDescriptor && state.isObject() && isNamed && declarations.isMap(symbol)) {
      code.setWord(slot, Words.withSrc(word, 0));
      values.relocate(region, slot * Words.BYTES, symbol, RelocationType.R_BPF_64_64);
    } else {
      unknownNumber(fix, isNamed ? symbols.name(symbol) : "");
    }
  }

  private void unknownNumber(int fix, String name) {
    String near = errors.didYouMean(name, KernelNames.candidates(name));
    error(
        fix,
        DiagnosticCode.SYMBOL_UNDEFINED,
        " is no number that is known",
        ForeignHabits.isLikeRegister(name) ? ForeignHabits.REGISTERS : "",
        near.isEmpty()
            ? "the address of a map is loaded by `r1 = NAME ll`, or `lddw %r1, NAME`"
            : near);
  }

  private void undefined(int fix) {
    String name = state.in.text(code.fixFrom(fix), code.fixTo(fix));
    boolean isNumbered = Characters.isDigit(name.charAt(0));
    boolean isCall = isCall(fix);
    errors.add(
        DiagnosticCode.LABEL_UNDEFINED,
        code.fixFrom(fix),
        code.fixTo(fix),
        (isCall && !isNumbered ? "there is no function and no helper " : "there is no label ")
            + state.in.quote(code.fixFrom(fix), code.fixTo(fix)),
        isNumbered
            ? "a label like `1:` is needed " + (name.endsWith("b") ? "before" : "after") + " this"
            : errors.didYouMean(name, names(isCall)));
  }

  private List<String> names(boolean withHelpers) {
    if (names.isEmpty()) {
      List<String> labels = new ArrayList<>();
      for (int symbol : symbols.inOrder(state.sections.count())[region.index]) {
        labels.add(symbols.name(symbol));
      }
      List<String> callable = new ArrayList<>(labels);
      callable.addAll(KernelNames.helpers());
      names = List.of(labels, callable);
    }
    return names.get(withHelpers ? 1 : 0);
  }

  private void error(int fix, DiagnosticCode kind, String what, String... notes) {
    int from = code.fixFrom(fix);
    int to = code.fixTo(fix);
    errors.add(kind, from, to, state.in.quote(from, to) + what, notes);
  }
}
