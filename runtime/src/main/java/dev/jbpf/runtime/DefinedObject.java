package dev.jbpf.runtime;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.MemberReference;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectLinker;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.data.DataBytes;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.load.MapDefinitions;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.data.KernelVariables;
import dev.jbpf.runtime.data.MappedData;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.report.OriginLines;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.types.LoadedMapTypes;
import dev.jbpf.runtime.types.LoadedTypes;
import dev.jbpf.runtime.types.ProgramTypes;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The object that definitions make, where they have variables, or ask for members of the kernel's
 * structures: what loaders do with objects is done with it. It keeps the variables.
 */
final class DefinedObject implements AutoCloseable {
  private final Kernel kernel;
  private final BpfObjectFile file;
  private final ObjectLinker linker;
  private final Optional<LoadedTypes> types;
  private final Map<String, KernelMap<?, ?>> areas = new LinkedHashMap<>();
  private KernelVariables variables = KernelVariables.NONE;

  private DefinedObject(Kernel kernel, BpfObjectFile file) {
    this.kernel = kernel;
    this.file = file;
    this.linker = file.linker(KernelTypes.forPrograms());
    this.types = file.typeBytes().flatMap(this::loadTypes);
  }

  /** {@return what {@code definitions} are together, their variables made} */
  static DefinedObject make(Kernel kernel, List<ProgramDef> definitions) {
    BpfObjectBuilder builder = new BpfObjectBuilder(ByteOrder.nativeOrder());
    builder.sources(new OriginLines());
    definitions.forEach(builder::add);
    DefinedObject object = new DefinedObject(kernel, BpfObjectFile.of(builder.build()));
    try {
      object.makeVariables(definitions.get(0).name());
      return object;
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  /** {@return that one program, which closes its variables with it} */
  static KernelProgram load(
      Kernel kernel, ProgramDef definition, Map<String, KernelMap<?, ?>> given) {
    DefinedObject object = make(kernel, List.of(definition));
    try {
      KernelProgram program = object.load(definition, given).with(object.variables);
      object.types.ifPresent(LoadedTypes::close);
      return program;
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  /** Kernels that do not take them run the programs without. */
  private Optional<LoadedTypes> loadTypes(byte[] bytes) {
    long result = LoadedTypes.tryLoad(kernel.calls(), bytes);
    return result < 0
        ? Optional.empty()
        : Optional.of(LoadedTypes.of(kernel.calls(), (int) result));
  }

  private void makeVariables(String name) {
    Map<String, DataBytes> bytes = new HashMap<>();
    for (DataSection section : file.data()) {
      KernelMap<Integer, byte[]> area = make(section, name);
      areas.put(section.name(), area);
      if (!section.isZeros()) {
        area.update(0, section.content());
      }
      if (section.isReadOnly()) {
        area.freeze();
      }
      bytes.put(section.name(), MappedData.of(kernel.calls(), area, !section.isReadOnly()));
    }
    Map<String, ObjectVariable> places = new HashMap<>();
    file.variables().forEach(variable -> places.put(variable.name(), variable));
    variables = new KernelVariables(places, bytes, areas.values());
  }

  private KernelMap<Integer, byte[]> make(DataSection section, String name) {
    MapDef<?, ?> def =
        new MapDefinitions(Cpus.possible(), PageSize.bytes())
            .of(areaName(name, section.name()), section.map());
    MapDef<Integer, byte[]> area = MapDefinitions.data(def);
    if (types.isEmpty() || section.type() == 0) {
      return kernel.create(area);
    }
    return kernel.create(area, new LoadedMapTypes(types.get(), 0, section.type()));
  }

  /** As libbpf calls them: as much of the program's name as there is room for. */
  private static String areaName(String program, String section) {
    int room = ObjectName.MAX_LENGTH - section.length();
    String start = program.length() > room ? program.substring(0, room) : program;
    return ObjectName.shortened(start + section);
  }

  KernelVariables variables() {
    return variables;
  }

  /** {@return the program, loaded with these maps and its variables} */
  KernelProgram load(ProgramDef definition, Map<String, KernelMap<?, ?>> given) {
    LinkedProgram linked = linker.link(file.program(definition.name()).orElseThrow());
    requireMembers(definition.program(), linked.poisoned());
    ProgramSpec spec = ProgramSpec.of(definition).withProgram(linked.program());
    Map<String, KernelMap<?, ?>> maps = new LinkedHashMap<>(given);
    maps.putAll(areas);
    return kernel.load(described(spec, linked), maps);
  }

  /**
   * A definition cannot ask whether the kernel has a member: one that it does not have is a
   * mistake, whatever the verifier would reach.
   */
  private static void requireMembers(Program program, Map<Slot, String> poisoned) {
    if (!poisoned.isEmpty()) {
      throw new LinkException(
          program.members().stream()
              .filter(use -> poisoned.containsKey(use.slot()))
              .map(use -> missing(program.origin(use.slot()), use, poisoned))
              .distinct()
              .toList());
    }
  }

  private static Diagnostic missing(
      Origin origin, MemberReference use, Map<Slot, String> poisoned) {
    String reason =
        KernelTypes.missing(use.member()).orElseGet(() -> poisoned.getOrDefault(use.slot(), ""));
    return new Diagnostic(Severity.ERROR, "no-member", reason, origin, 1, List.of());
  }

  private ProgramSpec described(ProgramSpec spec, LinkedProgram linked) {
    int[] functions = linked.functionInfo();
    return types.isEmpty() || functions.length == 0
        ? spec
        : spec.withTypes(new ProgramTypes(types.get(), functions, linked.lineInfo()));
  }

  @Override
  public void close() {
    types.ifPresent(LoadedTypes::close);
    areas.values().forEach(KernelMap::close);
    variables.close();
  }
}
