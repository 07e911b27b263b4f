package dev.jbpf.runtime.info;

import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.call.ObjectInfo;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.ProgramInfoField;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the kernel knows about a program.
 *
 * @param id its number among all programs of the system
 * @param type the kernel's number of its type: a newer kernel may have types that we do not know
 * @param name empty if it has none
 * @param tag a hash of its instructions, in hexadecimal
 * @param translatedBytes the size of the instructions as the verifier rewrote them
 * @param nativeBytes the size of the machine code; 0 where the kernel interprets
 * @param verifiedInstructions how many instructions the verifier looked at; since Linux 5.16
 * @param runTime time spent in it, while statistics are on; since Linux 5.1
 * @param maps the numbers of the maps that it uses
 * @param types the number of its types (BTF); 0 if it has none
 * @param loaded when it was loaded, since the machine was started
 * @param user who loaded it
 * @param runCount how often it ran, while statistics are on; since Linux 5.1
 */
public record ProgramInfo(
    long id,
    long type,
    String name,
    String tag,
    int translatedBytes,
    int nativeBytes,
    long verifiedInstructions,
    List<Long> maps,
    long types,
    Duration loaded,
    long user,
    Duration runTime,
    long runCount) {

  /** {@return that of the program behind a descriptor} */
  @SuppressWarnings("exports")
  public static ProgramInfo of(BpfCalls calls, Descriptor program) {
    Struct info = new Struct(calls.syscalls(), ProgramInfoField.BYTES);
    ObjectInfo.query(calls, program, info);
    List<Long> maps = maps(calls, program, info);
    return new ProgramInfo(
        info.get(ProgramInfoField.ID),
        info.get(ProgramInfoField.TYPE),
        info.text(ProgramInfoField.NAME),
        HexFormat.of().formatHex(info.copy(ProgramInfoField.TAG)),
        (int) info.get(ProgramInfoField.XLATED_PROG_LEN),
        (int) info.get(ProgramInfoField.JITED_PROG_LEN),
        info.get(ProgramInfoField.VERIFIED_INSNS),
        maps,
        info.get(ProgramInfoField.BTF_ID),
        Duration.ofNanos(info.get(ProgramInfoField.LOAD_TIME)),
        info.get(ProgramInfoField.CREATED_BY_UID),
        Duration.ofNanos(info.get(ProgramInfoField.RUN_TIME_NS)),
        info.get(ProgramInfoField.RUN_CNT));
  }

  /** The first answer told how many there are; the second one tells which. */
  private static List<Long> maps(BpfCalls calls, Descriptor program, Struct known) {
    int count = (int) known.get(ProgramInfoField.NR_MAP_IDS);
    if (count == 0) {
      return List.of();
    }
    NativeMemory ids = NativeMemory.ofSize(calls.syscalls(), count * Integer.BYTES);
    Struct info =
        new Struct(calls.syscalls(), ProgramInfoField.BYTES)
            .set(ProgramInfoField.NR_MAP_IDS, count)
            .set(ProgramInfoField.MAP_IDS, ids.address());
    ObjectInfo.query(calls, program, info);
    return IntStream.range(0, count)
        .mapToObj(i -> Integer.toUnsignedLong(ids.bytes().getInt(i * Integer.BYTES)))
        .toList();
  }
}
