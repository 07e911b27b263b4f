package dev.jbpf.runtime.testing;

import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.sys.BpfSyscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** A call that loads a program, as a line of JSON. */
public final class LoadLine {
  private static final int INSTRUCTION = 8;
  private static final int LONGEST_LICENSE = 64;
  private static final int WIDE_LOAD = 0x18;
  private static final int EPERM = -1;
  private static final int EAGAIN = -11;
  private static final int ENOSPC = -28;

  private final BpfSyscalls calls;
  private final KernelAnswers kernel;

  /** What the maps of maps are like, by the numbers of the maps. */
  private final Map<Integer, String> inner = new HashMap<>();

  /** Asks the kernel through {@code calls}. */
  public LoadLine(BpfSyscalls calls) {
    this.calls = calls;
    this.kernel = new KernelAnswers(calls);
  }

  /** Notes what the kernel does not tell later: what the maps of the new map are like. */
  public void noteMap(ByteBuffer raw, int fd) {
    int template = raw.order(ByteOrder.nativeOrder()).getInt(20);
    if (template != 0) {
      kernel.map(fd).ifPresent(info -> inner.put(info.getInt(4), map(template)));
    }
  }

  /** {@return what programs have in common whose opcodes are the same} */
  String shape(ByteBuffer raw) {
    ByteBuffer attr = raw.order(ByteOrder.nativeOrder());
    int count = attr.getInt(4);
    ByteBuffer code = view(attr.getLong(8), count * INSTRUCTION);
    int opcodes = 0;
    for (int i = 0; i < count; i++) {
      opcodes = opcodes * 31 + code.get(i * INSTRUCTION);
    }
    return attr.getInt(0) + " " + attr.getInt(68) + " " + count + " " + opcodes;
  }

  /** {@return the line; empty if the kernel did not come to a verdict} */
  public String of(ByteBuffer raw, long result) {
    ByteBuffer attr = raw.order(ByteOrder.nativeOrder());
    if (result == EPERM || result == EAGAIN || result == ENOSPC) {
      return "";
    }
    int count = attr.getInt(4);
    ByteBuffer code = view(attr.getLong(8), count * INSTRUCTION);
    StringJoiner line = new StringJoiner(",", "{", "}");
    line.add(text("insns", KernelAnswers.hex(code)));
    line.add(text("prog_type", ProgramType.of(attr.getInt(0)).map(LoadLine::word).orElse("?")));
    line.add(number("expected_attach_type", attr.getInt(68)));
    line.add(number("flags", attr.getInt(44)));
    line.add(text("license", string(attr.getLong(16))));
    line.add(text("kernel", System.getProperty("os.version")));
    line.add("\"maps\":[" + String.join(",", maps(code, count)) + "]");
    if (attr.getInt(108) != 0) {
      line.add(number("attach_btf_id", attr.getInt(108)));
    }
    types(attr, line);
    line.add(number("errno", result < 0 ? (int) -result : 0));
    log(attr).ifPresent(log -> line.add(text("log", log)));
    return line.toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private ByteBuffer view(long address, int bytes) {
    return calls.view(address, bytes).order(ByteOrder.nativeOrder());
  }

  private static String text(String name, String value) {
    return "\"" + name + "\":\"" + value + "\"";
  }

  private static String number(String name, int value) {
    return "\"" + name + "\":" + (value & 0xffff_ffffL);
  }

  private String string(long address) {
    StringBuilder text = new StringBuilder();
    ByteBuffer bytes = view(address, LONGEST_LICENSE);
    for (int i = 0; i < LONGEST_LICENSE && bytes.get(i) != 0; i++) {
      text.append((char) bytes.get(i));
    }
    return text.toString();
  }

  private List<String> maps(ByteBuffer code, int count) {
    List<String> maps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i * INSTRUCTION;
      if (code.get(at) != WIDE_LOAD) {
        continue;
      }
      int source = code.get(at + 1) >> 4;
      if (source == 1 || source == 2) {
        String map = map(code.getInt(at + 4));
        if (!map.isEmpty()) {
          maps.add("{" + number("slot", i) + "," + map.substring(1));
        }
      }
      i++;
    }
    return maps;
  }

  /** {@return what is known of the map; empty if there is none of that descriptor} */
  private String map(int fd) {
    return kernel.map(fd).map(info -> map(fd, info)).orElse("");
  }

  private String map(int fd, ByteBuffer info) {
    StringJoiner map = new StringJoiner(",", "{", "}");
    map.add(text("type", MapType.of(info.getInt(0)).map(LoadLine::word).orElse("?")));
    map.add(number("key", info.getInt(8)));
    map.add(number("value", info.getInt(12)));
    map.add(number("max_entries", info.getInt(16)));
    map.add(number("flags", info.getInt(20)));
    if (info.getInt(72) != 0) {
      kernel
          .typesOf(info.getInt(64))
          .ifPresent(btf -> map.add(text("btf", btf)).add(number("value_type", info.getInt(72))));
    }
    kernel.frozen(fd, info.getInt(12)).ifPresent(value -> map.add(text("content", value)));
    Optional.ofNullable(inner.get(info.getInt(4))).ifPresent(of -> map.add("\"inner\":" + of));
    return map.toString();
  }

  private void types(ByteBuffer attr, StringJoiner line) {
    int functions = attr.getInt(88);
    if (attr.getInt(72) == 0 || functions == 0) {
      return;
    }
    kernel.typesIn(attr.getInt(72)).ifPresent(btf -> line.add(text("btf", btf)));
    int row = attr.getInt(76);
    ByteBuffer info = view(attr.getLong(80), functions * row);
    StringJoiner rows = new StringJoiner(",", "\"func_info\":[", "]");
    for (int i = 0; i < functions; i++) {
      rows.add(
          "{"
              + number("slot", info.getInt(i * row))
              + ","
              + number("type", info.getInt(i * row + 4))
              + "}");
    }
    line.add(rows.toString());
  }

  /** {@return the end of what the verifier said, as it stands in JSON} */
  private Optional<String> log(ByteBuffer attr) {
    int size = attr.getInt(28);
    if (attr.getInt(24) == 0 || size == 0 || attr.getLong(32) == 0) {
      return Optional.empty();
    }
    ByteBuffer log = view(attr.getLong(32), size);
    int length = 0;
    while (length < size && log.get(length) != 0) {
      length++;
    }
    int from = Math.max(0, length - 400);
    byte[] bytes = new byte[length - from];
    log.get(from, bytes);
    String text = new String(bytes, StandardCharsets.US_ASCII).replaceAll("[^ -~\n]", "?");
    return Optional.of(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
  }
}
