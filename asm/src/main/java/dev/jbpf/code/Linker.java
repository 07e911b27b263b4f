package dev.jbpf.code;

import dev.jbpf.code.link.CodeImage;
import dev.jbpf.code.link.LinkFrontEnd;
import dev.jbpf.code.link.LinkPasses;
import dev.jbpf.code.link.LinkUnit;
import dev.jbpf.code.origin.Origins;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.isa.InvalidFieldException;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Gives elements their slots, and labels their distances: elements go in one by one, a program
 * comes out. An element is encoded as it arrives and not kept; only branches wait for their labels.
 */
public final class Linker {
  private static final int FIRST_ORIGINS = 64;
  private static final int FIRST_BRANCHES = 16;
  private static final Origin[] NONE = {};

  private final TargetMachine target;
  private final LabelPlaces places = new LabelPlaces();

  /** Where labels were bound, as far as that is known. */
  private final Map<Label, Origin> bound = new HashMap<>();

  private final Map<String, Slot> names = new LinkedHashMap<>();
  private final List<MapReference> maps = new ArrayList<>();
  private final List<MemberReference> members = new ArrayList<>();
  private final List<KfuncCall.Reference> kernelCalls = new ArrayList<>();
  private final List<Diagnostic> errors = new ArrayList<>();

  /** What branches name; the number of a symbol of the image is its place here. */
  private final List<Label> targets = new ArrayList<>();

  /** The slots of the branches to {@link #targets}. */
  private int[] branches = new int[FIRST_BRANCHES];

  private CodeImage image = new CodeImage(SpareWords.take());
  private Origin[] origins = NONE;
  private int lastBound;

  /** A linker for machines that have all instructions. */
  public Linker() {
    this(TargetMachine.ANY);
  }

  /** A linker that writes what {@code target} lacks with older instructions. */
  public Linker(TargetMachine target) {
    this.target = target;
  }

  /** {@return the number of slots so far} */
  public int size() {
    return image.size();
  }

  /**
   * {@return whether control can reach the place behind the last slot: the last instruction goes on
   * to the next, or a label is bound there}
   */
  public boolean isOpen() {
    int size = image.size();
    return lastBound == size || Op.of(image.word(size - 1)).filter(Op::isFinal).isEmpty();
  }

  /** Adds {@code element} behind the others. */
  public void add(CodeElement element) {
    if (element instanceof Located located) {
      add(located.element(), located.origin());
    } else {
      add(element, Origin.UNKNOWN);
    }
  }

  /**
   * Adds the instruction with these operands: the same as {@code add(Insn.of(…))}, without making
   * it.
   *
   * @throws InvalidFieldException as {@link Insn#of} does
   */
  public void add(Op op, Reg dst, Reg src, int off, long imm) {
    long operands = Words.operands(dst.number(), src.number(), off, imm);
    if (op.isWhole(operands) && off == (short) off && imm == (int) imm) {
      image.add(op.template() | operands);
    } else {
      add(Insn.of(op, dst, src, off, imm));
    }
  }

  /** Adds {@code element}, itself not located, that was written at {@code origin}. */
  private void add(CodeElement element, Origin origin) {
    if (element instanceof Insn insn) {
      emit(insn, origin);
    } else if (element instanceof Branch branch) {
      await(branch.target());
      emit(branch.unlinked(), origin);
    } else if (element instanceof Label label) {
      bind(label, origin);
    } else if (element instanceof MapLoad load) {
      maps.add(new MapReference(new Slot(image.size()), load.map()));
      emit(load.unlinked(), origin);
    } else if (element instanceof MemberUse use) {
      members.add(new MemberReference(new Slot(image.size()), use.member()));
      emit(use.insn(), origin);
    } else if (element instanceof KfuncCall call) {
      kernelCalls.add(new KfuncCall.Reference(new Slot(image.size()), call.function()));
      emit(call.unlinked(), origin);
    } else if (element instanceof RawWord raw) {
      put(raw.bits(), origin);
    }
  }

  private void await(Label target) {
    if (targets.size() == branches.length) {
      branches = Arrays.copyOf(branches, 2 * branches.length);
    }
    branches[targets.size()] = image.size();
    targets.add(target);
  }

  private void emit(Insn insn, Origin origin) {
    put(insn.word(), origin);
    if (insn.slots() == 2) {
      put(insn.secondWord(), origin);
    }
  }

  private void put(long word, Origin origin) {
    if (origin != Origin.UNKNOWN) {
      place(origin);
    }
    image.add(word);
  }

  private void place(Origin origin) {
    int size = image.size();
    if (size >= origins.length) {
      int known = origins.length;
      origins = Arrays.copyOf(origins, Math.max(FIRST_ORIGINS, 2 * size));
      Arrays.fill(origins, known, origins.length, Origin.UNKNOWN);
    }
    origins[size] = origin;
  }

  private void bind(Label label, Origin origin) {
    lastBound = image.size();
    if (places.add(label, lastBound)) {
      if (origin != Origin.UNKNOWN) {
        bound.put(label, origin);
      }
      if (!label.name().isEmpty()) {
        names.put(label.name(), new Slot(lastBound));
      }
      return;
    }
    error(
        DiagnosticCode.LABEL_DUPLICATE,
        "'" + label + "' is bound twice",
        origin,
        "it is bound first at " + bound.getOrDefault(label, Origin.UNKNOWN));
  }

  /**
   * {@return the program of all elements, as {@link #link} does} It is the last thing that is asked
   * of this linker.
   *
   * @throws LinkException if they make none
   */
  public Program finish() {
    Program program = link();
    SpareWords.give(image.words());
    image = new CodeImage(new long[1]);
    return program;
  }

  /**
   * {@return the program of all elements so far} Jumps that reach further than their field take a
   * longer way.
   *
   * @throws LinkException if they make none: a label is bound twice or not at all, or the target
   *     lacks an instruction and all that could stand for it
   */
  public Program link() {
    int[] found = findTargets();
    if (errors.isEmpty()) {
      image.fixTargets(branches, found.length);
      LinkPasses.run(new FrontEnd(found));
      image.clearFixes();
      targets.clear();
    }
    if (!errors.isEmpty()) {
      throw new LinkException(errors);
    }
    int size = image.size();
    Origin[] all = Arrays.copyOf(origins, Math.min(origins.length, size));
    Origins known = slot -> slot < all.length ? all[slot] : Origin.UNKNOWN;
    Program program =
        Program.ofWords(image.words(), size, all.length == 0 ? Origins.NONE : known, names, maps);
    return members.isEmpty() && kernelCalls.isEmpty()
        ? program
        : program.asking(members, kernelCalls);
  }

  /** {@return the slot that each of {@link #targets} is bound at} */
  private int[] findTargets() {
    int[] found = new int[targets.size()];
    for (int symbol = 0; symbol < found.length; symbol++) {
      OptionalInt slot = places.find(targets.get(symbol));
      if (slot.isPresent()) {
        found[symbol] = slot.getAsInt();
      } else {
        unbound(targets.get(symbol), origin(branches[symbol]));
      }
    }
    return found;
  }

  /** What is bound, to the passes. */
  private final class FrontEnd implements LinkFrontEnd, LinkUnit {
    private final int[] found;

    FrontEnd(int[] found) {
      this.found = found;
    }

    @Override
    public List<LinkUnit> units() {
      return List.of(this);
    }

    @Override
    public TargetMachine target() {
      return target;
    }

    /** What is only worth a note is done, and nobody asks for it. */
    @Override
    public void add(
        Severity severity, DiagnosticCode code, int slot, String message, String... notes) {
      if (severity == Severity.ERROR) {
        errors.add(new Diagnostic(severity, code, message, origin(slot), 1, List.of(notes)));
      }
    }

    @Override
    public CodeImage image() {
      return image;
    }

    @Override
    public int slot(int symbol) {
      return found[symbol];
    }

    @Override
    public OptionalInt target(int fix) {
      return OptionalInt.of(found[image.fixSymbol(fix)]);
    }

    @Override
    public void move(int[] slots) {
      places.move(slots);
      Arrays.setAll(found, symbol -> slots[found[symbol]]);
      names.replaceAll((name, slot) -> new Slot(slots[slot.number()]));
      maps.replaceAll(map -> new MapReference(moved(map.slot(), slots), map.map()));
      members.replaceAll(use -> new MemberReference(moved(use.slot(), slots), use.member()));
      kernelCalls.replaceAll(
          call -> new KfuncCall.Reference(moved(call.slot(), slots), call.function()));
      lastBound = slots[lastBound];
      moveOrigins(slots);
    }
  }

  private static Slot moved(Slot slot, int[] slots) {
    return new Slot(slots[slot.number()]);
  }

  /** What stands for an instruction was written where that was. */
  private void moveOrigins(int[] slots) {
    int known = Math.min(origins.length, slots.length - 1);
    Origin[] moved = new Origin[slots[known]];
    for (int slot = 0; slot < known; slot++) {
      Arrays.fill(moved, slots[slot], slots[slot + 1], origins[slot]);
    }
    Arrays.fill(moved, 0, Math.min(slots[0], moved.length), Origin.UNKNOWN);
    origins = moved;
  }

  private Origin origin(int slot) {
    return slot < origins.length ? origins[slot] : Origin.UNKNOWN;
  }

  private void unbound(Label target, Origin origin) {
    String near =
        Suggestions.nearest(target.name(), names.keySet())
            .map(Suggestions::didYouMean)
            .orElse("put the label itself among the elements, where it belongs");
    error(DiagnosticCode.LABEL_UNDEFINED, "'" + target + "' is not bound", origin, near);
  }

  private void error(DiagnosticCode code, String message, Origin origin, String note) {
    errors.add(new Diagnostic(Severity.ERROR, code, message, origin, 1, List.of(note)));
  }
}
