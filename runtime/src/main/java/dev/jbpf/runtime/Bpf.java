package dev.jbpf.runtime;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.rights.Privileges;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Maps and programs in the kernel that this process runs on.
 *
 * <pre>{@code
 * MapDef<Integer, Long> counts = MapDef.array("counts", Codec.U64, 256);
 * ProgramSpec spec = ProgramSpec.of("count", ProgramType.SOCKET_FILTER, program).withMap(counts);
 * try (var prog = Bpf.load(spec); var link = prog.attach(Hooks.packetSocket("lo"))) {
 *   System.out.println(prog.map(counts).lookup(6));
 * }
 * }</pre>
 */
public final class Bpf {
  private Bpf() {}

  /**
   * {@return a new map}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public static <K, V> KernelMap<K, V> create(MapDef<K, V> def) {
    return Kernel.local().create(def);
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
  public static KernelProgram load(ProgramSpec spec, KernelMap<?, ?>... maps) {
    return Kernel.local().load(spec, maps);
  }

  /**
   * {@return the program that {@code definition} says, loaded, with its maps}
   *
   * @param maps maps that the program names; the others are created
   * @throws VerifierException as {@link #load(ProgramSpec, KernelMap...)} does, and the others
   */
  public static KernelProgram load(ProgramDef definition, KernelMap<?, ?>... maps) {
    return Kernel.local().load(definition, Kernel.byName(List.of(maps)));
  }

  /**
   * {@return the programs, loaded in that order} A map that several name is one: what a program
   * puts there, the others find.
   *
   * @throws IllegalArgumentException if two are called the same, or define different maps of a name
   * @throws VerifierException as {@link #load(ProgramSpec, KernelMap...)} does, and the others;
   *     nothing stays loaded then
   */
  public static KernelPrograms load(ProgramDef first, ProgramDef second, ProgramDef... more) {
    return KernelPrograms.load(
        Kernel.local(), Stream.concat(Stream.of(first, second), Arrays.stream(more)).toList());
  }

  /**
   * {@return the program, to be loaded for the place where it is attached}
   *
   * @param maps maps that the program names
   */
  public static PendingProgram load(Program program, KernelMap<?, ?>... maps) {
    return new PendingProgram(Kernel.local(), program, List.of(maps));
  }

  /**
   * {@return what a process needs to load a program of that type, and to attach it} Some places
   * need more: {@link Hook#capabilities}.
   */
  public static List<Capability> capabilities(ProgramType type) {
    return Privileges.toAttach(type);
  }

  /**
   * {@return whether this process may load programs, and if not, what is missing and how to get it}
   *
   * @param needed what it needs besides: {@code CAP_NET_RAW} for packet sockets
   */
  public static Permission permission(Capability... needed) {
    return Permission.check(List.of(needed));
  }
}
