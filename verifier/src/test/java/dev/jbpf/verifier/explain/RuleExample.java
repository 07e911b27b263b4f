package dev.jbpf.verifier.explain;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that breaks a rule, and the same, mended: two files of one name, of assembly, or of C
 * where types are needed.
 */
record RuleExample(Rule rule, boolean isC, String faulty, String mended) {
  private static final Path FOLDER = Path.of("src/test/resources/rules");
  private static final KernelVersion NEWEST = new KernelVersion(6, 18);

  /** In the first line, where it is only older kernels that refuse. */
  private static final Pattern KERNEL = Pattern.compile("# kernel (\\S+)\n");

  /** The first line where the program is given no types. */
  private static final String UNTYPED = "# without types\n";

  /** A call of a function of the kernel, by name: the number is each kernel's own. */
  private static final Pattern FUNCTION = Pattern.compile("call kfunc @(\\w+), 0");

  private static final Btf INVENTED = InventedKernel.types();

  private static final Map<String, Verdict> VERDICTS = new ConcurrentHashMap<>();

  static List<RuleExample> all() {
    return Arrays.stream(Rule.values()).filter(RuleExample::isThere).map(RuleExample::of).toList();
  }

  /** {@return {@code source} with the numbers that functions have in {@code types}} */
  private static String numbered(String source, Btf types) {
    return FUNCTION
        .matcher(source)
        .replaceAll(
            call ->
                "call kfunc "
                    + types.find(call.group(1), BtfKind.FUNC).orElseThrow()
                    + ", 0  # "
                    + call.group(1));
  }

  /** {@return {@code source} as the kernel that runs takes it} */
  byte[] objectForKernel(String source) {
    return object(numbered(source, KernelBtf.ofRunningKernel().types().orElseThrow()));
  }

  /** {@return the same with numbers of functions as the invented kernel has them} */
  static String shown(String source) {
    return numbered(source, INVENTED);
  }

  private static Path file(String folder, Rule rule, boolean isC) {
    return FOLDER.resolve(folder).resolve(rule.code() + (isC ? ".c" : ".s"));
  }

  private static boolean isThere(Rule rule) {
    return Files.exists(file("fail", rule, false)) || Files.exists(file("fail", rule, true));
  }

  private static RuleExample of(Rule rule) {
    boolean isC = Files.exists(file("fail", rule, true));
    return new RuleExample(rule, isC, read(file("fail", rule, isC)), read(file("pass", rule, isC)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kernel that refuses the faulty program. */
  KernelVersion kernel() {
    Matcher first = KERNEL.matcher(faulty);
    return first.lookingAt() ? KernelVersion.parse(first.group(1)) : NEWEST;
  }

  boolean isOfAllKernels() {
    return kernel().equals(NEWEST);
  }

  private byte[] object(String source) {
    return isC ? CompiledC.object(source) : assembled(source);
  }

  private static byte[] assembled(String source) {
    Assembly assembly =
        Assembler.assemble(
            source.getBytes(StandardCharsets.UTF_8),
            "prog.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    if (assembly.hasErrors()) {
      throw new AssertionError(assembly.report());
    }
    byte[] bytes = assembly.object().orElseThrow().toBytes();
    return source.startsWith(UNTYPED) ? withoutTypes(bytes) : bytes;
  }

  /** Another name for the sections of types, and nobody finds them. */
  private static byte[] withoutTypes(byte[] object) {
    String text = new String(object, StandardCharsets.ISO_8859_1);
    return text.replace(".BTF", ".ABC").getBytes(StandardCharsets.ISO_8859_1);
  }

  private BpfObjectFile file(String source) {
    return BpfObjectFile.read(object(shown(source)));
  }

  /** {@return the program of {@code source}, which is assembly} */
  static Subject subject(String source) {
    return subject(BpfObjectFile.read(assembled(shown(source))));
  }

  /** {@return the mended program} */
  Subject mendedSubject() {
    return subject(file(mended));
  }

  /** {@return the instructions of the faulty program alone, if it is to have no types} */
  Optional<Program> untyped() {
    return faulty.startsWith(UNTYPED)
        ? Optional.of(subject(file(faulty)).program())
        : Optional.empty();
  }

  private static Subject subject(BpfObjectFile object) {
    ObjectProgram program = object.programs().get(0);
    Subject subject = Subjects.of(object, program.link(), program.kind().orElseThrow());
    return object.license().isPresent() ? subject : subject.underGpl(true);
  }

  /** Some take a million instructions to be found: each is verified once. */
  Verdict verdict(String source) {
    return VERDICTS.computeIfAbsent(source, text -> verifier(kernel()).verify(subject(file(text))));
  }

  /** {@return a verifier that knows the types of the invented kernel} */
  static Verifier verifier(KernelVersion kernel) {
    return Verifier.of(kernel).with(KernelBtf.of(INVENTED));
  }

  /** What is said of the faulty program. */
  String message() {
    BpfObjectFile object = file(faulty);
    SourceLineText lines =
        isC ? ObjectLines.of(object.programs().get(0).link()) : lines(shown(faulty));
    return verdict(faulty) instanceof Verdict.Rejected rejected
        ? CompiledC.shortened(
            Explainer.of(kernel(), lines).text(subject(object), rejected.finding()))
        : verdict(faulty) + "\n";
  }

  private static SourceLineText lines(String source) {
    List<String> lines = source.lines().toList();
    return origin ->
        origin instanceof Origin.Source place && place.line() <= lines.size()
            ? lines.get(place.line() - 1)
            : "";
  }

  @Override
  public String toString() {
    return rule.code();
  }
}
