package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is assembled: no exception, and every error has a place. */
class FuzzTest {
  private static final long SEED = 20_240_607;

  private static final List<String> MORE =
      List.of(
          "lab: ",
          "1: goto 1b",
          "goto 1f",
          ".byte 1, 2",
          ".quad lab",
          ".section xdp,\"ax\"",
          ".macro m a\n r0 = \\a\n.endm\nm 1",
          ".rept 3\nexit\n.endr",
          ".if 1\n.else\n.endif",
          ".set x, 5",
          "r1 = x ll",
          "call bpf_map_lookup_elem",
          "/* c */",
          "// c",
          "; c",
          "# c",
          ".asciz \"a\\n\"",
          ".size lab, .-lab",
          ".p2align 3",
          "BPF_MOV64_IMM(BPF_REG_0, 1),",
          "0: (bf) r1 = r2",
          "\u00e9: ",
          "\0",
          "\"",
          "'",
          "0x",
          ".globl lab",
          ".uleb128 300",
          ".include \"x\"",
          ".zero 16",
          ".fill 2, 4, 1",
          ".text",
          ".raw 0x95",
          "99999999999999999999");

  /** Sources of the corpus up to that many bytes are mutated whole: most are. */
  private static final int LONGEST = 400;

  private static final int CHUNK = 10_000;

  /** The limit is for what hangs: it takes a tenth of that. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void mutatedInputs() throws IOException {
    assemble(400_000, SEED);
  }

  @Test
  @Tag("long")
  @Timeout(value = 100, unit = TimeUnit.MINUTES)
  void tenMillionMutatedInputs() throws IOException {
    assemble(10_000_000, SEED + 1);
  }

  /** On all processors, a chunk at a time; each has a seed of its own. */
  private static void assemble(int count, long seed) throws IOException {
    List<String> pieces = pieces();
    List<String> corpus = corpus();
    IntStream.range(0, count / CHUNK)
        .parallel()
        .forEach(chunk -> assembleChunk(new Random(seed * CHUNK + chunk), pieces, corpus));
  }

  private static void assembleChunk(Random random, List<String> pieces, List<String> corpus) {
    for (int i = 0; i < CHUNK; i++) {
      byte[] source = mutate(random, pieces, corpus);
      AssemblerOptions options =
          AssemblerOptions.DEFAULT
              .dialect(random.nextInt(4) == 0 ? pick(random) : Dialect.AUTO)
              .output(AssemblerOptions.Output.values()[random.nextInt(2)]);
      Assembly assembly;
      try {
        assembly = Assembler.assemble(source, "fuzz.s", options);
        assembly.report();
        assembly.object().ifPresent(object -> object.toBytes());
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            "input " + i + ": " + new String(source, StandardCharsets.UTF_8), e);
      }
      boolean isWell = assembly.diagnostics().stream().allMatch(FuzzTest::hasPlace);
      boolean hasErrors = assembly.diagnostics().stream().anyMatch(Diagnostic::isError);
      if (!isWell || hasErrors != assembly.hasErrors()) {
        throw new AssertionError(
            "input " + i + ": " + new String(source, StandardCharsets.UTF_8) + assembly.report());
      }
    }
  }

  private static boolean hasPlace(Diagnostic diagnostic) {
    return diagnostic.origin() instanceof Origin.Source place
        && place.line() > 0
        && place.column() > 0;
  }

  private static List<String> corpus() throws IOException {
    List<String> sources = new ArrayList<>();
    for (String folder : List.of("pass", "fail")) {
      try (Stream<Path> files = Files.list(Path.of("src/test/resources", folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".s")).sorted().toList()) {
          byte[] source = Files.readAllBytes(file);
          if (source.length <= LONGEST) {
            sources.add(new String(source, StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    assertThat(sources).hasSizeGreaterThan(60);
    return sources;
  }

  private static Dialect pick(Random random) {
    return Dialect.values()[random.nextInt(Dialect.values().length - 1)];
  }

  /** Valid statements of all instructions, and directives. */
  private static List<String> pieces() {
    List<String> pieces = new ArrayList<>(MORE);
    for (Op op : Op.all()) {
      Stream.of(op.llvm(), op.gnu(), op.macro()).map(FuzzTest::filled).forEach(pieces::add);
    }
    return pieces;
  }

  private static String filled(Template template) {
    StringBuilder text = new StringBuilder();
    for (Template.Part part : template.parts()) {
      text.append(
          part instanceof Template.Literal literal
              ? literal.text()
              : switch ((Template.Slot) part) {
                case DST, SRC -> "r1";
                case WDST, WSRC -> "w1";
                case OFF -> "+ 8";
                case TARGET -> "lab";
                case IMM, DISP, INDEX, LO32, HI32, LO16, HI16 -> "7";
              });
    }
    return text.toString();
  }

  /** A file of the corpus for one input in four, and statements for the others; then changed. */
  private static byte[] mutate(Random random, List<String> pieces, List<String> corpus) {
    StringBuilder text = new StringBuilder();
    boolean isFile = random.nextInt(4) == 0;
    if (isFile) {
      text.append(corpus.get(random.nextInt(corpus.size())));
    }
    int lines = isFile ? 0 : 1 + random.nextInt(5);
    for (int i = 0; i < lines; i++) {
      text.append(pieces.get(random.nextInt(pieces.size())));
      text.append(random.nextInt(8) == 0 ? ";" : "\n");
    }
    int changes = random.nextInt(4) + (isFile ? 1 : 0);
    for (int i = 0; i < changes && text.length() > 0; i++) {
      change(random, pieces, text);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void change(Random random, List<String> pieces, StringBuilder text) {
    int at = random.nextInt(text.length());
    switch (random.nextInt(5)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, (char) random.nextInt(128));
      case 2 -> text.setCharAt(at, "()[]+-*/%=<>!&|^~#;:,.\\\"'\n".charAt(random.nextInt(26)));
      case 3 -> text.insert(at, pieces.get(random.nextInt(pieces.size())));
      default -> text.setLength(at);
    }
  }
}
