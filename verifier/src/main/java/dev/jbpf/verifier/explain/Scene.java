package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.facts.ProgramRules;
import dev.jbpf.verifier.facts.ReturnRange;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A finding, with what led there: what a fix and hints are made from. */
final class Scene {
  private static final Pattern REGISTER = Pattern.compile("[rw](10|\\d)\\b.*");
  private static final Pattern STACK = Pattern.compile("fp(-\\d+)");

  private final Subject subject;
  private final Finding finding;
  private final KernelModel kernel;
  private final PacketMembers members;
  private final List<Trail.Step> steps;
  private final RegisterContents registers;

  Scene(Subject subject, Finding finding, KernelModel kernel) {
    this.subject = subject;
    this.finding = finding;
    this.kernel = kernel;
    this.members = PacketMembers.of(subject.type());
    this.steps = Trail.to(subject.program(), finding);
    this.registers = RegisterContents.behind(steps, kernel, members);
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

  RegisterContents registers() {
    return registers;
  }

  Program program() {
    return subject.program();
  }

  /** {@return the instruction that breaks the rule; empty if it is none} */
  Optional<Insn> insn() {
    return insn(finding.slot());
  }

  /** {@return the instruction in that slot; empty if there is none} */
  Optional<Insn> insn(int slot) {
    return slot < program().size() && program().elementAt(new Slot(slot)) instanceof Insn insn
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

  /** {@return as {@link #writer}, but where that copies a register, what wrote that one} */
  Optional<Trail.Step> source(Reg reg) {
    Optional<Trail.Step> step = writer(reg);
    while (step.isPresent() && step.get().insn().op() == Op.MOV_REG) {
      List<Trail.Step> before = steps.subList(0, steps.lastIndexOf(step.get()));
      step = Trail.writer(before, step.get().depth(), step.get().insn().src().number());
    }
    return step;
  }

  /** {@return the last call that gave the program something to release} */
  Optional<Trail.Step> acquired() {
    return steps.stream().filter(step -> acquires(step.insn())).reduce((first, last) -> last);
  }

  private boolean acquires(Insn insn) {
    return insn.op() == Op.CALL
        && kernel.helper((int) insn.imm()).filter(h -> h.has(Effect.ACQUIRES)).isPresent();
  }

  /** {@return the call since {@code reg} was written that took what addresses lead to} */
  Optional<Trail.Step> taker(Reg reg) {
    int from = writer(reg).map(steps::lastIndexOf).orElse(-1) + 1;
    return steps.subList(from, steps.size()).stream()
        .filter(step -> takes(step.insn()))
        .reduce((first, last) -> last);
  }

  private boolean takes(Insn insn) {
    return insn.op() == Op.CALL
        && kernel
            .helper((int) insn.imm())
            .filter(h -> h.has(Effect.MOVES_PACKET) || h.released().isPresent())
            .isPresent();
  }

  /** {@return how many bytes from where the register points to the instruction goes} */
  int reach() {
    return insn()
        .filter(insn -> insn.op().base().isPresent())
        .map(insn -> insn.off() + insn.op().accessSize())
        .orElse(1);
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

  /** {@return how many bytes of the stack there are from where the number was added on} */
  OptionalInt stackLeft() {
    Optional<Trail.Step> added = register().flatMap(this::writer);
    int last = added.map(steps::indexOf).orElse(-1);
    return added.isPresent()
        ? RegisterContents.behind(steps.subList(0, last), kernel, members)
            .stack(added.get().insn().dst().number())
        : OptionalInt.empty();
  }

  /** {@return the map that was named last on the way: the one at hand} */
  Optional<Map.Entry<String, MapShape>> map() {
    return program().maps().stream()
        .filter(map -> subject.maps().containsKey(map.slot().number()))
        .max(Comparator.comparingInt(map -> lastStep(map.slot().number())))
        .map(map -> Map.entry(map.map(), subject.maps().get(map.slot().number())));
  }

  private int lastStep(int slot) {
    return IntStream.range(0, steps.size())
        .filter(i -> steps.get(i).slot() == slot)
        .max()
        .orElse(-1);
  }

  /** {@return the size of the values of the map at hand} */
  OptionalInt valueSize() {
    return map().stream().mapToInt(map -> map.getValue().valueSize()).findFirst();
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
