package dev.jbpf.testkit;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.testkit.world.ObjectPart;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subjects;
import dev.jbpf.vm.VmObject;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions on an object that clang, gcc or this assembler made. */
public final class ObjectAssert extends AbstractAssert<ObjectAssert, BpfObjectFile> {
  private final Optional<Class<?>> type;

  ObjectAssert(BpfObjectFile object, Optional<Class<?>> type) {
    super(object, ObjectAssert.class);
    this.type = type;
  }

  /**
   * {@return assertions on its program of that name, after this one: that there is one and it can
   * be linked} It runs beside the object's maps and variables, new ones each time, and as the type
   * that its section says.
   */
  public ProgramAssert program(String name) {
    List<String> names = actual.programs().stream().map(ObjectProgram::name).toList();
    if (!names.contains(name)) {
      failWithMessage("Expected a program <%s>, but there are %s", name, names);
    }
    ObjectProgram program = actual.program(name).orElseThrow();
    ProgramSection kind = program.kind().orElse(RunInput.NONE.kind());
    ObjectPart part = new ObjectPart(actual, name, type, List.of());
    return new ProgramAssert(
        VmObject.link(actual, name), RunInput.NONE.withKind(kind).withObject(part));
  }

  /**
   * Asserts that kernels of these versions would accept all its programs whose sections say what
   * they are, as this project's verifier says: without a kernel, without rights, on any engine or
   * none. What it does not know skips the test, with the reason.
   */
  public ObjectAssert isAcceptedBy(Kernel... kernels) {
    for (Kernel kernel : kernels) {
      Subjects.all(actual, kernel.types())
          .forEach((name, subject) -> isAcceptedBy(new Verification(subject, kernel), name));
    }
    return this;
  }

  private void isAcceptedBy(Verification verification, String program) {
    if (verification.verdict() instanceof Verdict.Rejected rejected) {
      failWithMessage(
          "Expected %s to accept the program <%s>, but:%n%s",
          verification.kernel(), program, verification.explain(rejected.finding()));
    }
  }
}
