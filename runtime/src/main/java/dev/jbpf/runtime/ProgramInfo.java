package dev.jbpf.runtime;

import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.ProgramInfoField;
import dev.jbpf.runtime.sys.Struct;
import java.time.Duration;
import java.util.HexFormat;

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
    Duration runTime,
    long runCount) {

  static ProgramInfo of(Kernel kernel, Descriptor program) {
    Struct info = new Struct(kernel.syscalls(), ProgramInfoField.SIZE);
    ObjectInfo.query(kernel, program, info);
    return new ProgramInfo(
        info.get(ProgramInfoField.ID),
        info.get(ProgramInfoField.TYPE),
        info.text(ProgramInfoField.NAME),
        HexFormat.of().formatHex(info.copy(ProgramInfoField.TAG)),
        (int) info.get(ProgramInfoField.XLATED_PROG_LEN),
        (int) info.get(ProgramInfoField.JITED_PROG_LEN),
        info.get(ProgramInfoField.VERIFIED_INSNS),
        Duration.ofNanos(info.get(ProgramInfoField.RUN_TIME_NS)),
        info.get(ProgramInfoField.RUN_CNT));
  }
}
