package dev.jbpf.cli.run;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.error.SyscallException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps as text: keys and values in hexadecimal bytes, variables by their names. */
public final class MapDump {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final BpfObjectFile object;
  private final StringBuilder text = new StringBuilder();

  /** Of maps of {@code object}. */
  public MapDump(BpfObjectFile object) {
    this.object = object;
  }

  /** Adds what is in {@code maps}. */
  public void add(Map<String, ? extends BpfMap<?, ?>> maps) {
    maps.forEach(this::add);
  }

  private void add(String name, BpfMap<?, ?> map) {
    text.append(name).append(" (").append(map.def().type().kernelName()).append(")\n");
    if (object.data().stream().anyMatch(section -> section.name().equals(name))) {
      addVariables(name, (byte[]) map.entries().iterator().next().getValue());
    } else {
      addEntries(map);
    }
  }

  private void addVariables(String section, byte[] content) {
    List<ObjectVariable> variables =
        object.variables().stream().filter(variable -> variable.section().equals(section)).toList();
    variables.forEach(
        variable -> add(variable.name(), HEX.formatHex(content, variable.offset(), end(variable))));
    // What a compiler puts together from constants without a name, such as .rodata.str1.1.
    if (variables.isEmpty()) {
      text.append("  ").append(HEX.formatHex(content)).append('\n');
    }
  }

  private static int end(ObjectVariable variable) {
    return variable.offset() + variable.size();
  }

  /** Zeros are what an array is full of, and tell nothing. */
  private void addEntries(BpfMap<?, ?> map) {
    int zeros = 0;
    try {
      for (Map.Entry<?, ?> entry : map.entries()) {
        String value = hex(entry.getValue());
        if (value.chars().allMatch(c -> "0 |".indexOf(c) >= 0)) {
          zeros++;
        } else {
          add(hex(entry.getKey()), value);
        }
      }
    } catch (UnsupportedOperationException | IllegalArgumentException | SyscallException e) {
      text.append("  cannot be listed\n");
    }
    if (zeros > 0) {
      text.append("  ")
          .append(zeros)
          .append(zeros == 1 ? " value" : " values")
          .append(" of zeros\n");
    }
  }

  private void add(String key, String value) {
    text.append("  ").append(key).append(" = ").append(value).append('\n');
  }

  /** A value for each CPU stands behind the other. */
  private static String hex(Object value) {
    if (value instanceof List<?> values) {
      return values.stream().map(MapDump::hex).collect(Collectors.joining(" | "));
    }
    return value instanceof byte[] bytes ? HEX.formatHex(bytes) : String.valueOf(value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
