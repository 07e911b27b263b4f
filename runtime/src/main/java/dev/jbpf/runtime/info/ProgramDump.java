package dev.jbpf.runtime.info;

import dev.jbpf.code.Program;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.call.ObjectInfo;
import dev.jbpf.runtime.report.TranslatedText;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.ProgramInfoField;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel made of a program.
 *
 * @param translated the instructions as the verifier rewrote them: maps by their numbers, calls by
 *     what is in their place; {@link #lines} names these
 * @param functions the machine code, a function each; empty where the kernel interprets
 */
public record ProgramDump(Program translated, List<NativeFunction> functions) {

  /**
   * The machine code of a function.
   *
   * @param address where it is in the kernel; 0 if the process may not know
   */
  public record NativeFunction(long address, byte[] code) {
    private static final int A_LINE = 16;

    /** {@return its bytes, 16 a line, behind the distance from its start} */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (int at = 0; at < code.length; at += A_LINE) {
        StringBuilder line = new StringBuilder(String.format("%4x:", at));
        for (int i = at; i < Math.min(at + A_LINE, code.length); i++) {
          line.append(String.format(" %02x", code[i]));
        }
        lines.add(line.toString());
      }
      return lines;
    }
  }

  public ProgramDump {
    functions = List.copyOf(functions);
  }

  /**
   * {@return the translated instructions as text, in the dialect of the kernel's own dumps, a line
   * each} Maps are {@code map[id:5]}; what is called has the kernel's name where the process may
   * read {@code /proc/kallsyms}, and behind it always the number that the instruction has.
   */
  public List<String> lines() {
    return new TranslatedText(translated, functions.stream().map(NativeFunction::address).toList())
        .lines();
  }

  /** The first answer tells the sizes; the second one fills the room that is made then. */
  @SuppressWarnings("exports")
  public static ProgramDump of(BpfCalls calls, Descriptor program) {
    BpfSyscalls syscalls = calls.syscalls();
    Struct sizes = new Struct(syscalls, ProgramInfoField.BYTES);
    ObjectInfo.query(calls, program, sizes);
    int functions = (int) sizes.get(ProgramInfoField.NR_JITED_FUNC_LENS);
    NativeMemory instructions = room(syscalls, sizes, ProgramInfoField.XLATED_PROG_LEN);
    NativeMemory code = room(syscalls, sizes, ProgramInfoField.JITED_PROG_LEN);
    NativeMemory lengths = NativeMemory.ofSize(syscalls, functions * Integer.BYTES);
    NativeMemory addresses = NativeMemory.ofSize(syscalls, functions * Long.BYTES);
    Struct info =
        new Struct(syscalls, ProgramInfoField.BYTES)
            .set(ProgramInfoField.XLATED_PROG_LEN, sizes.get(ProgramInfoField.XLATED_PROG_LEN))
            .set(ProgramInfoField.XLATED_PROG_INSNS, instructions.address())
            .set(ProgramInfoField.JITED_PROG_LEN, sizes.get(ProgramInfoField.JITED_PROG_LEN))
            .set(ProgramInfoField.JITED_PROG_INSNS, code.address())
            .set(ProgramInfoField.NR_JITED_FUNC_LENS, functions)
            .set(ProgramInfoField.JITED_FUNC_LENS, lengths.address())
            .set(ProgramInfoField.NR_JITED_KSYMS, functions)
            .set(ProgramInfoField.JITED_KSYMS, addresses.address());
    ObjectInfo.query(calls, program, info);
    byte[] bytes = instructions.copy(0, (int) info.get(ProgramInfoField.XLATED_PROG_LEN));
    return new ProgramDump(
        Program.decode(bytes, ByteOrder.nativeOrder()),
        functions(functions, code, lengths, addresses));
  }

  private static NativeMemory room(BpfSyscalls syscalls, Struct sizes, ProgramInfoField field) {
    return NativeMemory.ofSize(syscalls, Math.toIntExact(sizes.get(field)));
  }

  private static List<NativeFunction> functions(
      int count, NativeMemory code, NativeMemory lengths, NativeMemory addresses) {
    List<NativeFunction> functions = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < count; i++) {
      int length = lengths.bytes().getInt(i * Integer.BYTES);
      long address = addresses.bytes().getLong(i * Long.BYTES);
      functions.add(new NativeFunction(address, code.copy(at, length)));
      at += length;
    }
    return functions;
  }
}
