package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.facts.ProgramRules;
import dev.jbpf.verifier.facts.ReturnRange;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A finding, with what led there: what a fix and hints are made from. */
final class Scene {
  private static final Pattern REGISTER = Pattern.compile("[rw](10|\\d)\\b.*");
  private static final Pattern STACK = Pattern.compile("fp(-\\d+)");

  private final Subject subject;
  private final Finding finding;
  private final KernelModel kernel;
  private final PacketMembers members;
  private final List<Trail.Step> steps;
  private final Registers registers;

  Scene(Subject subject, Finding finding, KernelModel kernel) {
    this.subject = subject;
    this.finding = finding;
    this.kernel = kernel;
    this.members = PacketMembers.of(subject.type());
    this.steps = Trail.to(subject.program(), finding);
    this.registers = Registers.behind(steps, kernel, members);
  }

  Subject subject() {
    return subject;
  }

  Finding finding() {
    return finding;
  }

  KernelModel kernel() {
    return kernel;
  }

  PacketMembers members() {
    return members;
  }

  Registers registers() {
    return registers;
  }

  Program program() {
    return subject.program();
  }

  /** {@return the instruction that breaks the rule; empty if it is none} */
  Optional<Insn> insn() {
    return finding.slot() < program().size()
            && program().elementAt(new Slot(finding.slot())) instanceof Insn insn
        ? Optional.of(insn)
        : Optional.empty();
  }

  /** {@return the register that is wrong: the operand, or else the one that addresses memory} */
  Optional<Reg> register() {
    Optional<Reg> named =
        finding
            .operand()
            .map(REGISTER::matcher)
            .filter(Matcher::matches)
            .map(matcher -> Reg.of(Integer.parseInt(matcher.group(1))));
    return named.or(() -> insn().flatMap(Scene::base));
  }

  private static Optional<Reg> base(Insn insn) {
    return insn.op().base().map(field -> field == Field.DST ? insn.dst() : insn.src());
  }

  /** {@return the byte of the stack that is wrong, from r10} */
  Optional<Integer> stackByte() {
    return finding
        .operand()
        .map(STACK::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Integer.parseInt(matcher.group(1)))
        .or(() -> insn().filter(i -> base(i).equals(Optional.of(Reg.R10))).map(i -> (int) i.off()));
  }

  private int depth() {
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).depth();
  }

  /** {@return the step that gave {@code reg} what it holds at the finding} */
  Optional<Trail.Step> writer(Reg reg) {
    return Trail.writer(steps, depth(), reg.number());
  }

  /** {@return how many bytes from where the register points to the instruction goes} */
  int reach() {
    return insn().map(insn -> insn.off() + Math.max(1, insn.op().accessSize())).orElse(1);
  }

  /** {@return the register whose number was added to the address that is wrong} */
  Optional<Reg> added() {
    Optional<Insn> here = insn().filter(insn -> insn.op() == Op.ADD_REG);
    if (here.isPresent()) {
      return here.map(insn -> insn.src());
    }
    return register()
        .flatMap(this::writer)
        .filter(step -> step.insn().op() == Op.ADD_REG)
        .map(step -> step.insn().src());
  }

  /** {@return the size of the values of the map at hand, where the program names only one size} */
  OptionalInt valueSize() {
    List<Integer> sizes =
        subject.maps().values().stream().map(MapShape::valueSize).distinct().toList();
    return sizes.size() == 1 ? OptionalInt.of(sizes.get(0)) : OptionalInt.empty();
  }

  /** {@return what programs of the type may return, if that is limited} */
  Optional<ReturnRange> returns() {
    return rules().flatMap(ProgramRules::returns);
  }

  /** {@return what holds for programs of the type} */
  Optional<ProgramRules> rules() {
    return kernel.program(subject.type(), subject.attachType());
  }
}
