package dev.jbpf.cli.prog;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Shows what the kernel made of a program, or of all programs of a name. */
record DumpAction(Console console, ReportOptions options) {

  /**
   * Shows those that {@code words} name.
   *
   * @param what xlated or jited
   * @param said how, to which the words may add
   */
  int run(String what, CommandWords words, DumpStyle said) {
    boolean isTranslated = CommandWords.isShort(what, "xlated");
    if (!isTranslated && !CommandWords.isShort(what, "jited")) {
      throw new UsageException("'" + what + "' cannot be dumped: xlated or jited");
    }
    Finder finder = Finder.local();
    List<Long> ids = finder.all(ObjectKind.PROGRAM, words);
    DumpStyle style = said.with(words);
    words.end();
    if (style.visual() && !isTranslated) {
      throw new UsageException("visual: machine code has no graph, dump xlated has");
    }
    boolean isText = style.file().isEmpty() && !style.visual();
    if (ids.size() > 1 && !isText) {
      throw new UsageException("there are several, take one by its number: " + ids);
    }
    if (ids.size() > 1) {
      return several(finder, ids, isTranslated, style);
    }
    DumpText text = DumpText.of(finder, ids.get(0));
    return isText ? show(text, isTranslated, style) : write(text, isTranslated, style);
  }

  private int write(DumpText text, boolean isTranslated, DumpStyle style) {
    if (style.file().isPresent()) {
      byte[] bytes = isTranslated ? text.translated() : text.machineCode();
      Output.write(style.file().get(), bytes, console);
    } else {
      Output.write(InputFile.STANDARD, text.graph().getBytes(StandardCharsets.UTF_8), console);
    }
    return ExitCode.OK;
  }

  private int show(DumpText text, boolean isTranslated, DumpStyle style) {
    return isTranslated
        ? options.show(text.rows(style), rows -> DumpText.print(rows, style), console)
        : options.show(text.functions(), DumpText::printFunctions, console);
  }

  private int several(Finder finder, List<Long> ids, boolean isTranslated, DumpStyle style) {
    List<Fields> programs = ids.stream().map(id -> one(finder, id, isTranslated, style)).toList();
    return options.show(programs, all -> text(all, isTranslated, style), console);
  }

  private static Fields one(Finder finder, long id, boolean isTranslated, DumpStyle style) {
    DumpText text = DumpText.of(finder, id);
    try (Inspected program = finder.inspector().open(ObjectKind.PROGRAM, id)) {
      return new ProgramFields(finder)
          .of(program)
          .put("insns", isTranslated ? text.rows(style) : text.functions());
    }
  }

  private static String text(List<Fields> programs, boolean isTranslated, DumpStyle style) {
    StringBuilder text = new StringBuilder();
    for (Fields each : programs) {
      text.append(each.text("id")).append(": ").append(each.text("type")).append("  name ");
      text.append(each.text("name")).append("  tag ").append(each.text("tag")).append('\n');
      List<Fields> rows =
          ((List<?>) each.get("insns").orElseThrow()).stream().map(Fields.class::cast).toList();
      text.append(isTranslated ? DumpText.print(rows, style) : DumpText.printFunctions(rows));
    }
    return text.toString();
  }
}
