package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Limits;
import dev.jbpf.verifier.facts.ReturnRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Writes out what mends a broken rule, where it is an instruction or some. */
final class Fixes {
  private static final int SOME_LIMIT = 64;

  private Fixes() {}

  /** {@return the fix, if there is one that can be written down} */
  static Optional<Fix> of(Scene scene) {
    return switch (scene.finding().rule()) {
      case UNWRITTEN_REGISTER -> scene.register().flatMap(reg -> unwritten(scene, reg));
      case EXIT_VALUE, POINTER_RETURNED, CALLBACK -> Optional.of(Fix.before(move(Reg.R0, 0)));
      case RETURN_RANGE -> Optional.of(Fix.before(move(Reg.R0, least(scene))));
      case FRAME_POINTER -> Optional.of(framePointer());
      case FALL_THROUGH -> Optional.of(new Fix("after it", List.of(exit())));
      case NULL_CHECK, NULLABLE_ARITHMETIC ->
          scene.register().filter(reg -> reg != Reg.R10).map(Fixes::nullCheck);
      case PACKET_RANGE -> packetRange(scene);
      case MAP_VALUE_RANGE, MEMORY_RANGE, STACK_VARIABLE, UNBOUNDED_OFFSET, POINTER_OFFSET_RANGE ->
          limit(scene);
      case NEGATIVE_OFFSET ->
          scene.added().map(reg -> Fix.before(jump(Op.JSLT_IMM, reg, Reg.R0, 0)));
      case ARGUMENT_SIZE -> argumentSize(scene);
      case STACK_UNWRITTEN -> scene.stackByte().map(Fixes::zero);
      case CONTEXT_STORE_IMMEDIATE -> scene.insn().flatMap(Fixes::storeRegister);
      case ALIGNMENT -> scene.insn().flatMap(Fixes::aligned);
      case POINTER_ARITHMETIC_32, SPILL_SIZE -> scene.insn().flatMap(Fixes::wide);
      case LEGACY_PACKET -> scene.finding().operand().map(reg -> legacyContext(scene));
      case REFERENCE_LEAK, TAIL_CALL -> Releases.of(scene);
      case LOCK_PAIR -> Releases.ofLock(scene);
      default -> Optional.empty();
    };
  }

  static Insn move(Reg dst, int value) {
    return Insn.of(Op.MOV_IMM, dst, Reg.R0, 0, value);
  }

  static Insn move(Reg dst, Reg src) {
    return Insn.of(Op.MOV_REG, dst, src, 0, 0);
  }

  static Insn call(Helper helper) {
    return Insn.of(Op.CALL, Reg.R0, Reg.R0, 0, helper.value());
  }

  static Insn add(Reg dst, int value) {
    return Insn.of(Op.ADD_IMM, dst, Reg.R0, 0, value);
  }

  private static Insn exit() {
    return Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0);
  }

  /** A jump out, if that holds. */
  private static Insn jump(Op op, Reg dst, Reg src, int value) {
    return Insn.of(op, dst, src, 0, value);
  }

  private static Optional<Fix> unwritten(Scene scene, Reg reg) {
    boolean isLost = scene.writer(reg).filter(step -> isCall(step.insn())).isPresent();
    if (isLost && reg != Reg.R0) {
      return Optional.of(
          new Fix("before the call, and use r6 after it", List.of(move(Reg.R6, reg))));
    }
    if (scene.insn().filter(insn -> kind(insn) == Operation.Kind.PACKET).isPresent()) {
      return Optional.of(Fix.first(move(Reg.R6, Reg.R1)));
    }
    // Zero is no address: which one is missing, the author knows.
    return scene.insn().filter(insn -> isAddress(insn, reg)).isPresent()
        ? Optional.empty()
        : Optional.of(Fix.before(move(reg, 0)));
  }

  private static Fix legacyContext(Scene scene) {
    Fix kept = Fix.first(move(Reg.R6, Reg.R1));
    return scene.writer(Reg.R6).isEmpty()
        ? kept
        : new Fix(kept.where() + ", and store nothing else in r6", kept.code());
  }

  private static boolean isAddress(Insn insn, Reg reg) {
    return switch (kind(insn)) {
      case LOAD -> insn.src() == reg;
      case STORE, ATOMIC -> insn.dst() == reg;
      default -> false;
    };
  }

  /** The same place of the stack, moved down to a multiple of the size. */
  private static Optional<Fix> aligned(Insn insn) {
    int size = insn.op().accessSize();
    int off = size == 0 ? 0 : Math.floorDiv(insn.off(), size) * size;
    boolean isOfStack = isAddress(insn, Reg.R10) && off >= -Limits.MAX_BPF_STACK && off < 0;
    return isOfStack
        ? Optional.of(Fix.instead(Insn.of(insn.op(), insn.dst(), insn.src(), off, insn.imm())))
        : Optional.empty();
  }

  private static boolean isCall(Insn insn) {
    return kind(insn) == Operation.Kind.CALL;
  }

  private static Operation.Kind kind(Insn insn) {
    return insn.op().operation().kind();
  }

  private static int least(Scene scene) {
    return scene.returns().map(ReturnRange::min).orElse(0);
  }

  private static Fix framePointer() {
    return Fix.instead(move(Reg.R2, Reg.R10), add(Reg.R2, -Long.BYTES));
  }

  private static Fix nullCheck(Reg reg) {
    return Fix.before(ifNull(reg));
  }

  /** A jump out, if the address is null. */
  static Insn ifNull(Reg reg) {
    return jump(Op.JEQ_IMM, reg, Reg.R0, 0);
  }

  private static Optional<Fix> packetRange(Scene scene) {
    return scene.register().flatMap(reg -> packetRange(scene, reg));
  }

  private static Optional<Fix> packetRange(Scene scene, Reg packet) {
    Optional<Reg> end = scene.registers().find(RegisterContents.PacketEnd.class);
    Optional<Reg> context = scene.registers().find(RegisterContents.Context.class);
    if (end.isEmpty() && (context.isEmpty() || scene.members().end().isEmpty())) {
      return Optional.empty();
    }
    Reg limit = end.orElseGet(() -> free(packet, context.get()));
    Reg last = free(packet, limit, context.orElse(limit));
    Stream<Insn> load =
        end.isPresent()
            ? Stream.empty()
            : Stream.of(
                Insn.of(Op.LDXW, limit, context.get(), scene.members().end().get().offset(), 0));
    Stream<Insn> check =
        Stream.of(move(last, packet), add(last, scene.reach()), jump(Op.JGT_REG, last, limit, 0));
    return Optional.of(new Fix("before it", Stream.concat(load, check).toList()));
  }

  private static Reg free(Reg... taken) {
    return Stream.of(Reg.R5, Reg.R4, Reg.R3, Reg.R2, Reg.R0)
        .filter(reg -> !List.of(taken).contains(reg))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Fix> limit(Scene scene) {
    OptionalInt stack = scene.stackLeft();
    int size = stack.isPresent() ? -stack.getAsInt() : scene.valueSize().orElse(SOME_LIMIT);
    int most = size - scene.reach();
    return scene
        .added()
        .filter(reg -> most >= 0)
        .map(reg -> new Fix("before the addition", List.of(jump(Op.JGT_IMM, reg, Reg.R0, most))));
  }

  private static Optional<Fix> argumentSize(Scene scene) {
    return scene
        .register()
        .filter(reg -> reg.number() > 1)
        .map(
            reg -> {
              OptionalInt at = scene.registers().stack(reg.number() - 1);
              int most = at.isPresent() ? -at.getAsInt() : SOME_LIMIT;
              return Fix.before(
                  jump(Op.JGT_IMM, reg, Reg.R0, most), jump(Op.JEQ_IMM, reg, Reg.R0, 0));
            });
  }

  private static Fix zero(int at) {
    int aligned = Math.floorDiv(at, Long.BYTES) * Long.BYTES;
    return Fix.before(Insn.of(Op.STDW, Reg.R10, Reg.R0, aligned, 0));
  }

  private static Optional<Fix> storeRegister(Insn insn) {
    Op op =
        switch (insn.op().accessSize()) {
          case 1 -> Op.STXB;
          case 2 -> Op.STXH;
          case 4 -> Op.STXW;
          default -> Op.STXDW;
        };
    Reg value = free(insn.dst());
    return Optional.of(
        Fix.instead(move(value, (int) insn.imm()), Insn.of(op, insn.dst(), value, insn.off(), 0)));
  }

  private static Optional<Fix> wide(Insn insn) {
    return insn.op()
        .sibling(insn.op().operation(), Long.SIZE)
        .map(op -> Fix.instead(Insn.of(op, insn.dst(), insn.src(), insn.off(), insn.imm())));
  }
}
