package dev.jbpf.verifier.explain;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.SourceLineText;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that breaks a rule, and the same, mended: two files of one name. */
record RuleExample(Rule rule, String faulty, String mended) {
  private static final Path FOLDER = Path.of("src/test/resources/rules");
  private static final KernelVersion NEWEST = new KernelVersion(6, 18);

  /** In the first line, where it is only older kernels that refuse. */
  private static final Pattern KERNEL = Pattern.compile("# kernel (\\S+)\n");

  /** A call of a function of the kernel, by name: the number is each kernel's own. */
  private static final Pattern FUNCTION = Pattern.compile("call kfunc @(\\w+), 0");

  private static final Btf INVENTED = InventedKernel.types();

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
  static byte[] objectForKernel(String source) {
    return object(numbered(source, KernelBtf.ofRunningKernel().types().orElseThrow()));
  }

  /** {@return the same with numbers of functions as the invented kernel has them} */
  static String shown(String source) {
    return numbered(source, INVENTED);
  }

  private static Path file(String folder, Rule rule) {
    return FOLDER.resolve(folder).resolve(rule.code() + ".s");
  }

  private static boolean isThere(Rule rule) {
    return Files.exists(file("fail", rule));
  }

  private static RuleExample of(Rule rule) {
    return new RuleExample(rule, read(file("fail", rule)), read(file("pass", rule)));
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

  static byte[] object(String source) {
    Assembly assembly =
        Assembler.assemble(
            source.getBytes(StandardCharsets.UTF_8),
            "prog.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    if (assembly.hasErrors()) {
      throw new AssertionError(assembly.report());
    }
    return assembly.object().orElseThrow().build().toBytes();
  }

  static Subject subject(String source) {
    BpfObjectFile object = BpfObjectFile.read(object(shown(source)));
    ObjectProgram program = object.programs().get(0);
    Subject subject = Subjects.of(object, program.link(), program.kind().orElseThrow());
    return object.license().isPresent() ? subject : subject.underGpl(true);
  }

  Verdict verdict(String source) {
    return verifier(kernel()).verify(subject(source));
  }

  /** {@return a verifier that knows the types of the invented kernel} */
  static Verifier verifier(KernelVersion kernel) {
    return Verifier.of(kernel).with(KernelBtf.of(INVENTED));
  }

  /** What is said of the faulty program. */
  String message() {
    return verdict(faulty) instanceof Verdict.Rejected rejected
        ? Explainer.of(kernel(), lines(shown(faulty))).text(subject(faulty), rejected.finding())
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
