package dev.jbpf.text;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Slot;
import dev.jbpf.code.link.CodeImage;
import dev.jbpf.code.link.LinkPasses;
import dev.jbpf.diag.Severity;
import dev.jbpf.elf.RelocationType;
import dev.jbpf.elf.Section;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Fills in what depends on symbols, once all of them are known. */
final class Linkage {
  private static final int MAP_FD = Op.LDDW_MAP_FD.fixed(Field.SRC);
  private static final int MAP_VALUE = Op.LDDW_MAP_VALUE.fixed(Field.SRC);
  private static final int FUNCTION = Op.LDDW_FUNC.fixed(Field.SRC);
  private static final int LOCAL_CALL = Op.CALL_LOCAL.fixed(Field.SRC);

  private final Context context;
  private final Scanner in;
  private final Symbols symbols;
  private final Errors errors;

  /** What is called and defined nowhere, and has been looked at. */
  private final Set<Integer> strangers = new HashSet<>();

  /** What jumps can go to, and what calls can; made when the first of them is missing. */
  private List<List<String>> names = List.of();

  // The section and the instruction that are being filled in.
  private Region region;
  private CodeImage code;

  Linkage(Context context) {
    this.context = context;
    this.in = context.in;
    this.symbols = context.symbols;
    this.errors = context.errors;
    this.region = context.region;
    this.code = region.code;
  }

  void resolve() {
    for (Region each : context.regions) {
      defineSection(each);
    }
    Assignments assignments = new Assignments(context);
    assignments.definePlaces();
    for (String map : context.maps.keySet()) {
      checkMap(map);
    }
    for (Region each : context.regions) {
      region = each;
      code = each.code;
      defineExit();
      callHelpers();
      fit();
    }
    assignments.defineNumbers();
    for (Region each : context.regions) {
      region = each;
      code = each.code;
      names = List.of();
      for (int fix = 0; fix < code.fixCount() && !errors.isFull(); fix++) {
        resolve(fix);
      }
      for (DataBuffer.Fix fix : each.data.fixes) {
        resolve(fix);
      }
      for (Region.Given given : each.given) {
        resolve(given);
      }
      checkZeros(each);
    }
  }

  /** What only has a size in an object has no room for anything but zeros. */
  private void checkZeros(Region each) {
    int at =
        each.isCode()
            ? each.code.mark(0)
            : !each.data.fixes.isEmpty()
                ? each.data.fixes.get(0).from()
                : each.given.isEmpty() ? each.firstValue : each.given.get(0).from();
    if (at >= 0 && each.isZeros()) {
      errors.add(
          "bad-directive",
          at,
          at,
          "section '" + each.name + "' holds zeros only: this is none",
          "`.section NAME,\"aw\",@progbits` holds values, as .data does");
    }
  }

  private void fit() {
    LinkPasses.run(code, region.places(symbols), context.options.machine(), errors);
  }

  /** The name of a section that nothing else defines is its start. */
  private void defineSection(Region section) {
    int symbol = symbols.find(section.name);
    boolean isMap = context.maps.containsKey(section.name);
    if (symbol != Symbols.NONE && !symbols.isDefined(symbol) && !isMap) {
      symbols.define(symbol, section.index, 0, 0);
      symbols.mark(symbol, Symbols.SECTION);
    }
  }

  /** What a map is called nothing else may be: labels, numbers and other names of places. */
  private void checkMap(String map) {
    int symbol = symbols.find(map);
    if (symbol != Symbols.NONE && symbols.isDefined(symbol)) {
      int at = Math.max(0, symbols.definition(symbol));
      errors.add(
          "label-duplicate",
          at,
          at + map.length(),
          "'" + map + "' is defined twice",
          "`.map " + map + "` defines a map of that name");
    }
  }

  /**
   * The conformance suite's assembler knows a label {@code exit} that nobody defines: it is the
   * first {@code exit}.
   */
  private void defineExit() {
    int exit = symbols.find("exit");
    if (exit == Symbols.NONE || symbols.isDefined(exit)) {
      return;
    }
    for (int slot = 0; slot < code.size(); slot++) {
      if (code.word(slot) == Op.EXIT.template()) {
        symbols.define(exit, region.index, (long) slot * Words.BYTES, code.mark(slot));
        return;
      }
    }
  }

  /** A helper that is called by its name is one by its number, before targets are asked for it. */
  private void callHelpers() {
    for (int fix = 0; fix < code.fixCount(); fix++) {
      callHelper(fix);
    }
  }

  private void callHelper(int fix) {
    int slot = code.fixSlot(fix);
    if (code.fixKind(fix) == CodeImage.TARGET && isLocalCall(code.word(slot))) {
      int symbol = code.fixSymbol(fix);
      if (mayBeKernels(symbol)) {
        OptionalInt helper = KernelNames.helper(symbols.name(symbol));
        if (helper.isPresent()) {
          code.setWord(slot, Words.withImm(Op.CALL.template(), helper.getAsInt()));
        }
      }
    }
  }

  private static boolean isLocalCall(long word) {
    return isCall(word) && Words.src(word) == LOCAL_CALL;
  }

  private void resolve(int fix) {
    switch (code.fixKind(fix)) {
      case CodeImage.TARGET -> target(fix);
      case CodeImage.WIDE -> wide(fix);
      default -> narrow(fix);
    }
  }

  private void target(int fix) {
    int symbol = code.fixSymbol(fix);
    int slot = code.fixSlot(fix);
    boolean isCall = isCall(code.word(slot));
    if (isCall && !isLocalCall(code.word(slot))) {
      return;
    }
    if (isCall && symbols.section(symbol) >= 0) {
      markFunction(symbol);
    }
    if (symbols.section(symbol) == region.index && !(isCall && isPreemptible(symbol))) {
      distance(fix, slot, symbol);
    } else if (isCall) {
      call(fix, slot, symbol);
    } else if (symbols.isDefined(symbol)) {
      error(fix, "label-undefined", whereItIs(symbol) + ": only calls leave a section", "");
    } else {
      undefined(fix);
    }
  }

  /** What is called in the section of subprograms is one: loaders look them up there. */
  private void markFunction(int symbol) {
    boolean isSubprogram = context.regions.get(symbols.section(symbol)).name.equals(".text");
    if (isSubprogram && !context.describesItself()) {
      symbols.mark(symbol, Symbols.FUNCTION);
    }
  }

  private static boolean isCall(long word) {
    return Words.opcode(word) == Op.CALL_LOCAL.opcode();
  }

  /** Calls of global functions are left to linkers, as all compilers do. */
  private boolean isPreemptible(int symbol) {
    return context.isObject() && symbols.is(symbol, Symbols.GLOBAL);
  }

  private void distance(int fix, int slot, int symbol) {
    long place = symbols.value(symbol);
    if (place % Words.BYTES != 0) {
      error(fix, "misaligned", " is not at an instruction", "");
      return;
    }
    int distance = (int) (place / Words.BYTES) - (slot + 1);
    long word = code.word(slot);
    if (isLong(word)) {
      code.setWord(slot, Words.withImm(word, distance));
    } else if (distance == (short) distance) {
      code.setWord(slot, Words.withOff(word, (short) distance));
    } else {
      tooFar(fix, word, distance);
    }
  }

  /** Jumps keep the distance in the offset, but for gotol; calls and addresses in the immediate. */
  private static boolean isLong(long word) {
    int opcode = Words.opcode(word);
    return opcode == Op.GOTOL.opcode()
        || opcode == Op.CALL_LOCAL.opcode()
        || opcode == Op.LDDW_FUNC.opcode();
  }

  private void tooFar(int fix, long word, int distance) {
    error(
        fix,
        "jump-range",
        " is "
            + distance
            + " slots away, a distance is from "
            + Offset.SLOTS.min()
            + " to "
            + Offset.SLOTS.max(),
        Words.opcode(word) == Op.JA.opcode()
            ? "gotol reaches further"
            : "jump over a gotol by the opposite condition");
  }

  /** A call of what is not in this section: another section's function, or a stranger. */
  private void call(int fix, int slot, int symbol) {
    if (!context.isObject() && symbols.section(symbol) >= 0) {
      error(fix, "needs-object", whereItIs(symbol) + ": only an object can hold both", "");
    } else if (!context.isObject()) {
      undefined(fix);
    } else {
      external(fix, symbol);
      int place = isSectionRelative(symbol) ? (int) (symbols.value(symbol) / Words.BYTES) : 0;
      code.setWord(slot, Words.withImm(code.word(slot), place - 1));
      relocate(slot * Words.BYTES, symbol, RelocationType.R_BPF_64_32);
    }
  }

  /** What the source neither defines nor says to be another object's. */
  private boolean mayBeKernels(int symbol) {
    return !symbols.isDefined(symbol) && !symbols.is(symbol, Symbols.GLOBAL);
  }

  private String whereItIs(int symbol) {
    int section = symbols.section(symbol);
    return section < 0 ? " is a number" : " is in section " + context.regions.get(section).name;
  }

  /**
   * A linker or the kernel may know the name, but what is close to a helper's is more likely a
   * mistake. Names that the source declares, or compilers describe in BTF, are meant as they are.
   */
  private void external(int fix, int symbol) {
    if (!mayBeKernels(symbol) || context.describesItself() || !strangers.add(symbol)) {
      return;
    }
    String near = errors.didYouMean(symbols.name(symbol), KernelNames.helpers());
    if (!near.isEmpty()) {
      int from = code.fixFrom(fix);
      int to = code.fixTo(fix);
      String name = Complaints.quote(in, from, to);
      errors.add(
          Severity.WARNING,
          "external-near-helper",
          from,
          to,
          name + " is defined nowhere: the call is left to a linker",
          near,
          "`.globl " + symbols.name(symbol) + "` says that it is meant");
    }
  }

  /**
   * What is loaded and defined nowhere may be another object's, but what is close to a constant's
   * name is more likely a mistake.
   */
  private void stranger(int fix, int symbol) {
    if (!mayBeKernels(symbol)
        || context.describesItself()
        || isNamedMap(symbol)
        || !strangers.add(symbol)) {
      return;
    }
    String near = errors.didYouMean(symbols.name(symbol), nearNames(symbols.name(symbol)));
    if (!near.isEmpty()) {
      int from = code.fixFrom(fix);
      int to = code.fixTo(fix);
      errors.add(
          Severity.WARNING,
          "external-near-name",
          from,
          to,
          Complaints.quote(in, from, to) + " is defined nowhere: it is left to a linker",
          near,
          "`.globl " + symbols.name(symbol) + "` says that it is meant");
    }
  }

  /** Symbols that only this object sees are named by their section and the distance in it. */
  private boolean isSectionRelative(int symbol) {
    return symbols.section(symbol) >= 0 && !symbols.is(symbol, Symbols.GLOBAL);
  }

  private void relocate(int offset, int symbol, RelocationType type) {
    region.relocations.add(
        new Region.Relocated(
            offset,
            isSectionRelative(symbol) ? Symbols.NONE : symbol,
            symbols.section(symbol),
            type));
  }

  private void wide(int fix) {
    int slot = code.fixSlot(fix);
    int symbol = code.fixSymbol(fix);
    long addend = Words.immediate(Op.LDDW, code.word(slot), code.word(slot + 1));
    Optional<BigInteger> known = value(symbol, code.fixMinus(fix));
    if (known.isPresent()) {
      BigInteger sum = known.get().add(BigInteger.valueOf(addend));
      putWide(slot, sum.longValue());
      if (!Exact.fits(sum, Long.SIZE)) {
        error(fix, "imm-range", " is " + sum + ", which does not fit in 64 bits", "");
      }
    } else if (code.fixMinus(fix) != Symbols.NONE) {
      error(fix, "symbol-undefined", " is no number that is known", "");
    } else if (context.isObject()) {
      stranger(fix, symbol);
      putWide(slot, addend + (isSectionRelative(symbol) ? symbols.value(symbol) : 0));
      relocate(slot * Words.BYTES, symbol, RelocationType.R_BPF_64_64);
    } else {
      address(fix, slot, symbol, addend);
    }
  }

  private void putWide(int slot, long value) {
    code.setWord(slot, Words.withImm(code.word(slot), (int) value));
    code.setWord(slot + 1, Words.second(Op.LDDW, value));
  }

  /** In a program without an object: the address of a function of it, or of a map by its name. */
  private void address(int fix, int slot, int symbol, long addend) {
    int section = symbols.section(symbol);
    if (section == region.index) {
      int distance = (int) (symbols.value(symbol) / Words.BYTES) - (slot + 1);
      putWide(slot, 0);
      code.setWord(slot, Words.withImm(Words.withSrc(code.word(slot), FUNCTION), distance));
    } else if (section >= 0 && !context.regions.get(section).isMaps()) {
      error(fix, "needs-object", " is in a section of its own, which only an object can hold", "");
    } else {
      refer(fix, slot, symbol);
      code.setWord(
          slot, Words.withImm(Words.withSrc(code.word(slot), addend == 0 ? MAP_FD : MAP_VALUE), 0));
      code.setWord(slot + 1, Words.second(Op.LDDW_MAP_VALUE, addend << 32));
    }
  }

  /** Lets the instruction name a map, if what becomes of it can do so. */
  private void refer(int fix, int slot, int symbol) {
    String name = symbols.name(symbol);
    boolean isMap = symbols.section(symbol) >= 0 || isNamedMap(symbol);
    if (context.options.output() == AssemblerOptions.Output.BYTES && !isMap) {
      String near = errors.didYouMean(name, nearNames(name));
      error(
          fix,
          "symbol-undefined",
          " is no number that is known",
          near.isEmpty() ? "only an object can leave it to a linker" : near);
    }
    region.maps.add(new MapReference(new Slot(slot), name));
  }

  /** Whether {@code .map} or a dump says that it is a map. */
  private boolean isNamedMap(int symbol) {
    return context.dumpedMaps.contains(symbol) || context.maps.containsKey(symbols.name(symbol));
  }

  /** What the name of a constant, a variable or a map may have been meant to be. */
  private List<String> nearNames(String name) {
    List<String> near = new ArrayList<>(KernelNames.candidates(name));
    for (int[] inOrder : symbols.inOrder(context.regions.size())) {
      for (int symbol : inOrder) {
        near.add(symbols.name(symbol));
      }
    }
    return near;
  }

  private void narrow(int fix) {
    int slot = code.fixSlot(fix);
    long word = code.word(slot);
    Optional<BigInteger> known = value(code.fixSymbol(fix), code.fixMinus(fix));
    if (known.isEmpty()) {
      unknownNumber(fix, slot);
    } else if (code.fixKind(fix) == CodeImage.OFFSET) {
      BigInteger value = known.get().add(BigInteger.valueOf(Words.off(word)));
      code.setWord(slot, Words.withOff(word, value.shortValue()));
      if (value.bitLength() >= Short.SIZE) {
        error(fix, "off-range", " is " + value + ", which does not fit in 16 bits", "");
      }
    } else {
      BigInteger value = known.get().add(BigInteger.valueOf(Words.imm(word)));
      code.setWord(slot, Words.withImm(word, value.intValue()));
      if (!Exact.fits(value, Integer.SIZE)) {
        error(fix, "imm-range", " is " + value + ", which does not fit in 32 bits", "");
      }
    }
  }

  /**
   * A map can be named where its descriptor belongs; anything else must be a number. Objects have
   * no relocation that keeps more than the map.
   */
  private void unknownNumber(int fix, int slot) {
    int symbol = code.fixSymbol(fix);
    long word = code.word(slot);
    int src = Words.src(word);
    boolean isMap = Words.opcode(word) == Op.LDDW.opcode() && (src == MAP_FD || src == MAP_VALUE);
    if (isMap && !context.isObject() && symbol != Symbols.NONE && !symbols.isDefined(symbol)) {
      refer(fix, slot, symbol);
      return;
    }
    boolean isDescriptor = isMap && src == MAP_FD && Words.imm(word) == 0;
    if (isDescriptor && context.isObject() && symbol != Symbols.NONE && isNamedMap(symbol)) {
      code.setWord(slot, Words.withSrc(word, 0));
      relocate(slot * Words.BYTES, symbol, RelocationType.R_BPF_64_64);
      return;
    }
    String name = symbol == Symbols.NONE ? "" : symbols.name(symbol);
    String near = errors.didYouMean(name, KernelNames.candidates(name));
    error(
        fix,
        "symbol-undefined",
        " is no number that is known",
        Habits.isLikeRegister(name) ? Habits.REGISTERS : "",
        near.isEmpty()
            ? "the address of a map is loaded by `r1 = NAME ll`, or `lddw %r1, NAME`"
            : near);
  }

  /** {@return the number that {@code symbol}, less {@code minus}, is, if it is one} */
  private Optional<BigInteger> value(int symbol, int minus) {
    if (symbol != Symbols.NONE
        && minus != Symbols.NONE
        && symbols.section(symbol) == symbols.section(minus)
        && symbols.section(symbol) >= 0) {
      return Optional.of(BigInteger.valueOf(symbols.value(symbol) - symbols.value(minus)));
    }
    Optional<BigInteger> added = number(symbol);
    Optional<BigInteger> taken = number(minus);
    return added.isPresent() && taken.isPresent()
        ? Optional.of(added.get().subtract(taken.get()))
        : Optional.empty();
  }

  private Optional<BigInteger> number(int symbol) {
    if (symbol == Symbols.NONE) {
      return Optional.of(BigInteger.ZERO);
    }
    if (symbols.isConstant(symbol)) {
      return Optional.of(symbols.number(symbol));
    }
    return mayBeKernels(symbol) ? KernelNames.number(symbols.name(symbol)) : Optional.empty();
  }

  private void resolve(DataBuffer.Fix fix) {
    Optional<BigInteger> known = value(fix.symbol(), fix.minus());
    if (known.isPresent()) {
      BigInteger sum = known.get().add(BigInteger.valueOf(fix.addend()));
      region.data.set(fix.at(), fix.width(), sum.longValue());
      if (!Exact.fits(sum, fix.width() * Byte.SIZE)) {
        tooLarge(fix, sum);
      }
    } else if (fix.symbol() == Symbols.NONE || fix.minus() != Symbols.NONE || fix.width() < 4) {
      errors.add(
          "symbol-undefined",
          fix.from(),
          fix.to(),
          Complaints.quote(in, fix.from(), fix.to()) + " is no number that is known");
    } else if (context.isObject()) {
      long place = isSectionRelative(fix.symbol()) ? symbols.value(fix.symbol()) : 0;
      BigInteger sum = BigInteger.valueOf(place).add(BigInteger.valueOf(fix.addend()));
      region.data.set(fix.at(), fix.width(), sum.longValue());
      if (!Exact.fits(sum, fix.width() * Byte.SIZE)) {
        tooLarge(fix, sum);
      }
      relocate(fix.at(), fix.symbol(), dataRelocation(fix));
    }
  }

  private void tooLarge(DataBuffer.Fix fix, BigInteger number) {
    errors.add(
        "imm-range",
        fix.from(),
        fix.to(),
        String.format(
            "%s is %d, which does not fit in %d bits",
            Complaints.quote(in, fix.from(), fix.to()), number, fix.width() * Byte.SIZE));
  }

  private RelocationType dataRelocation(DataBuffer.Fix fix) {
    int section = symbols.section(fix.symbol());
    long flags = section < 0 ? 0 : context.regions.get(section).flags();
    return dataRelocation(fix.width(), flags, symbols.isNamed(fix.symbol()));
  }

  /**
   * {@return how a number of {@code width} bytes is relocated} As LLVM: what only tools for
   * debugging and BTF read is marked so that loaders pass it over.
   *
   * @param flags those of the section that the symbol is in; 0 if it is in none
   * @param named whether the symbol is one that objects keep
   */
  static RelocationType dataRelocation(int width, long flags, boolean named) {
    if (width == 8) {
      return RelocationType.R_BPF_64_ABS64;
    }
    long wanted = Section.ALLOC | (named ? Section.WRITE : Section.EXEC);
    return (flags & wanted) == wanted
        ? RelocationType.R_BPF_64_NODYLD32
        : RelocationType.R_BPF_64_ABS32;
  }

  private void resolve(Region.Given given) {
    long last = region.here() - given.type().bytes();
    if (given.offset() < 0 || given.offset() > last) {
      errors.add(
          "bad-directive", given.from(), given.to(), "there is nothing to relocate at that offset");
    } else if (context.isObject()) {
      int section = symbols.section(given.symbol());
      boolean isStart = section >= 0 && !symbols.isKept(given.symbol());
      region.relocations.add(
          new Region.Relocated(
              (int) given.offset(),
              isStart ? Symbols.NONE : given.symbol(),
              section,
              given.type()));
    }
  }

  private void undefined(int fix) {
    String name = in.text(code.fixFrom(fix), code.fixTo(fix));
    boolean isNumbered = Chars.isDigit(name.charAt(0));
    boolean isCall = isCall(code.word(code.fixSlot(fix)));
    errors.add(
        "label-undefined",
        code.fixFrom(fix),
        code.fixTo(fix),
        (isCall && !isNumbered ? "there is no function and no helper " : "there is no label ")
            + Complaints.quote(in, code.fixFrom(fix), code.fixTo(fix)),
        isNumbered
            ? "a label like `1:` is needed " + (name.endsWith("b") ? "before" : "after") + " this"
            : errors.didYouMean(name, names(isCall)));
  }

  private List<String> names(boolean withHelpers) {
    if (names.isEmpty()) {
      List<String> labels = new ArrayList<>();
      for (int symbol : symbols.inOrder(context.regions.size())[region.index]) {
        labels.add(symbols.name(symbol));
      }
      List<String> callable = new ArrayList<>(labels);
      callable.addAll(KernelNames.helpers());
      names = List.of(labels, callable);
    }
    return names.get(withHelpers ? 1 : 0);
  }

  private void error(int fix, String code, String what, String... notes) {
    int from = this.code.fixFrom(fix);
    int to = this.code.fixTo(fix);
    errors.add(code, from, to, Complaints.quote(in, from, to) + what, notes);
  }
}
