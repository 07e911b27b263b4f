package dev.jbpf.vm.coverage;

import java.util.List;

/**
 * Coverage in the format of LCOV's tracefiles, which editors and CI services read.
 *
 * <p>Source: geninfo(1).
 */
public final class LcovReport {
  private LcovReport() {}

  /**
   * {@return the tracefile} Sources that are found have their absolute paths. Texts that are in no
   * file, but in the tests themselves, are left out.
   */
  public static String text(Coverage coverage, SourceFiles sources) {
    StringBuilder out = new StringBuilder();
    for (FileCoverage file : coverage.files()) {
      if (!file.name().startsWith("<")) {
        add(out, file, sources);
      }
    }
    return out.toString();
  }

  private static void add(StringBuilder out, FileCoverage file, SourceFiles sources) {
    String path = sources.find(file.name()).map(Object::toString).orElse(file.name());
    out.append("TN:\nSF:").append(path).append('\n');
    for (FunctionCoverage function : file.functions()) {
      out.append("FN:" + function.line() + "," + function.name() + "\n");
    }
    for (FunctionCoverage function : file.functions()) {
      out.append("FNDA:" + function.hits() + "," + function.name() + "\n");
    }
    tally(out, "FN", file.functionTally());
    file.lines().forEach((number, line) -> branches(out, number, line));
    tally(out, "BR", file.branchTally());
    file.lines().forEach((number, line) -> out.append("DA:" + number + "," + line.hits() + "\n"));
    tally(out, "L", file.lineTally());
    out.append("end_of_record\n");
  }

  private static void tally(StringBuilder out, String what, Tally tally) {
    out.append(what + "F:" + tally.total() + "\n" + what + "H:" + tally.covered() + "\n");
  }

  private static void branches(StringBuilder out, int number, LineCoverage line) {
    List<BranchCount> all = line.branches();
    for (int i = 0; i < all.size(); i++) {
      BranchCount branch = all.get(i);
      boolean isReached = branch.ways() > 0;
      String place = "BRDA:" + number + "," + i + ",";
      out.append(place + "0," + (isReached ? "" + branch.taken() : "-") + "\n");
      out.append(place + "1," + (isReached ? "" + branch.passed() : "-") + "\n");
    }
  }
}
