package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.dsl.check.AccessRules.Access;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.kernel.HelperSignature.Kind;
import dev.jbpf.map.MapDef;
import java.util.Optional;

/** Rules about the arguments of helpers: what each is, and the memory that it leads to. */
final class CallRules {
  private final Maps maps;
  private final AccessRules access;
  private final TargetRules targets;

  CallRules(Maps maps, AccessRules access, TargetRules targets) {
    this.maps = maps;
    this.access = access;
    this.targets = targets;
  }

  Optional<Rule> broken(Insn insn, State state) {
    return insn.op().format() == Format.HELPER_ID
        ? Helper.of((int) insn.imm()).flatMap(helper -> broken(helper, state))
        : Optional.empty();
  }

  private Optional<Rule> broken(Helper helper, State state) {
    HelperSignature signature = helper.signature();
    return Argument.of(signature).stream()
        .map(argument -> broken(helper, signature, argument, state))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Rule> broken(
      Helper helper, HelperSignature signature, Argument argument, State state) {
    Value value = state.value(argument.reg());
    if (argument.is(Kind.MAP)) {
      return kind(signature, argument, value, value instanceof Value.MapAddress)
          .or(() -> maps.of(value).flatMap(map -> map(helper, map)));
    } else if (argument.is(Kind.CTX)) {
      boolean fits = value instanceof Value.Context || value.equals(new Value.Number(0));
      return kind(signature, argument, value, fits);
    } else if (argument.is(Kind.PTR)) {
      return memory(helper, signature, argument, state);
    }
    return Optional.empty();
  }

  private Optional<Rule> map(Helper helper, MapDef<?, ?> map) {
    return targets.broken(map).or(() -> MapUse.broken(helper, map));
  }

  private static Optional<Rule> kind(
      HelperSignature signature, Argument argument, Value value, boolean fits) {
    return fits || value.isAny()
        ? Optional.empty()
        : Rule.broken(
            "argument-kind",
            what(signature, argument) + " is " + value.words() + ", not " + argument.parameter(),
            "its signature: " + signature);
  }

  private Optional<Rule> memory(
      Helper helper, HelperSignature signature, Argument argument, State state) {
    Optional<MapDef<?, ?>> map = maps.of(state.value(Reg.R1));
    if (argument.isKey() && map.isPresent()) {
      return entry(signature, argument, map.get(), map.get().key().size(), true, state);
    } else if (argument.isValue() && map.isPresent() && isEntry(helper)) {
      boolean isRead = helper == Helper.MAP_UPDATE_ELEM || helper == Helper.MAP_PUSH_ELEM;
      return entry(signature, argument, map.get(), map.get().valueSize(), isRead, state);
    } else if (argument.isSized()) {
      return sized(signature, argument, state);
    }
    return Optional.empty();
  }

  /** Others take a value that may be missing. */
  private static boolean isEntry(Helper helper) {
    return switch (helper) {
      case MAP_UPDATE_ELEM, MAP_PUSH_ELEM, MAP_POP_ELEM, MAP_PEEK_ELEM -> true;
      default -> false;
    };
  }

  private Optional<Rule> entry(
      HelperSignature signature,
      Argument argument,
      MapDef<?, ?> map,
      int size,
      boolean isRead,
      State state) {
    String what =
        String.format(
            "%s: a %s of %s is %d bytes long",
            signature.name(), argument.parameter().name(), map.name(), size);
    return access.broken(new Access(what, 0, size, isRead, false), argument.reg(), state);
  }

  private Optional<Rule> sized(HelperSignature signature, Argument argument, State state) {
    Value value = state.value(argument.reg());
    boolean isFollowed = value.isStack() || value instanceof Value.MapValue;
    return isFollowed
            && state.value(argument.sizeReg()) instanceof Value.Number size
            && size.value() > 0
        ? access.broken(
            new Access(what(signature, argument), 0, size.value(), false, false),
            argument.reg(),
            state)
        : Optional.empty();
  }

  private static String what(HelperSignature signature, Argument argument) {
    return "argument " + argument.reg().number() + " of " + signature.name();
  }
}
