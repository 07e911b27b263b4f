package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.Callee;
import dev.jbpf.vm.jit.flow.AccessGroup;
import dev.jbpf.vm.jit.flow.Bases;
import dev.jbpf.vm.jit.flow.MicroFlow;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.objectweb.asm.Label;

/** Compiles the accesses of {@link AccessGroup groups}: the first checks for all. */
final class GroupAccesses {
  private final BytecodeEmitter emit;
  private final Locals locals;
  private final Accesses accesses;
  private SharedChecks shared = SharedChecks.NONE;

  GroupAccesses(BytecodeEmitter emit, Accesses accesses) {
    this.emit = emit;
    this.locals = emit.locals();
    this.accesses = accesses;
  }

  void share(SharedChecks checks) {
    shared = checks;
  }

  /** {@return whether the access in {@code slot} shares a check} */
  boolean has(int slot) {
    return group(slot).isPresent();
  }

  private Optional<AccessGroup> group(int slot) {
    return shared
        .of(slot)
        .filter(group -> group.indexes().keySet().stream().noneMatch(accesses::isMoved));
  }

  /**
   * {@return whether the access in {@code slot} loads a byte, and may load the next one as well}
   */
  boolean isByteOfTwo(int slot) {
    return group(slot).filter(group -> size(slot) == 1 && viewed(group, slot) == 2).isPresent();
  }

  private int size(int slot) {
    return MicroFlow.size(micro(slot));
  }

  private int micro(int slot) {
    return MicroCode.micro(emit.code().words()[slot]);
  }

  /** How many bytes are asked of the array. */
  private int viewed(AccessGroup group, int slot) {
    boolean isOfTwo =
        accesses.fast().isEmpty()
            && size(slot) == 1
            && MicroFlow.isLoad(micro(slot))
            && group.index(slot) + 2 <= group.length();
    return isOfTwo ? 2 : size(slot);
  }

  /** Pushes array and index of the access in {@code slot}. */
  void push(int slot, long word) {
    AccessGroup group = group(slot).orElseThrow();
    if (slot == group.first()) {
      check(slot, word, group);
    }
    pushPlace(group, group.index(slot));
  }

  private void pushPlace(AccessGroup group, int index) {
    emit.load(ALOAD, locals.groupData(group.number()));
    if (group.place().isPresent()) {
      emit.pushInt(group.place().getAsInt() + index);
    } else {
      emit.load(ILOAD, locals.groupIndex(group.number()));
      emit.pushInt(index);
      emit.op(IADD);
    }
  }

  /** Checks all accesses of a group, of which this is the first. */
  private void check(int slot, long word, AccessGroup group) {
    Label away = new Label();
    Label inside = new Label();
    accesses.setAddress(MicroFlow.pointer(word), MicroCode.c(word));
    jumpIfOutside(group, group.index(slot), away);
    emit.label(inside);
    keep(group);
    Optional<FastLoop> copy = accesses.fast();
    if (copy.isEmpty()) {
      touch(group);
    }
    accesses.later(
        () -> {
          emit.label(away);
          if (group.base() != Bases.STACK) {
            Label outside = new Label();
            accesses.remember(group.base(), locals.address);
            jumpIfOutside(group, group.index(slot), outside);
            emit.jump(GOTO, inside);
            emit.label(outside);
          }
          copy.ifPresent(loop -> loop.pay(0));
          emit.jump(GOTO, shared.entry(slot).orElseThrow());
        });
  }

  /** Goes away if the group is not inside the region of its base, at its place if it has one. */
  private void jumpIfOutside(AccessGroup group, int before, Label away) {
    if (group.place().isEmpty()) {
      accesses.jumpIfOutside(group.base(), before, group.length(), away);
      return;
    }
    int place = group.place().getAsInt();
    emit.load(LLOAD, locals.address);
    emit.load(LLOAD, locals.base(group.base()));
    emit.op(LSUB);
    emit.pushLong(place + before);
    emit.op(LCMP);
    emit.jump(IFNE, away);
    emit.load(ALOAD, locals.data(group.base()));
    emit.op(ARRAYLENGTH);
    emit.pushInt(place + group.length());
    emit.jump(IF_ICMPLT, away);
  }

  private void keep(AccessGroup group) {
    emit.load(ALOAD, locals.data(group.base()));
    emit.load(ASTORE, locals.groupData(group.number()));
    if (group.place().isEmpty()) {
      emit.load(LLOAD, locals.offset);
      emit.op(L2I);
      emit.load(ISTORE, locals.groupIndex(group.number()));
    }
  }

  /**
   * Loads what is accessed last, for each size. HotSpot, which does not see that all are inside,
   * needs no check of its own behind these; nothing else is left of the loads. In loops, which are
   * short, that would be one more.
   */
  private void touch(AccessGroup group) {
    Map<Integer, Integer> last = new TreeMap<>();
    group.indexes().forEach((slot, index) -> last.merge(viewed(group, slot), index, Math::max));
    last.forEach(
        (size, index) -> {
          pushPlace(group, index);
          emit.call(Callee.load(size));
          emit.op(POP2);
        });
  }
}
