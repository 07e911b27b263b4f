package dev.jbpf.cli.prog;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.c.CHeader;
import dev.jbpf.cfg.ControlFlow;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.TypesById;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.info.ProgramDump;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.ProgramSource;
import dev.jbpf.text.Dialect;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the kernel made of a program, line by line. */
final class DumpText {
  private final ProgramDump dump;
  private final Optional<Btf> types;
  private final Map<Integer, Integer> functions;
  private final Map<Integer, ProgramSource.Line> lines;
  private final String name;

  private DumpText(String name, ProgramDump dump, ProgramSource source, Optional<Btf> types) {
    this.name = name;
    this.dump = dump;
    this.types = types;
    this.functions = source.functions();
    this.lines =
        source.lines().stream()
            .collect(Collectors.toMap(ProgramSource.Line::slot, Function.identity(), (a, b) -> b));
  }

  static DumpText of(Finder finder, long id) {
    try (Inspected program = finder.inspector().open(ObjectKind.PROGRAM, id);
        KernelProgram opened = finder.inspector().kernel().openProgram(id)) {
      ProgramSource source = program.source();
      TypesById types = new TypesById(finder.inspector());
      String name = "bpf_prog_" + program.program().tag() + "_" + program.program().name();
      return new DumpText(name, opened.dump(), source, types.find(source.types()));
    }
  }

  byte[] translated() {
    return dump.translated().toBytes(ByteOrder.nativeOrder());
  }

  /** {@return how control passes through it, in the language of Graphviz} */
  String graph() {
    return ControlFlow.of(dump.translated()).toDot(Dialect.LLVM);
  }

  byte[] machineCode() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    dump.functions().forEach(function -> all.writeBytes(function.code()));
    return all.toByteArray();
  }

  /** {@return a row an instruction: what function starts there, its line, what it is} */
  List<Fields> rows(DumpStyle style) {
    List<Fields> rows = new ArrayList<>();
    Program program = dump.translated();
    int slot = 0;
    for (String text : dump.lines()) {
      Fields row = new Fields();
      prototype(slot).ifPresent(words -> row.put("proto", words));
      addSource(row, slot, style);
      int opcode = Words.opcode(program.word(slot)) & 0xff;
      row.put("slot", slot).put("disasm", String.format("(%02x) %s", opcode, text));
      int size = opcode == (Op.LDDW.opcode() & 0xff) && slot + 1 < program.size() ? 2 : 1;
      if (style.opcodes()) {
        row.put("opcodes", Opcodes.of(program, slot, size));
      }
      rows.add(row);
      slot += size;
    }
    return rows;
  }

  private Optional<String> prototype(int slot) {
    return types.flatMap(
        btf ->
            Optional.ofNullable(functions.get(slot))
                .filter(id -> btf.type(id) instanceof BtfType.Func)
                .map(id -> CHeader.prototype(btf, id)));
  }

  private void addSource(Fields row, int slot, DumpStyle style) {
    ProgramSource.Line line = lines.get(slot);
    if (line == null || types.isEmpty()) {
      return;
    }
    String text = types.get().string(line.text()).strip();
    row.putIf(!text.isEmpty(), "src", text);
    if (style.linum()) {
      row.put("file", types.get().string(line.file()))
          .put("line_num", line.line())
          .put("line_col", line.column());
    }
  }

  static String print(List<Fields> rows, DumpStyle style) {
    StringBuilder text = new StringBuilder();
    for (Fields row : rows) {
      row.get("proto").ifPresent(proto -> text.append(proto).append(":\n"));
      row.get("src")
          .ifPresent(
              source ->
                  text.append("; ")
                      .append(source)
                      .append(style.linum() ? place(row) : "")
                      .append('\n'));
      text.append(String.format("%4s: %s%n", row.text("slot"), row.text("disasm")));
      row.get("opcodes")
          .ifPresent(bytes -> text.append("       ").append(Opcodes.text(bytes)).append('\n'));
    }
    return text.toString();
  }

  private static String place(Fields row) {
    return String.format(
        " [file:%s line_num:%s line_col:%s]",
        row.text("file"), row.text("line_num"), row.text("line_col"));
  }

  /** {@return a row a function of machine code} */
  List<Fields> functions() {
    return dump.functions().stream()
        .map(
            function ->
                new Fields()
                    .put("name", name)
                    .put("address", "0x" + Long.toHexString(function.address()))
                    .put("size", function.code().length)
                    .put("lines", function.lines()))
        .toList();
  }

  static String printFunctions(List<Fields> functions) {
    StringBuilder text = new StringBuilder();
    for (Fields each : functions) {
      text.append(each.text("name")).append(" at ").append(each.text("address")).append(":\n");
      ((List<?>) each.get("lines").orElse(List.of())).forEach(l -> text.append(l).append('\n'));
    }
    return functions.isEmpty()
        ? "The kernel interprets it: there is no machine code.\n"
        : text.toString();
  }
}
