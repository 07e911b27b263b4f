package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.kernel.Errno;
import dev.jbpf.vm.helper.HelperCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lists of objects, by where their heads are; a list owns what is in it. */
final class ListKfuncs implements KfuncFamily {
  private final Allocations allocations;
  private final Map<Long, Deque<Long>> lists = new ConcurrentHashMap<>();

  ListKfuncs(Allocations allocations) {
    this.allocations = allocations;
  }

  @Override
  public void register(Registry registry) {
    registry.put(
        "bpf_list_push_front_impl", (call, head, node, r3, r4, r5) -> push(call, head, node, true));
    registry.put(
        "bpf_list_push_back_impl", (call, head, node, r3, r4, r5) -> push(call, head, node, false));
    registry.put(
        "bpf_list_pop_front",
        (call, head, r2, r3, r4, r5) -> pop(call, Optional.ofNullable(list(head).pollFirst())));
    registry.put(
        "bpf_list_pop_back",
        (call, head, r2, r3, r4, r5) -> pop(call, Optional.ofNullable(list(head).pollLast())));
    registry.put(
        "bpf_list_front",
        (call, head, r2, r3, r4, r5) -> Optional.ofNullable(list(head).peekFirst()).orElse(0L));
    registry.put(
        "bpf_list_back",
        (call, head, r2, r3, r4, r5) -> Optional.ofNullable(list(head).peekLast()).orElse(0L));
  }

  private Deque<Long> list(long head) {
    return lists.computeIfAbsent(head, unused -> new ArrayDeque<>());
  }

  /** A node that is in a list already is dropped, as the kernel drops it. */
  private long push(HelperCall call, long head, long node, boolean isInFront) {
    if (lists.values().stream().anyMatch(list -> list.contains(node))) {
      allocations.give(call, node).abandon();
      return Errno.EINVAL.result();
    }
    allocations.keep(call, node);
    if (isInFront) {
      list(head).addFirst(node);
    } else {
      list(head).addLast(node);
    }
    return 0;
  }

  private long pop(HelperCall call, Optional<Long> node) {
    node.ifPresent(taken -> allocations.take(call, taken));
    return node.orElse(0L);
  }
}
