package dev.jbpf.testkit.world;

import dev.jbpf.classes.ClassObjects;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.OpenMap;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program of an object, and what its variables are set to before it runs.
 *
 * @param file the object
 * @param program its name; empty if all of its programs are loaded
 * @param type the class whose methods its programs are, if they are methods
 * @param settings in the order in which they were given
 */
public record ObjectPart(
    BpfObjectFile file, String program, Optional<Class<?>> type, List<Setting<?>> settings) {

  /** A variable's value. */
  public record Setting<T>(String variable, Codec<T> codec, T value) {
    void in(VmObject object) {
      object.variable(variable, codec).set(value);
    }

    void in(OpenObject object) {
      object.variable(variable, codec).set(value);
    }
  }

  /** {@return all programs of {@code file}} */
  public static ObjectPart all(BpfObjectFile file) {
    return new ObjectPart(file, "", Optional.empty(), List.of());
  }

  /** {@return the object of {@code definitions}: what has variables is loaded as one} */
  public static BpfObjectFile file(List<ProgramDef> definitions) {
    BpfObjectBuilder builder = new BpfObjectBuilder(ByteOrder.LITTLE_ENDIAN);
    definitions.forEach(builder::add);
    return BpfObjectFile.of(builder.build());
  }

  /** {@return all programs of {@code type}} */
  public static ObjectPart all(Class<?> type) {
    return new ObjectPart(ClassObjects.of(type), "", Optional.of(type), List.of());
  }

  /** {@return the same, with one more variable set} */
  public ObjectPart with(Setting<?> setting) {
    List<Setting<?>> more = new ArrayList<>(settings);
    more.add(setting);
    return new ObjectPart(file, program, type, List.copyOf(more));
  }

  /** {@return the same, with a map of those sizes: methods have theirs in their class} */
  public ObjectPart withMap(MapDef<?, ?> map) {
    BpfObjectFile sized = file.withMap(map);
    if (type.isPresent() && !sized.maps().equals(file.maps())) {
      throw new IllegalArgumentException(
          "map '" + map.name() + "': its sizes are those that " + type.get().getName() + " has");
    }
    return new ObjectPart(sized, program, type, settings);
  }

  /** Those of variables have the names of their sections. */
  private Map<String, BpfMap<?, ?>> named(Map<String, ? extends BpfMap<?, ?>> all) {
    Map<String, BpfMap<?, ?>> named = new LinkedHashMap<>();
    for (ObjectMap map : file.maps()) {
      if (all.containsKey(map.name())) {
        named.put(map.name(), all.get(map.name()));
      }
    }
    return named;
  }

  private Map<String, byte[]> all(RunState remains) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (ObjectVariable variable : file.variables()) {
      if (variable.size() > 0) {
        all.put(variable.name(), remains.variable(variable.name(), Codec.bytes(variable.size())));
      }
    }
    return all;
  }

  /** {@return it on the JVM} */
  public VmObject onVm(VmOptions options) {
    VmObject object = VmObject.load(file, options);
    settings.forEach(setting -> setting.in(object));
    return object;
  }

  /** {@return all programs in the kernel} */
  public BpfObject inKernel() {
    return inKernel(BpfObject.open("object", file));
  }

  /** {@return the program in the kernel, as one of that kind, as are those that it tail-calls} */
  public BpfObject inKernel(ProgramSection as) {
    OpenObject open = BpfObject.open("object", file).only(program);
    for (OpenProgram loaded : open.programs()) {
      boolean isTyped = loaded.kind().isPresent() && !loaded.name().equals(program);
      if (!isTyped && !loaded.kind().equals(Optional.of(as))) {
        loaded.type(as.type());
        as.attachType().ifPresent(loaded::attachType);
      }
    }
    return inKernel(open);
  }

  private BpfObject inKernel(OpenObject open) {
    open.maps().forEach(OpenMap::unpinned); // Tests find nothing that another left.
    settings.forEach(setting -> setting.in(open));
    return open.load();
  }

  /** {@return what runs leave on the JVM} */
  public RunState remains(VmObject object) {
    return new RunState() {
      @Override
      public Map<String, BpfMap<?, ?>> maps() {
        return named(object.maps());
      }

      @Override
      public Map<String, byte[]> variables() {
        return all(this);
      }

      @Override
      public <K, V> BpfMap<K, V> map(MapDef<K, V> def) {
        return object.map(def);
      }

      @Override
      public <T> T variable(String name, Codec<T> codec) {
        return object.variable(name, codec).get();
      }
    };
  }

  /** {@return what runs leave in the kernel} */
  public RunState remains(BpfObject object) {
    return new RunState() {
      @Override
      public Map<String, BpfMap<?, ?>> maps() {
        return named(object.maps());
      }

      @Override
      public Map<String, byte[]> variables() {
        return all(this);
      }

      @Override
      public <K, V> BpfMap<K, V> map(MapDef<K, V> def) {
        return object.map(def.name(), def.key(), def.value());
      }

      @Override
      public <T> T variable(String name, Codec<T> codec) {
        return object.variable(name, codec).get();
      }
    };
  }
}
