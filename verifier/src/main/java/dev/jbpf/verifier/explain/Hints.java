package dev.jbpf.verifier.explain;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.facts.ReturnRange;
import dev.jbpf.verifier.report.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a rule means here: the numbers and names that the author needs to know. */
final class Hints {
  private static final int MOST = 8;

  private Hints() {}

  /** {@return what there is to say beside the rule's own words} */
  static Optional<String> of(Scene scene) {
    return switch (scene.finding().rule()) {
      case RETURN_RANGE ->
          scene
              .returns()
              .map(
                  range ->
                      "programs of type " + scene.subject().type() + " return " + words(range));
      case NOT_A_POINTER -> isNull(scene);
      case MAP_VALUE_RANGE, MAP_READ_ONLY, MAP_WRITE_ONLY, MAP_FIELD -> map(scene);
      case HELPER_NOT_ALLOWED, PROGRAM_TYPE -> helper(scene).flatMap(h -> openTo(scene, h));
      case HELPER_MAP ->
          map(scene)
              .flatMap(map -> helper(scene).flatMap(h -> takes(scene, h)).map(t -> map + "; " + t))
              .or(() -> helper(scene).flatMap(h -> takes(scene, h)));
      case ARGUMENT_KIND, ARGUMENT_CONSTANT, ARGUMENT_MEMORY, ARGUMENT_SIZE ->
          helper(scene).map(helper -> "its signature: " + helper.signature());
      case UNKNOWN_HELPER -> helper(scene).map(h -> name(h) + " came with Linux " + h.since());
      default -> Optional.empty();
    };
  }

  /** {@return what helps: in the rule's words, where these fit what is at hand} */
  static String fix(Scene scene) {
    Rule rule = scene.finding().rule();
    boolean isNull = rule == Rule.NOT_A_POINTER && isNull(scene).isPresent();
    boolean isWithoutLegacy =
        rule == Rule.LEGACY_PACKET
            && scene.rules().filter(rules -> !rules.loadsLegacy()).isPresent();
    if (isNull) {
      return "use the pointer on the path where it is not null";
    }
    return isWithoutLegacy
        ? "load from the packet through pointers, or copy by a helper such as bpf_skb_load_bytes"
        : rule.fix();
  }

  private static Optional<String> map(Scene scene) {
    return scene
        .map()
        .map(
            map ->
                String.format(
                    "the map is %s: %s%s",
                    map.getKey(), map.getValue().type(), values(map.getValue().valueSize())));
  }

  private static String values(int bytes) {
    return bytes == 0 ? "" : ", values of " + bytes + (bytes == 1 ? " byte" : " bytes");
  }

  /** What a helper returned is a number only where it was compared with null. */
  private static Optional<String> isNull(Scene scene) {
    return scene
        .register()
        .filter(reg -> scene.taker(reg).isEmpty())
        .filter(reg -> scene.source(reg).filter(step -> mayGiveNull(scene, step)).isPresent())
        .map(reg -> reg.name64() + " is null on this path: the null check branches the wrong way");
  }

  private static boolean mayGiveNull(Scene scene, Trail.Step step) {
    return step.insn().op() == Op.CALL
        && scene
            .kernel()
            .helper((int) step.insn().imm())
            .filter(helper -> helper.result().isNullable())
            .isPresent();
  }

  private static String words(ReturnRange range) {
    return switch (range.max() - range.min()) {
      case 0 -> "" + range.min();
      case 1 -> range.min() + " or " + range.max();
      default -> range.min() + " to " + range.max();
    };
  }

  private static Optional<Helper> helper(Scene scene) {
    return scene
        .insn()
        .filter(insn -> insn.op() == Op.CALL)
        .flatMap(insn -> Helper.of((int) insn.imm()));
  }

  private static String name(Helper helper) {
    return helper.signature().name();
  }

  private static Optional<String> openTo(Scene scene, Helper helper) {
    Optional<HelperPrototype> prototype = scene.kernel().helper(helper.value());
    return prototype.flatMap(
        known ->
            names(
                    ProgramType.values(),
                    type -> type != ProgramType.UNSPEC && scene.kernel().admits(type, 0, known))
                .map(types -> name(helper) + " is available to " + types));
  }

  private static Optional<String> takes(Scene scene, Helper helper) {
    return names(MapType.values(), type -> scene.kernel().maps().admits(helper, type))
        .map(types -> name(helper) + " accepts maps of type " + types);
  }

  private static <T extends Enum<T>> Optional<String> names(T[] all, Predicate<T> filter) {
    List<T> found = Arrays.stream(all).filter(filter).toList();
    String names = found.stream().limit(MOST).map(Enum::name).collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(names + (found.size() > MOST ? " and others" : ""));
  }

  /** {@return where the wrong register has its value from, if an instruction gave it one} */
  static Optional<String> origin(Scene scene, Place place) {
    return scene
        .register()
        .flatMap(
            reg ->
                scene
                    .writer(reg)
                    .map(
                        step -> {
                          boolean takes =
                              reg.number() > 0
                                  && step.insn().op().operation().kind() == Operation.Kind.CALL;
                          String verb = takes ? " lost its value at " : " is from ";
                          return reg.name64() + verb + place.of(step.slot());
                        }));
  }

  /** {@return where what is held was acquired, if it is that what is wrong} */
  static Optional<String> acquired(Scene scene, Place place) {
    return switch (scene.finding().rule()) {
      case REFERENCE_LEAK, TAIL_CALL ->
          scene.acquired().map(step -> "it is acquired at " + place.of(step.slot()));
      default -> Optional.empty();
    };
  }

  /** {@return the call that took what the wrong register was the address of, if there is one} */
  static Optional<String> taken(Scene scene, Place place) {
    return scene
        .register()
        .filter(reg -> scene.finding().rule() == Rule.NOT_A_POINTER && !isConstant(scene, reg))
        .flatMap(reg -> scene.taker(reg).map(step -> taken(scene, reg, step, place)));
  }

  private static boolean isConstant(Scene scene, Reg reg) {
    return scene.writer(reg).filter(step -> step.insn().op() == Op.MOV_IMM).isPresent();
  }

  private static String taken(Scene scene, Reg reg, Trail.Step step, Place place) {
    boolean moves =
        scene
            .kernel()
            .helper((int) step.insn().imm())
            .filter(helper -> helper.has(Effect.MOVES_PACKET))
            .isPresent();
    return moves
        ? "the packet may have moved at "
            + place.of(step.slot())
            + ": load data and data_end again, and compare"
        : reg.name64() + " was given up at " + place.of(step.slot()) + ": use it before";
  }

  /** Names a slot as the author knows it. */
  interface Place {
    String of(int slot);
  }
}
