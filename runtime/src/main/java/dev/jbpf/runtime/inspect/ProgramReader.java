package dev.jbpf.runtime.inspect;

import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.ProgramInfoField;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Asks for a program: the first answer tells how long lists are, the second one fills them. */
final class ProgramReader {
  private static final int FUNCTION_BYTES = 8;
  private static final int LINE_BYTES = 16;
  private static final int COLUMN_BITS = 10;

  private final Inspected program;

  ProgramReader(Inspected program) {
    this.program = program;
  }

  ProgramDetails read() {
    Struct info = program.query(program.room(ProgramInfoField.BYTES));
    long index = info.get(ProgramInfoField.IFINDEX);
    return new ProgramDetails(
        info.get(ProgramInfoField.ID),
        info.get(ProgramInfoField.TYPE),
        info.text(ProgramInfoField.NAME),
        HexFormat.of().formatHex(info.copy(ProgramInfoField.TAG)),
        (info.get(ProgramInfoField.GPL_COMPATIBLE) & 1) != 0,
        BootTime.instant(Duration.ofNanos(info.get(ProgramInfoField.LOAD_TIME))),
        info.get(ProgramInfoField.CREATED_BY_UID),
        info.get(ProgramInfoField.XLATED_PROG_LEN),
        info.get(ProgramInfoField.JITED_PROG_LEN),
        FdInfo.number(program.fdInfo(), "memlock"),
        maps((int) info.get(ProgramInfoField.NR_MAP_IDS)),
        info.get(ProgramInfoField.BTF_ID),
        index == 0 ? OptionalInt.empty() : OptionalInt.of((int) index),
        Duration.ofNanos(info.get(ProgramInfoField.RUN_TIME_NS)),
        info.get(ProgramInfoField.RUN_CNT),
        info.get(ProgramInfoField.RECURSION_MISSES),
        info.get(ProgramInfoField.VERIFIED_INSNS),
        info.get(ProgramInfoField.ATTACH_BTF_OBJ_ID),
        info.get(ProgramInfoField.ATTACH_BTF_ID));
  }

  private List<Long> maps(int count) {
    if (count == 0) {
      return List.of();
    }
    NativeMemory ids = program.memory(count * Integer.BYTES);
    program.query(
        program
            .room(ProgramInfoField.BYTES)
            .set(ProgramInfoField.NR_MAP_IDS, count)
            .set(ProgramInfoField.MAP_IDS, ids.address()));
    return IntStream.range(0, count)
        .mapToObj(i -> Integer.toUnsignedLong(ids.bytes().getInt(i * Integer.BYTES)))
        .toList();
  }

  ProgramSource source() {
    Struct sizes = program.query(program.room(ProgramInfoField.BYTES));
    int functions = (int) sizes.get(ProgramInfoField.NR_FUNC_INFO);
    int lines = (int) sizes.get(ProgramInfoField.NR_LINE_INFO);
    int nativeLines = (int) sizes.get(ProgramInfoField.NR_JITED_LINE_INFO);
    NativeMemory functionRoom = program.memory(functions * FUNCTION_BYTES);
    NativeMemory lineRoom = program.memory(lines * LINE_BYTES);
    NativeMemory nativeRoom = program.memory(nativeLines * Long.BYTES);
    Struct info =
        program
            .room(ProgramInfoField.BYTES)
            .set(ProgramInfoField.FUNC_INFO_REC_SIZE, FUNCTION_BYTES)
            .set(ProgramInfoField.FUNC_INFO, functionRoom.address())
            .set(ProgramInfoField.NR_FUNC_INFO, functions)
            .set(ProgramInfoField.LINE_INFO_REC_SIZE, LINE_BYTES)
            .set(ProgramInfoField.LINE_INFO, lineRoom.address())
            .set(ProgramInfoField.NR_LINE_INFO, lines)
            .set(ProgramInfoField.JITED_LINE_INFO_REC_SIZE, Long.BYTES)
            .set(ProgramInfoField.JITED_LINE_INFO, nativeRoom.address())
            .set(ProgramInfoField.NR_JITED_LINE_INFO, nativeLines);
    program.query(info);
    return new ProgramSource(
        info.get(ProgramInfoField.BTF_ID),
        functions(functionRoom.bytes(), functions),
        lines(lineRoom.bytes(), lines, nativeRoom.bytes(), nativeLines));
  }

  private static Map<Integer, Integer> functions(ByteBuffer records, int count) {
    Map<Integer, Integer> functions = new HashMap<>();
    for (int at = 0; at < count * FUNCTION_BYTES; at += FUNCTION_BYTES) {
      functions.put(records.getInt(at), records.getInt(at + 4));
    }
    return functions;
  }

  /** Line and column share a number, the column in its lowest ten bits. */
  private static List<ProgramSource.Line> lines(
      ByteBuffer records, int count, ByteBuffer addresses, int known) {
    List<ProgramSource.Line> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i * LINE_BYTES;
      int place = records.getInt(at + 12);
      lines.add(
          new ProgramSource.Line(
              records.getInt(at),
              records.getInt(at + 4),
              records.getInt(at + 8),
              place >>> COLUMN_BITS,
              place & (1 << COLUMN_BITS) - 1,
              i < known ? addresses.getLong(i * Long.BYTES) : 0));
    }
    return lines;
  }
}
