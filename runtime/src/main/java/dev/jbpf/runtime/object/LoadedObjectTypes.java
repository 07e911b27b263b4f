package dev.jbpf.runtime.object;

import dev.jbpf.btf.OlderBtf;
import dev.jbpf.btf.section.ResizedSection;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.types.LoadedMapTypes;
import dev.jbpf.runtime.types.LoadedTypes;
import dev.jbpf.runtime.types.ProgramTypes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The types of an object in the kernel, if it has any and the kernel takes them: programs run
 * without, too.
 *
 * @param hasFunctions whether functions are among them, as programs need them
 * @param refusal why there are none, if the object has some
 * @param loss what the kernel did not take of them, and why; empty if it took all
 * @param untyped the sections of variables whose types fit them no more
 */
record LoadedObjectTypes(
    Optional<LoadedTypes> types,
    boolean hasFunctions,
    String refusal,
    Optional<String> loss,
    Set<String> untyped)
    implements AutoCloseable {
  /** The kernel takes no types of keys and values for these. Source: the behaviour of libbpf. */
  private static final Set<MapType> WITHOUT_TYPES =
      EnumSet.of(
          MapType.PERF_EVENT_ARRAY,
          MapType.CGROUP_ARRAY,
          MapType.STACK_TRACE,
          MapType.ARRAY_OF_MAPS,
          MapType.HASH_OF_MAPS,
          MapType.DEVMAP,
          MapType.DEVMAP_HASH,
          MapType.CPUMAP,
          MapType.XSKMAP,
          MapType.SOCKMAP,
          MapType.SOCKHASH,
          MapType.QUEUE,
          MapType.STACK,
          MapType.ARENA,
          MapType.RINGBUF,
          MapType.USER_RINGBUF);

  static LoadedObjectTypes load(Kernel kernel, OpenObject object) {
    Optional<byte[]> bytes = object.contents().typeBytes();
    return bytes.isPresent()
        ? load(kernel, bytes.get(), object)
        : new LoadedObjectTypes(Optional.empty(), false, "", Optional.empty());
  }

  private static LoadedObjectTypes load(Kernel kernel, byte[] bytes, OpenObject object) {
    byte[] types = bytes;
    Set<String> untyped = new HashSet<>();
    for (OpenMap map : object.maps()) {
      if (map.growth() != 0) {
        Optional<byte[]> resized =
            ResizedSection.of(types, map.name(), map.definition().valueSize());
        types = resized.orElse(types);
        if (resized.isEmpty()) {
          untyped.add(map.name());
        }
      }
    }
    LoadedObjectTypes loaded = load(kernel, types);
    return new LoadedObjectTypes(
        loaded.types, loaded.hasFunctions, loaded.refusal, loaded.loss, untyped);
  }

  private LoadedObjectTypes(
      Optional<LoadedTypes> types, boolean hasFunctions, String refusal, Optional<String> loss) {
    this(types, hasFunctions, refusal, loss, Set.of());
  }

  private static LoadedObjectTypes load(Kernel kernel, byte[] bytes) {
    try {
      return new LoadedObjectTypes(
          Optional.of(kernel.loadTypes(bytes)), true, "", Optional.empty());
    } catch (BpfSyscallException e) {
      // E2BIG is what kernels before 7.1 say of a header that is longer than theirs.
      return e.errno().equals(Errno.EINVAL) || e.errno().equals(Errno.E2BIG)
          ? loadOlder(kernel, bytes, e)
          : refused(e);
    }
  }

  private static LoadedObjectTypes refused(BpfSyscallException e) {
    String refusal = String.valueOf(e.getMessage());
    return new LoadedObjectTypes(
        Optional.empty(), false, refusal, Optional.of("no types: " + refusal));
  }

  /** Does without more and more of what newer kernels know. */
  private static LoadedObjectTypes loadOlder(
      Kernel kernel, byte[] bytes, BpfSyscallException first) {
    for (OlderBtf.Feature feature : OlderBtf.Feature.values()) {
      try {
        LoadedTypes loaded = kernel.loadTypes(OlderBtf.before(feature, bytes));
        boolean hasFunctions = feature != OlderBtf.Feature.FUNCTION;
        return new LoadedObjectTypes(
            Optional.of(loaded), hasFunctions, "", Optional.of(without(feature, first)));
      } catch (BpfSyscallException e) {
        first.addSuppressed(e);
      }
    }
    return refused(first);
  }

  private static String without(OlderBtf.Feature feature, BpfSyscallException first) {
    return "no "
        + feature.words()
        + " in the types, nor what kernels have learned since: "
        + first.getMessage();
  }

  Optional<LoadedMapTypes> of(OpenMap map) {
    return untyped.contains(map.name()) ? Optional.empty() : of(map.definition());
  }

  Optional<LoadedMapTypes> of(ObjectMap map) {
    boolean isTyped = map.keyType() != 0 || map.valueType() != 0;
    return types.isPresent() && isTyped && !WITHOUT_TYPES.contains(map.type())
        ? Optional.of(new LoadedMapTypes(types.get(), map.keyType(), map.valueType()))
        : Optional.empty();
  }

  /** Lines belong to functions: without these the kernel takes none. */
  Optional<ProgramTypes> of(LinkedProgram program) {
    int[] functions = program.functionInfo();
    return functions.length == 0 || !hasFunctions
        ? Optional.empty()
        : types.map(t -> new ProgramTypes(t, functions, program.lineInfo()));
  }

  @Override
  public void close() {
    types.ifPresent(LoadedTypes::close);
  }
}
