package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.flow.AccessGroup;
import dev.jbpf.vm.jit.flow.MicroFlow;
import dev.jbpf.vm.jit.flow.Stretch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Label;

/**
 * Accesses that share a check. Where it fails, control goes to a second copy of the {@link
 * Stretch}, in which every access goes the long way, so that what faults, faults in its place.
 */
final class SharedChecks {
  /** About how many bytes of bytecode the check of a group has. */
  private static final int CHECK_WEIGHT = 160;

  /** About how many bytes less an access has behind such a check. */
  private static final int SAVED_WEIGHT = 70;

  /** About how many bytes of bytecode the long way of an access has. */
  private static final int LONG_WAY_WEIGHT = 22;

  /** None. */
  static final SharedChecks NONE = new SharedChecks();

  private final List<Stretch> stretches = new ArrayList<>();
  private final Map<Integer, AccessGroup> bySlot = new HashMap<>();

  private final Map<Integer, Integer> growths = new HashMap<>();

  /** Where the second copy begins, by the slot of a group's first access. */
  private final Map<Integer, Label> entries = new HashMap<>();

  private SharedChecks() {}

  /** Of those {@code candidates} that fit into {@code room} bytes more. */
  SharedChecks(MicroCode code, List<Stretch> candidates, int room) {
    int left = room;
    for (Stretch stretch : candidates) {
      Map<Integer, Integer> growth = growth(code, stretch);
      int total = growth.values().stream().mapToInt(bytes -> bytes).sum();
      if (total <= left) {
        left -= total;
        growths.putAll(growth);
        add(stretch);
      }
    }
  }

  private void add(Stretch stretch) {
    stretches.add(stretch);
    for (AccessGroup group : stretch.groups()) {
      entries.put(group.first(), new Label());
      group.indexes().keySet().forEach(slot -> bySlot.put(slot, group));
    }
  }

  /** {@return about how many bytes more or less each slot becomes} */
  private static Map<Integer, Integer> growth(MicroCode code, Stretch stretch) {
    Map<Integer, Integer> growth = new HashMap<>();
    for (int slot = stretch.start(); slot < stretch.end(); ) {
      int micro = MicroCode.micro(code.words()[slot]);
      boolean isAccess = MicroFlow.isLoad(micro) || MicroFlow.isStore(micro);
      growth.put(slot, isAccess ? LONG_WAY_WEIGHT : Chunker.weight(code, slot));
      slot = MicroFlow.following(slot, micro);
    }
    for (AccessGroup group : stretch.groups()) {
      group.indexes().keySet().forEach(slot -> growth.merge(slot, -SAVED_WEIGHT, Integer::sum));
      growth.merge(group.first(), CHECK_WEIGHT, Integer::sum);
    }
    return growth;
  }

  /** {@return about how many bytes more or less the instruction in {@code slot} becomes} */
  int growth(int slot) {
    return growths.getOrDefault(slot, 0);
  }

  List<Stretch> stretches() {
    return stretches;
  }

  /** {@return the group that the access in {@code slot} belongs to} */
  Optional<AccessGroup> of(int slot) {
    return Optional.ofNullable(bySlot.get(slot));
  }

  /** {@return where the second copy begins, if a group does so in {@code slot}} */
  Optional<Label> entry(int slot) {
    return Optional.ofNullable(entries.get(slot));
  }
}
