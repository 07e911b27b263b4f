package dev.jbpf.runtime.attach.multi;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Functions of a kernel at whose start or end programs can be attached, by the numbers that its
 * types give them: those whose arguments and result are as trampolines pass them.
 *
 * <p>Source: the behaviour of libbpf.
 */
final class TracedFunctions {
  private static final int MOST_ARGUMENTS = 12;
  private static final int LARGEST_ARGUMENT = 16;

  private final Btf types;

  TracedFunctions(Btf types) {
    this.types = types;
  }

  /** {@return the numbers of those whose names are chosen, in the order of the types} */
  List<Integer> find(Predicate<String> names) {
    return IntStream.range(1, types.size())
        .filter(id -> types.type(id) instanceof BtfType.Func f && names.test(f.name()))
        .filter(id -> isTraced((BtfType.Func) types.type(id)))
        .boxed()
        .toList();
  }

  private boolean isTraced(BtfType.Func function) {
    return types.type(function.prototype()) instanceof BtfType.FuncProto prototype
        && prototype.params().size() <= MOST_ARGUMENTS
        && !(types.type(types.resolve(prototype.result())) instanceof BtfType.Composite)
        && prototype.params().stream().allMatch(this::isPassed);
  }

  /** Further arguments, as printk has them, have no type. */
  private boolean isPassed(BtfType.Param argument) {
    long size = argument.type() == 0 ? 0 : types.sizeOf(argument.type()).orElse(0);
    return size > 0 && size <= LARGEST_ARGUMENT;
  }
}
