package dev.jbpf.cli.dwarf;

import dev.jbpf.cli.dwarf.DwarfEntry.Attribute;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The variables that the functions of a program keep to themselves, as the source names them. */
public final class FunctionVariables {
  private final Program program;
  private final BitSet functions;
  private final List<DwarfUnit> units;

  private FunctionVariables(Program program, List<DwarfUnit> units) {
    this.program = program;
    this.functions = ProgramFlow.of(program).functions();
    this.units = units;
  }

  /** {@return those of {@code program}, which was linked of {@code object}} */
  public static FunctionVariables of(Program program, Optional<ElfObject> object) {
    return new FunctionVariables(program, object.map(FunctionVariables::units).orElse(List.of()));
  }

  /** What is not understood is as if it were not there. */
  private static List<DwarfUnit> units(ElfObject object) {
    try {
      return EntryReader.units(new DwarfSections(object));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** A function that the sources describe, at one place. */
  private record Place(DwarfUnit unit, DwarfEntry function, long pc, long frame) {}

  private Optional<Place> place(int slot) {
    int start = Math.max(functions.previousSetBit(slot), 0);
    int next = functions.nextSetBit(slot + 1);
    long frame = FrameStart.of(program, start, next < 0 ? program.size() : next);
    for (String name : names(start)) {
      for (DwarfUnit unit : units) {
        Optional<DwarfEntry> found = unit.function(name);
        if (found.isPresent()) {
          long low = found.get().number(Attribute.LOW_PC).orElse(0);
          long pc = low + (long) (slot - start) * Long.BYTES;
          return Optional.of(new Place(unit, found.get(), pc, frame));
        }
      }
    }
    return Optional.empty();
  }

  private List<String> names(int start) {
    return program.labels().entrySet().stream()
        .filter(label -> label.getValue().equals(new Slot(start)))
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  /**
   * {@return the variables of the function that is {@code outwards} calls away, innermost first}
   */
  public List<Local> at(Stepper run, int outwards) {
    Stepper.Frame frame = run.frames().get(outwards);
    List<Local> locals = new ArrayList<>();
    place(frame.slot().number())
        .ifPresent(
            place ->
                place.unit().variables(place.function()).stream()
                    .flatMap(variable -> local(place, variable, run, frame).stream())
                    .filter(one -> locals.stream().noneMatch(o -> o.name().equals(one.name())))
                    .forEach(locals::add));
    return List.copyOf(locals);
  }

  /** {@return what is in the type of the variable of that name, as C writes it} */
  public Optional<String> type(Stepper run, int outwards, String name) {
    int slot = run.frames().get(outwards).slot().number();
    return place(slot)
        .flatMap(
            place ->
                place.unit().variables(place.function()).stream()
                    .map(place.unit()::named)
                    .filter(variable -> variable.name().filter(name::equals).isPresent())
                    .map(new CTypeText(place.unit())::whole)
                    .findFirst());
  }

  /** Of variables in blocks that are somewhere else there is nothing to tell. */
  private static Optional<Local> local(
      Place place, DwarfEntry variable, Stepper run, Stepper.Frame frame) {
    DwarfUnit unit = place.unit();
    DwarfEntry named = unit.named(variable);
    boolean isOwn = place.function().children().contains(variable);
    Optional<byte[]> location = unit.location(variable, place.pc());
    OptionalLong constant = variable.number(Attribute.CONST_VALUE);
    if (named.name().isEmpty() || !isOwn && location.isEmpty() && constant.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Local> known =
          constant.isPresent()
              ? Optional.of(value(unit, named, constant.getAsLong(), run))
              : location
                  .flatMap(bytes -> expression(place, run, frame).place(bytes))
                  .map(where -> local(unit, named, where, run));
      return Optional.of(known.orElseGet(() -> gone(unit, named)));
    } catch (VmFault notThere) {
      return Optional.of(gone(unit, named));
    }
  }

  private static Expression expression(Place place, Stepper run, Stepper.Frame frame) {
    long start = frame.registers().get(Reg.R10.number()) + place.frame();
    return new Expression(place.unit(), frame.registers(), start, run.memory()::load);
  }

  private static Local local(
      DwarfUnit unit, DwarfEntry named, Expression.Place where, Stepper run) {
    if (!where.isAddress()) {
      return value(unit, named, where.number(), run);
    }
    int size = unit.type(named).map(unit::size).orElse(0);
    byte[] bytes = run.memory().read(where.number(), size);
    String name = named.name().orElseThrow();
    return new ValueText(unit, run.memory()::read)
        .of(name, named, bytes, OptionalLong.of(where.number()));
  }

  /** A value that is in a register, or nowhere but in the description. */
  private static Local value(DwarfUnit unit, DwarfEntry named, long number, Stepper run) {
    int size = unit.type(named).map(unit::size).orElse(0);
    byte[] bytes = new byte[size];
    for (int i = 0; i < Math.min(size, Long.BYTES); i++) {
      bytes[i] = (byte) (number >> Byte.SIZE * i);
    }
    return new ValueText(unit, run.memory()::read)
        .of(named.name().orElseThrow(), named, bytes, OptionalLong.empty());
  }

  private static Local gone(DwarfUnit unit, DwarfEntry named) {
    return new Local(
        named.name().orElseThrow(),
        new CTypeText(unit).of(named),
        Local.GONE,
        OptionalLong.empty(),
        0,
        List.of());
  }
}
