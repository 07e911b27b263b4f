package dev.jbpf.vm.jit;

import dev.jbpf.vm.exec.Code;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.Machine;
import java.util.Optional;

/** A program, compiled to JVM bytecode. */
public final class JitProgram implements Executable {
  private final Code code;
  private final FunctionTable table;
  private final Functions functions;

  private JitProgram(Code code, FunctionTable table, Functions functions) {
    this.code = code;
    this.table = table;
    this.functions = functions;
  }

  /** {@return {@code code}, compiled; empty if its functions overlap so much that it would grow} */
  public static Optional<JitProgram> compile(Code code) {
    FunctionTable table = new FunctionTable(code);
    return table.isReasonable()
        ? Optional.of(new JitProgram(code, table, new Compiler(code, table).compile()))
        : Optional.empty();
  }

  @Override
  public Code code() {
    return code;
  }

  @Override
  public long call(
      Machine machine, int entry, long r1, long r2, long r3, long r4, long r5, int depth) {
    if (entry == 0) {
      return functions.call(0, machine, r1, r2, r3, r4, r5, depth);
    }
    long result = functions.call(table.number(entry), machine, r1, r2, r3, r4, r5, depth);
    Function function = table.at(entry);
    if (function.isSimple()) {
      Runtime.charge(machine, function.charge(function.exit()), function.exit());
    }
    return result;
  }
}
