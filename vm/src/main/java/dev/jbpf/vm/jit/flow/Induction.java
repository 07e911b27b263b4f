package dev.jbpf.vm.jit.flow;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of addresses in a loop: as sums of what the registers are at the start of a round,
 * and by how much these sums change from round to round. Where branches meet, what they agree on.
 */
public final class Induction {
  /** Far below the length of an array, so that no index overflows. */
  public static final int MAX_STRIDE = 1 << 16;

  private static final int MAX_DISPLACEMENT = 1 << 24;

  private final MicroCode code;
  private final Map<Integer, Linear> addresses = new HashMap<>();

  /** The registers of which something is known, in the slot that is looked at. */
  private final Map<Integer, Linear> values = new HashMap<>();

  /** What is known where a jump comes to a slot. */
  private final Map<Integer, Map<Integer, Linear>> arriving = new HashMap<>();

  /** Of the loop from {@code head} to the jump back in {@code last}, with jumps forwards only. */
  public Induction(MicroCode code, int head, int last) {
    this.code = code;
    for (int register = 0; register < Reg.COUNT; register++) {
      values.put(register, Linear.ofRegister(register));
    }
    for (int slot = head; slot < last; ) {
      meet(slot);
      follow(slot, code.words()[slot]);
      slot = MicroFlow.following(slot, MicroCode.micro(code.words()[slot]));
    }
    meet(last);
  }

  /** {@return the accesses whose addresses in any round follow from those in the first} */
  public List<LoopAccess> accesses() {
    List<LoopAccess> found = new ArrayList<>();
    addresses.forEach(
        (slot, address) ->
            stride(address)
                .map(stride -> new LoopAccess(slot, address, stride, size(slot)))
                .filter(Induction::isSmall)
                .ifPresent(found::add));
    found.sort(Comparator.comparingInt(LoopAccess::slot));
    return found;
  }

  private int size(int slot) {
    return MicroFlow.size(MicroCode.micro(code.words()[slot]));
  }

  private static boolean isSmall(LoopAccess access) {
    return !access.address().isConstant()
        && isBelow(MAX_DISPLACEMENT, access.address().constant())
        && isBelow(MAX_STRIDE, access.stride().constant());
  }

  private static boolean isBelow(long limit, long value) {
    return value > -limit && value < limit;
  }

  /** By how much a sum grows in a round: a constant, and registers that never change. */
  private Optional<Linear> stride(Linear sum) {
    Optional<Linear> stride = Optional.of(Linear.ofConstant(0));
    for (int register = 0; register < Reg.COUNT; register++) {
      if (sum.has(register)) {
        stride = sum(stride, growth(register));
      }
    }
    return stride;
  }

  /** {@return by how much {@code register} grows in a round, if by as much in each} */
  public Optional<Linear> growth(int register) {
    return Optional.ofNullable(values.get(register))
        .filter(end -> end.has(register))
        .map(end -> end.without(register))
        .filter(this::neverChanges);
  }

  private boolean neverChanges(Linear sum) {
    for (int register = 0; register < Reg.COUNT; register++) {
      if (sum.has(register) && !Linear.ofRegister(register).equals(values.get(register))) {
        return false;
      }
    }
    return true;
  }

  private void meet(int slot) {
    if (arriving.containsKey(slot)) {
      keepCommon(values, arriving.get(slot));
    }
  }

  private static Map<Integer, Linear> keepCommon(
      Map<Integer, Linear> one, Map<Integer, Linear> other) {
    one.entrySet().retainAll(other.entrySet());
    return one;
  }

  private void follow(int slot, long word) {
    int micro = MicroCode.micro(word);
    if (MicroFlow.isLoad(micro) || MicroFlow.isStore(micro)) {
      value(MicroFlow.pointer(word))
          .flatMap(sum -> sum.plus(Linear.ofConstant(MicroCode.c(word))))
          .ifPresent(address -> addresses.put(slot, address));
    } else if (MicroFlow.isJump(micro)) {
      arriving.merge(MicroCode.c(word), new HashMap<>(values), Induction::keepCommon);
    }
    MicroFlow.written(word)
        .ifPresent(
            register -> {
              Optional<Linear> result = result(word);
              values.remove(register);
              result.ifPresent(sum -> values.put(register, sum));
            });
  }

  private Optional<Linear> result(long word) {
    int a = MicroCode.a(word);
    int b = MicroCode.b(word);
    return switch (MicroCode.micro(word)) {
      case Micro.MOV, Micro.WIDE -> value(b);
      case Micro.ADD -> sum(value(a), value(b));
      case Micro.SUB -> sum(value(a), value(b).filter(Linear::isConstant).map(Linear::negated));
      default -> Optional.empty();
    };
  }

  private static Optional<Linear> sum(Optional<Linear> one, Optional<Linear> other) {
    return one.flatMap(left -> other.flatMap(left::plus));
  }

  private Optional<Linear> value(int operand) {
    return MicroCode.isConstant(operand)
        ? Optional.of(Linear.ofConstant(code.constant(operand)))
        : Optional.ofNullable(values.get(operand));
  }
}
