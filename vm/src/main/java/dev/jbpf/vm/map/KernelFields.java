package dev.jbpf.vm.map;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.map.layout.Layout;
import dev.jbpf.vm.memory.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What values of a map have for the kernel: a lock, timers, lists, pointers to its objects. Who
 * reads a value sees zeros there; who writes one leaves the lock as it is, and what else was there
 * is gone.
 *
 * @param lock the offset of the lock, if there is one
 * @param others all else
 */
record KernelFields(OptionalInt lock, List<Layout.Member> others) {
  private static final String LOCK = "bpf_spin_lock";

  /** The kernel finds them by these names; a pointer has none but that of its tag. */
  private static final Set<String> NAMES =
      Set.of(LOCK, "bpf_timer", "bpf_wq", "bpf_task_work", "bpf_list_head", "bpf_rb_root", "kptr");

  /** {@return those of each value of {@code def}} */
  static KernelFields of(MapDef<?, ?> def) {
    Codec<?> value = def.value() instanceof PerCpuCodec<?> all ? all.value() : def.value();
    List<Layout.Member> found = new ArrayList<>();
    find(value.layout(), 0, found);
    OptionalInt lock =
        found.stream().filter(KernelFields::isLock).mapToInt(Layout.Member::offset).findFirst();
    found.removeIf(KernelFields::isLock);
    return new KernelFields(lock, List.copyOf(found));
  }

  private static boolean isLock(Layout.Member member) {
    return member.name().equals(LOCK);
  }

  private static void find(Layout layout, int offset, List<Layout.Member> found) {
    if (layout instanceof Layout.Array array && !(array.element() instanceof Layout.Number)) {
      for (int i = 0; i < array.count(); i++) {
        find(array.element(), offset + i * array.element().size(), found);
      }
    }
    if (!(layout instanceof Layout.Struct struct)) {
      return;
    }
    if (NAMES.contains(struct.name())) {
      found.add(new Layout.Member(struct.name(), struct, offset));
    } else {
      struct.members().forEach(member -> find(member.layout(), offset + member.offset(), found));
    }
  }

  private boolean isEmpty() {
    return lock.isEmpty() && others.isEmpty();
  }

  /** Makes of the bytes of a value what everybody may see. */
  void hide(byte[] value) {
    lock.ifPresent(at -> Bytes.store4(value, at, 0));
    for (Layout.Member field : others) {
      Arrays.fill(value, field.offset(), field.offset() + field.layout().size(), (byte) 0);
    }
  }

  /** Writes the bytes of a value, of which {@code old} keeps its lock. */
  void write(ByteBuffer old, byte[] value) {
    if (isEmpty()) {
      old.put(0, value);
      return;
    }
    byte[] plain = value.clone();
    hide(plain);
    int start = lock.orElse(plain.length);
    int behind = Math.min(plain.length, start + Integer.BYTES);
    old.put(0, plain, 0, start);
    old.put(behind, plain, behind, plain.length - behind);
  }
}
