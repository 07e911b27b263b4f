package dev.jbpf.verifier.subject;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.ConfigLayout;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectLinker;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.elf.bpf.ProgramSection.Trait;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.load.JumpTable;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.LoadFlags;
import dev.jbpf.map.MapDef;
import dev.jbpf.verifier.function.FunctionTypes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is to be verified, from definitions, sections and objects, as loaders would load them. */
public final class Subjects {
  /** The licenses that the kernel takes for compatible with its own. */
  private static final Set<String> GPL =
      Set.of(
          "GPL",
          "GPL v2",
          "GPL and additional rights",
          "Dual BSD/GPL",
          "Dual MIT/GPL",
          "Dual MPL/GPL");

  private Subjects() {}

  /** {@return whether the kernel takes {@code license} for compatible with the GPL} */
  public static boolean isGpl(String license) {
    return GPL.contains(license);
  }

  /** {@return the program of a definition, with the maps that it names} */
  public static Subject of(ProgramDef definition) {
    return of(definition.program(), definition.kind())
        .withFunctionTypes(true)
        .underGpl(isGpl(definition.license()))
        .withMaps(maps(definition.program(), shapes(definition.maps())));
  }

  /** {@return {@code program} as a section of that name says that it is loaded, without maps} */
  public static Subject of(Program program, ProgramSection section) {
    int flags =
        (section.is(Trait.SLEEPABLE) ? LoadFlags.BPF_F_SLEEPABLE : 0)
            | (section.is(Trait.FRAGS) ? LoadFlags.BPF_F_XDP_HAS_FRAGS : 0);
    Subject subject =
        Subject.of(program, section.type())
            .at(section.attachType().map(type -> type.value()).orElse(0))
            .withFlags(flags);
    return section.kernelName().map(subject::against).orElse(subject);
  }

  /** {@return {@code program} as that type, with those maps} */
  public static Subject of(Program program, ProgramType type, List<MapDef<?, ?>> maps) {
    return Subject.of(program, type).withMaps(maps(program, shapes(maps)));
  }

  /**
   * {@return {@code linked}, which is one of {@code object}, beside the object's maps and
   * variables}
   *
   * @param section what it is loaded as
   */
  public static Subject of(BpfObjectFile object, LinkedProgram linked, ProgramSection section) {
    Program program = linked.program();
    Subject bare = of(program, section);
    Subject subject =
        section.type() == ProgramType.STRUCT_OPS
            ? operation(object, linked).map(bare::against).orElse(bare)
            : bare;
    return functions(object, linked)
        .map(subject::withFunctionTypes)
        .orElse(subject)
        .underGpl(object.license().filter(Subjects::isGpl).isPresent())
        .withMaps(maps(program, shapes(object, linked)));
  }

  private static Map<String, MapShape> shapes(BpfObjectFile object, LinkedProgram linked) {
    Map<String, MapShape> shapes = shapes(object);
    for (JumpTable table : linked.jumpTables()) {
      MapShape shape = MapShapes.of(table.definition("jumptable")).named(table.map());
      shapes.put(table.map(), shape.leadingTo(table.slots()));
    }
    return shapes;
  }

  /**
   * {@return the programs of {@code object} by their names, in order: those whose sections say what
   * they are loaded as}
   *
   * @param types what instructions that depend on a kernel's types (CO-RE) are made for
   * @throws dev.jbpf.elf.BpfObjectException if one of them cannot be linked
   */
  public static Map<String, Subject> all(BpfObjectFile object, KernelBtf types) {
    ObjectLinker linker = object.linker(types.forPrograms());
    Map<String, Subject> subjects = new LinkedHashMap<>();
    for (ObjectProgram program : object.programs()) {
      program
          .kind()
          .ifPresent(kind -> subjects.put(program.name(), of(object, linker.link(program), kind)));
    }
    return subjects;
  }

  /** {@return the member of a table of functions that the object fills in with the program} */
  private static Optional<String> operation(BpfObjectFile object, LinkedProgram linked) {
    return linked.functions().entrySet().stream()
        .filter(function -> function.getValue().number() == 0)
        .flatMap(function -> operation(object, function.getKey()))
        .findFirst();
  }

  private static Stream<String> operation(BpfObjectFile object, String function) {
    return object.structOps().stream()
        .flatMap(
            table -> table.member(function).map(name -> table.kernelName() + "." + name).stream());
  }

  /** {@return the types of the functions of {@code linked}, as loaders give them, if it has any} */
  @SuppressWarnings("exports")
  public static Optional<FunctionTypes> functions(BpfObjectFile object, LinkedProgram linked) {
    int[] info = linked.functionInfo();
    return info.length == 0
        ? Optional.empty()
        : object.typeBytes().map(types -> FunctionTypes.of(Btf.parse(types), info));
  }

  /** {@return the shapes of maps by their names} */
  public static Map<String, MapShape> shapes(List<MapDef<?, ?>> maps) {
    Map<String, MapShape> shapes = new HashMap<>();
    for (MapDef<?, ?> map : maps) {
      shapes.put(map.name(), MapShapes.of(map).named(map.name()));
    }
    return shapes;
  }

  /** {@return the shapes of an object's maps and sections of variables by their names} */
  public static Map<String, MapShape> shapes(BpfObjectFile object) {
    Map<String, MapShape> shapes = new HashMap<>();
    for (ObjectMap map : object.maps()) {
      shapes.put(map.name(), MapShapes.of(map, object.types()).named(map.name()));
    }
    for (DataSection section : object.data()) {
      shapes.put(section.name(), MapShapes.of(section, object.types()).named(section.name()));
    }
    shapes.computeIfPresent(
        ConfigLayout.SECTION, (name, shape) -> MapShapes.ofSettings(shape, object.settings()));
    return shapes;
  }

  /** {@return the shapes by the slots of the instructions that load the maps} */
  public static Map<Integer, MapShape> maps(Program program, Map<String, MapShape> shapes) {
    Map<Integer, MapShape> bySlot = new HashMap<>();
    for (MapReference reference : program.maps()) {
      Optional.ofNullable(shapes.get(reference.map()))
          .ifPresent(shape -> bySlot.put(reference.slot().number(), shape));
    }
    return bySlot;
  }
}
