import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Whole processes side by side, cold start included: jbpf-asm, and LLVM's and GNU's tools. The
 * commands of a row run in turn, so that what else the machine does hits all of them; a cell is the
 * median of wall-clock milliseconds, that of CPU milliseconds (user and system, all threads), which
 * other work on the machine disturbs less, and the largest resident set in MiB.
 *
 * <p>Run from the project's folder: {@code java benchmarks/process/Compare.java [JDK...]}. Needs
 * Debian's llvm-19 and binutils-bpf, and bash to tell the CPU time; GNU time for the resident set.
 * The archives that jbpf-asm starts from are made first, by {@code cli/archive.sh}. {@code
 * -Dlines=20} measures sources of that many lines only.
 */
final class Compare {
  private static final int ROUNDS = 7;

  private final Path folder;

  private Compare(Path folder) {
    this.folder = folder;
  }

  /** Runs all rows; arguments: the folders of JDKs to measure ours on. */
  public static void main(String[] jdks) throws Exception {
    Compare compare = new Compare(Files.createTempDirectory("jbpf-compare"));
    List<String> homes =
        jdks.length > 0 ? List.of(jdks) : List.of(System.getProperty("java.home"));
    String target = Path.of("cli/target").toAbsolutePath().toString();
    compare.run(List.of("rm", "-rf", target + "/cds"), "");
    for (String home : homes) {
      compare.run(List.of("sh", "cli/archive.sh", home + "/bin/java", target, "jbpf-asm"), "");
    }
    System.out.println("| what | command | wall ms | of the peer's | CPU ms | of the peer's | peak MiB |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    for (String lines : System.getProperty("lines", "20,100000,1000000").split(",")) {
      compare.assemble("llvm", Integer.parseInt(lines), homes);
      compare.assemble("gnu", Integer.parseInt(lines), homes);
    }
    compare.disassemble(1_000_000, homes);
  }

  private void assemble(String dialect, int lines, List<String> homes) throws Exception {
    Path source = folder.resolve(dialect + lines + ".s");
    Sources.write(source, dialect, lines);
    String object = folder.resolve("peer.o").toString();
    List<String> peer =
        dialect.equals("llvm")
            ? List.of(
                "llvm-mc-19", "-triple=bpfel", "-mcpu=v4", "-filetype=obj", "-o", object, source.toString())
            : List.of("bpf-as", "-EL", "-o", object, source.toString());
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(peer.get(0), peer, ""));
    for (String home : homes) {
      rows.add(
          new Row(
              "jbpf-asm, JDK " + release(home),
              List.of("./jbpf-asm", source.toString(), "-o", folder.resolve("ours.o").toString()),
              home));
    }
    if (lines < 100) {
      rows.addAll(bare(homes));
    }
    measure("assemble " + lines + " lines, " + dialect, rows);
  }

  private void disassemble(int lines, List<String> homes) throws Exception {
    Path source = folder.resolve("disassembled.s");
    Sources.write(source, "llvm", lines);
    Path object = folder.resolve("objdump.o");
    run(
        List.of(
            "llvm-mc-19", "-triple=bpfel", "-mcpu=v4", "-filetype=obj", "-o", object.toString(), source.toString()),
        "");
    Path raw = folder.resolve("objdump.bin");
    run(List.of("llvm-objcopy-19", "-O", "binary", "-j", ".text", object.toString(), raw.toString()), "");
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("llvm-objdump-19", List.of("llvm-objdump-19", "-d", object.toString()), ""));
    rows.add(new Row("bpf-objdump", List.of("bpf-objdump", "-d", object.toString()), ""));
    for (String home : homes) {
      String release = ", JDK " + release(home);
      rows.add(new Row("jbpf-asm -d" + release, List.of("./jbpf-asm", "-d", object.toString()), home));
      rows.add(
          new Row(
              "jbpf-asm -d -f raw" + release,
              List.of("./jbpf-asm", "-d", "-f", "raw", raw.toString()),
              home));
    }
    measure("disassemble " + lines + " instructions", rows);
  }

  /** What JVMs take that do nothing, with the options that make them start fastest. */
  private List<Row> bare(List<String> homes) throws Exception {
    Path source = folder.resolve("Nothing.java");
    Files.writeString(source, "final class Nothing { public static void main(String[] a) {} }");
    List<Row> rows = new ArrayList<>();
    for (String home : homes) {
      String classes = folder.resolve(release(home)).toString();
      run(List.of(home + "/bin/javac", "-d", classes, source.toString()), "");
      rows.add(
          new Row(
              "an empty program, JDK " + release(home),
              List.of(
                  home + "/bin/java",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:-UsePerfData",
                  "-cp",
                  classes,
                  "Nothing"),
              ""));
    }
    return rows;
  }

  private record Row(String name, List<String> command, String home) {}

  private void measure(String what, List<Row> rows) throws Exception {
    double[][] walls = new double[rows.size()][ROUNDS];
    double[][] cpus = new double[rows.size()][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      for (int i = 0; i < rows.size(); i++) {
        double[] spent = spent(rows.get(i));
        if (round >= 0) {
          walls[i][round] = spent[0];
          cpus[i][round] = spent[1];
        }
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %.0f |%n",
          what,
          rows.get(i).name(),
          cells(walls, i),
          cells(cpus, i),
          peak(rows.get(i)));
    }
  }

  private static String cells(double[][] times, int row) {
    double ours = median(times[row]);
    String ratio = row == 0 ? "" : String.format(Locale.ROOT, "%.2f", ours / median(times[0]));
    return String.format(Locale.ROOT, "%.1f | %s", ours, ratio);
  }

  /** Wall-clock and CPU milliseconds of one run, as bash tells them. */
  private double[] spent(Row row) throws Exception {
    List<String> timed =
        new ArrayList<>(
            List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" 2>&3 >/dev/null", "bash"));
    timed.addAll(row.command());
    timed.set(2, "exec 3>&2; " + timed.get(2));
    Path report = folder.resolve("spent");
    Process process = process(timed, row.home()).redirectError(report.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(row.command() + " fails: " + Files.readString(report));
    }
    String[] lines = Files.readString(report).trim().split("\n");
    String[] seconds = lines[lines.length - 1].split(" ");
    return new double[] {
      1000 * Double.parseDouble(seconds[0]),
      1000 * (Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]))
    };
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void run(List<String> command, String home) throws Exception {
    int code = process(command, home).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    if (code != 0) {
      throw new IOException(command + " exits with " + code);
    }
  }

  /** The largest resident set of one more run, as GNU time tells it. */
  private double peak(Row row) throws Exception {
    Path report = folder.resolve("peak");
    List<String> timed =
        new ArrayList<>(List.of("/usr/bin/time", "-f", "%M", "-o", report.toString()));
    timed.addAll(row.command());
    run(timed, row.home());
    return Double.parseDouble(Files.readString(report).trim()) / 1024;
  }

  private static ProcessBuilder process(List<String> command, String home) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    if (!home.isEmpty()) {
      builder.environment().put("JAVA_HOME", home);
    }
    return builder;
  }

  private static String release(String home) throws IOException {
    return Files.readAllLines(Path.of(home, "release")).stream()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> line.replaceAll("[^0-9.]", "").replaceAll("\\..*", ""))
        .findFirst()
        .orElse("?");
  }

  /** Programs of plain statements, a label and a jump every twenty lines. */
  private static final class Sources {
    private static final String[] LLVM = {
      "r%d = %d", "r%d += r%d", "r%d = *(u32 *)(r%d + 16)", "*(u64 *)(r10 - 8) = r%d", "w%d ^= %d",
      "r%d <<= %d", "r%d = r%d", "r%d &= %d"
    };
    private static final String[] GNU = {
      "mov %%r%d,%d", "add %%r%d,%%r%d", "ldxw %%r%d,[%%r%d+16]", "stxdw [%%r10+-8],%%r%d",
      "xor32 %%r%d,%d", "lsh %%r%d,%d", "mov %%r%d,%%r%d", "and %%r%d,%d"
    };

    static void write(Path file, String dialect, int lines) {
      String[] forms = dialect.equals("llvm") ? LLVM : GNU;
      String jump = dialect.equals("llvm") ? "\tif r1 == %d goto L%d\n" : "\tjeq %%r1,%d,L%d\n";
      Random random = new Random(1);
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        out.write("\t.text\n");
        for (int i = 0; i < lines; i++) {
          if (i % 20 == 18) {
            out.write(String.format(jump, i, i / 20));
          } else if (i % 20 == 19) {
            out.write("L" + i / 20 + ":\n");
          } else {
            out.write(
                "\t"
                    + String.format(forms[random.nextInt(forms.length)], random.nextInt(10), random.nextInt(10))
                    + "\n");
          }
        }
        out.write("\texit\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
