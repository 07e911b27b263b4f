package dev.jbpf.cli.dap;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.map.BpfMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The maps and variables of the program's object, by their types. */
final class MapNodes {
  private static final int MOST_ENTRIES = 256;

  private final Debuggee debuggee;
  private final Optional<BpfObjectFile> object;
  private final TypedNodes typed;

  MapNodes(Debuggee debuggee) {
    this.debuggee = debuggee;
    this.object = debuggee.subject().object();
    this.typed = new TypedNodes(object.flatMap(BpfObjectFile::types));
  }

  /** {@return the maps, without those that hold variables} */
  List<Node> maps() {
    List<Node> maps = new ArrayList<>();
    debuggee
        .world()
        .maps()
        .forEach(
            (name, map) -> {
              if (!isData(name)) {
                maps.add(map(name, map));
              }
            });
    return maps;
  }

  private boolean isData(String name) {
    return object.stream()
        .flatMap(file -> file.data().stream())
        .anyMatch(section -> section.name().equals(name));
  }

  private Node map(String name, BpfMap<?, ?> map) {
    return Node.of(name, map.def().type().kernelName() + ", " + map.def().maxEntries() + " entries")
        .with(() -> entries(name, map));
  }

  private List<Node> entries(String name, BpfMap<?, ?> map) {
    Optional<ObjectMap> definition =
        object.stream()
            .flatMap(file -> file.maps().stream())
            .filter(found -> found.name().equals(name))
            .findFirst();
    try {
      return StreamSupport.stream(map.entries().spliterator(), false)
          .limit(MOST_ENTRIES)
          .map(entry -> entry(definition, entry))
          .toList();
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return List.of(Node.of("", "cannot be listed"));
    }
  }

  private Node entry(Optional<ObjectMap> definition, Map.Entry<?, ?> entry) {
    int keyType = definition.map(ObjectMap::keyType).orElse(0);
    int valueType = definition.map(ObjectMap::valueType).orElse(0);
    String key =
        entry.getKey() instanceof byte[] bytes
            ? typed.text(keyType, bytes)
            : String.valueOf(entry.getKey());
    return value("[" + key + "]", valueType, entry.getValue());
  }

  /** Maps for each CPU have as many values. */
  private Node value(String name, int type, Object value) {
    if (value instanceof List<?> cpus) {
      List<Node> nodes = new ArrayList<>();
      cpus.forEach(cpu -> nodes.add(value("CPU " + nodes.size(), type, cpu)));
      String all = nodes.stream().map(Node::value).collect(Collectors.joining(" | "));
      return Node.of(name, all).with(() -> nodes);
    }
    return value instanceof byte[] bytes
        ? typed.node(name, type, bytes)
        : Node.of(name, String.valueOf(value));
  }

  /** {@return the variables} */
  List<Node> variables() {
    return object.stream()
        .flatMap(file -> file.variables().stream())
        .flatMap(variable -> variable(variable).stream())
        .toList();
  }

  private Optional<Node> variable(ObjectVariable variable) {
    return Optional.ofNullable(debuggee.world().maps().get(variable.section()))
        .map(map -> map.entries().iterator().next().getValue())
        .filter(byte[].class::isInstance)
        .map(
            content ->
                typed.node(
                    variable.name(), type(variable.name()), bytes(variable, (byte[]) content)));
  }

  private static byte[] bytes(ObjectVariable variable, byte[] content) {
    return Arrays.copyOfRange(content, variable.offset(), variable.offset() + variable.size());
  }

  private int type(String name) {
    return object.flatMap(BpfObjectFile::types).map(types -> variable(types, name)).orElse(0);
  }

  private static int variable(Btf types, String name) {
    for (int id = 1; id < types.size(); id++) {
      if (types.type(id) instanceof BtfType.Var found && types.name(id).equals(name)) {
        return found.type();
      }
    }
    return 0;
  }
}
