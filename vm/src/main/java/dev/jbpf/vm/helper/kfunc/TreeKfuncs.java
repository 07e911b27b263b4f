package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.kernel.Errno;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sorted trees of objects, by where their roots are; a tree owns what is in it. Only the order of
 * the nodes is kept: which is above which is nobody's to see but by {@code bpf_rbtree_root} and its
 * like, which see a list that leans to the right.
 */
final class TreeKfuncs implements KfuncFamily {
  private final Allocations allocations;
  private final Map<Long, List<Long>> trees = new ConcurrentHashMap<>();

  TreeKfuncs(Allocations allocations) {
    this.allocations = allocations;
  }

  @Override
  public void register(Registry registry) {
    registry.put(
        "bpf_rbtree_add_impl",
        HelperFunction.callingBack(
            (call, root, node, less, r4, r5) -> add(call, root, node, less)));
    registry.put("bpf_rbtree_remove", (call, root, node, r3, r4, r5) -> remove(call, root, node));
    registry.put("bpf_rbtree_first", (call, root, r2, r3, r4, r5) -> first(root));
    registry.put("bpf_rbtree_root", (call, root, r2, r3, r4, r5) -> first(root));
    registry.put("bpf_rbtree_left", (call, root, node, r3, r4, r5) -> 0);
    registry.put("bpf_rbtree_right", (call, root, node, r3, r4, r5) -> after(root, node));
  }

  private List<Long> tree(long root) {
    return trees.computeIfAbsent(root, unused -> new ArrayList<>());
  }

  private long first(long root) {
    return tree(root).isEmpty() ? 0 : tree(root).get(0);
  }

  private long after(long root, long node) {
    int index = tree(root).indexOf(node);
    return index < 0 || index + 1 == tree(root).size() ? 0 : tree(root).get(index + 1);
  }

  /** Behind all that the new node is not less than. */
  private long add(HelperCall call, long root, long node, long less) {
    if (trees.values().stream().anyMatch(tree -> tree.contains(node))) {
      allocations.give(call, node).abandon();
      return Errno.EINVAL.result();
    }
    allocations.keep(call, node);
    List<Long> tree = tree(root);
    int index = 0;
    while (index < tree.size() && call.callBack(less, node, tree.get(index), 0, 0) == 0) {
      index++;
    }
    tree.add(index, node);
    return 0;
  }

  private long remove(HelperCall call, long root, long node) {
    if (!tree(root).remove(node)) {
      return 0;
    }
    allocations.take(call, node);
    return node;
  }
}
