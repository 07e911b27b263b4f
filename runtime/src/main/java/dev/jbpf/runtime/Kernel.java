package dev.jbpf.runtime;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.call.StatsType;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.call.KernelObjects;
import dev.jbpf.runtime.call.SyscallErrors;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.info.LinkInfo;
import dev.jbpf.runtime.info.MapInfo;
import dev.jbpf.runtime.info.ProgramInfo;
import dev.jbpf.runtime.info.TypesInfo;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.pin.Pins;
import dev.jbpf.runtime.rights.Privileges;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.WatchedSyscalls;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.types.LoadedMapTypes;
import dev.jbpf.runtime.types.LoadedTypes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Linux kernel that programs are loaded into. {@link Bpf} is the short way to the one that this
 * process runs on.
 */
public final class Kernel {
  private final BpfCalls calls;

  private static final class Local {
    static final Kernel INSTANCE = new Kernel(WatchedSyscalls.around(BpfSyscalls.system()));
  }

  /** A kernel behind these system calls. */
  @SuppressWarnings("exports")
  public Kernel(BpfSyscalls syscalls) {
    this(new BpfCalls(syscalls));
  }

  /** A kernel by these calls. */
  @SuppressWarnings("exports")
  public Kernel(BpfCalls calls) {
    this.calls = calls;
  }

  /** {@return the kernel that this process runs on} */
  public static Kernel local() {
    return Local.INSTANCE;
  }

  /**
   * {@return a new map}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public <K, V> KernelMap<K, V> create(MapDef<K, V> def) {
    return KernelMap.create(calls, def);
  }

  /**
   * {@return a new map whose keys and values have types that tools can show}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  @SuppressWarnings("exports")
  public <K, V> KernelMap<K, V> create(MapDef<K, V> def, LoadedMapTypes types) {
    return KernelMap.create(calls, def, Optional.of(types));
  }

  /**
   * {@return a new map, made with what no definition says} The flag {@link
   * dev.jbpf.map.flag.MapFlag#NUMA_NODE} goes with a node.
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  @SuppressWarnings("exports")
  public <K, V> KernelMap<K, V> create(
      MapDef<K, V> def, Optional<LoadedMapTypes> types, KernelMap.Making making) {
    return KernelMap.create(calls, def, types, making);
  }

  /**
   * {@return the types that {@code btf} holds}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  @SuppressWarnings("exports")
  public LoadedTypes loadTypes(byte[] btf) {
    return LoadedTypes.load(calls, btf);
  }

  /**
   * {@return the program, loaded}
   *
   * @param maps maps that the program names; those that {@code spec} defines are created where none
   *     of that name is given
   * @throws VerifierException if the verifier rejects the program
   * @throws BpfSyscallException if the kernel refuses for another reason
   * @throws IllegalArgumentException if the program names a map that nobody gives
   */
  public KernelProgram load(ProgramSpec spec, KernelMap<?, ?>... maps) {
    return load(spec, byName(List.of(maps)));
  }

  /**
   * {@return the program that {@code definition} says, loaded, with its maps and variables; what it
   * asks of the kernel's structures is answered}
   *
   * @param maps by their names; the others are created
   * @throws VerifierException as {@link #load(ProgramSpec, KernelMap...)} does, and the others
   */
  public KernelProgram load(ProgramDef definition, Map<String, KernelMap<?, ?>> maps) {
    return definition.needsObject()
        ? DefinedObject.load(this, definition, maps)
        : load(ProgramSpec.of(definition), maps);
  }

  static Map<String, KernelMap<?, ?>> byName(List<KernelMap<?, ?>> maps) {
    Map<String, KernelMap<?, ?>> byName = new LinkedHashMap<>();
    maps.forEach(map -> byName.put(map.def().name(), map));
    return byName;
  }

  /**
   * {@return the program, loaded}
   *
   * @param maps by the names that the program uses, which may differ from those that the kernel
   *     knows
   * @throws VerifierException as {@link #load(ProgramSpec, KernelMap...)} does, and the others
   */
  public KernelProgram load(ProgramSpec spec, Map<String, KernelMap<?, ?>> maps) {
    return load(spec, maps, List.of());
  }

  /** Loads {@code spec} for what needs {@code purpose} besides. */
  KernelProgram load(
      ProgramSpec spec, Map<String, KernelMap<?, ?>> maps, List<Capability> purpose) {
    return new ProgramLoader(this, spec, purpose).load(maps);
  }

  /**
   * {@return the map that is pinned there}
   *
   * @throws BpfSyscallException if the kernel refuses
   * @throws IllegalArgumentException if it is not as {@code def} says
   */
  public <K, V> KernelMap<K, V> openMap(Path file, MapDef<K, V> def) {
    return KernelMap.opened(calls, Pins.open(calls, file), def);
  }

  /**
   * {@return the map of that number}
   *
   * @param id as {@link MapInfo#id} tells
   * @throws BpfSyscallException if the kernel refuses
   * @throws IllegalArgumentException if it is not as {@code def} says
   */
  public <K, V> KernelMap<K, V> openMap(long id, MapDef<K, V> def) {
    return KernelMap.opened(calls, KernelMap.open(calls, id), def);
  }

  /**
   * {@return the program that is pinned there}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public KernelProgram openProgram(Path file) {
    return KernelProgram.opened(this, Pins.open(calls, file), "program " + file);
  }

  /**
   * {@return the program of that number; needs CAP_SYS_ADMIN}
   *
   * @param id as {@link ProgramInfo#id} tells
   * @throws BpfSyscallException if the kernel refuses
   */
  public KernelProgram openProgram(long id) {
    Struct attr = calls.scratch().attr().set(AttrField.ID_START_ID, id);
    int fd = calls.require(BpfCommand.PROG_GET_FD_BY_ID, attr, "cannot open program number " + id);
    return KernelProgram.opened(this, fd, "program number " + id);
  }

  /**
   * {@return the link of that number; needs CAP_SYS_ADMIN}
   *
   * @param id as {@link LinkInfo#id} tells
   * @throws BpfSyscallException if the kernel refuses
   */
  public BpfLink openLink(long id) {
    Struct attr = calls.scratch().attr().set(AttrField.ID_START_ID, id);
    int fd = calls.require(BpfCommand.LINK_GET_FD_BY_ID, attr, "cannot open link number " + id);
    return new BpfLink(this, fd, "link number " + id);
  }

  /**
   * {@return the link that is pinned there}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public BpfLink openLink(Path file) {
    return new BpfLink(this, Pins.open(calls, file), "link " + file);
  }

  /** {@return all programs that the kernel holds, whoever loaded them; needs CAP_SYS_ADMIN} */
  public List<ProgramInfo> programs() {
    return KernelObjects.list(
        calls, BpfCommand.PROG_GET_NEXT_ID, BpfCommand.PROG_GET_FD_BY_ID, ProgramInfo::of);
  }

  /** {@return all maps that the kernel holds, whoever made them; needs CAP_SYS_ADMIN} */
  public List<MapInfo> maps() {
    return KernelObjects.list(
        calls, BpfCommand.MAP_GET_NEXT_ID, BpfCommand.MAP_GET_FD_BY_ID, MapInfo::of);
  }

  /** {@return all types (BTF) that the kernel holds, its own among them; needs CAP_SYS_ADMIN} */
  public List<TypesInfo> types() {
    return KernelObjects.list(
        calls, BpfCommand.BTF_GET_NEXT_ID, BpfCommand.BTF_GET_FD_BY_ID, TypesInfo::of);
  }

  /** {@return all links that the kernel holds, whoever made them; needs CAP_SYS_ADMIN} */
  public List<LinkInfo> links() {
    return KernelObjects.list(
        calls, BpfCommand.LINK_GET_NEXT_ID, BpfCommand.LINK_GET_FD_BY_ID, LinkInfo::of);
  }

  /**
   * Lets the kernel measure how often and how long programs run, until the result is closed; since
   * Linux 5.8.
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public Link measureRunTime() {
    Struct attr =
        calls.scratch().attr().set(AttrField.ENABLE_STATS_TYPE, StatsType.RUN_TIME.value());
    int fd = calls.require(BpfCommand.ENABLE_STATS, attr, "cannot turn statistics on");
    return new Descriptor(calls.syscalls(), "statistics", fd)::close;
  }

  /** {@return calls to this kernel, for other parts of this library} */
  @SuppressWarnings("exports")
  public BpfCalls calls() {
    return calls;
  }

  /**
   * {@return the exception for a call that failed to attach, with advice}
   *
   * @param program which the call was about
   */
  public static BpfSyscallException refusal(
      BpfCommand command, long result, String what, KernelProgram program) {
    return SyscallErrors.of(
        program.kernel().calls(), command, result, what, Privileges.toAttach(program.type()));
  }
}
