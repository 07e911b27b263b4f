package dev.jbpf.verifier.kfunc;

import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Param;
import dev.jbpf.verifier.kfunc.Parameter.Kind;
import dev.jbpf.verifier.types.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A function of the kernel as a program calls it.
 *
 * @param kfunc what is known of it beside its types
 * @param parameters what it is given
 * @param result the id of the type that it gives back, without names and qualifiers; 0 for nothing
 */
public record KernelFunction(KfuncFacts kfunc, List<Parameter> parameters, int result) {
  /** Structures that only maps' values and objects of programs hold. */
  private static final Set<String> KEPT =
      Set.of(
          "bpf_list_head",
          "bpf_list_node",
          "bpf_rb_root",
          "bpf_rb_node",
          "bpf_wq",
          "bpf_res_spin_lock",
          "bpf_timer",
          "bpf_task_work");

  private static final Set<String> DYNPTRS = Set.of("bpf_dynptr", "bpf_dynptr_kern");

  /** What suffixes of names say that the verifier does not look into. */
  private static final List<String> OTHERS =
      List.of("__alloc", "__refcounted_kptr", "__str", "__iter", "_buf_size");

  /** A function; {@code parameters} are copied. */
  public KernelFunction {
    parameters = List.copyOf(parameters);
  }

  /** {@return {@code kfunc} with the types that the kernel of {@code view} has of it} */
  public static Optional<KernelFunction> of(KernelView view, KfuncFacts kfunc) {
    return view.function(kfunc.name())
        .map(
            known ->
                new KernelFunction(
                    kfunc, parameters(view, known.params()), view.resolve(known.result())));
  }

  private static List<Parameter> parameters(KernelView view, List<Param> params) {
    List<Parameter> all = new ArrayList<>();
    for (int i = 0; i < params.size(); i++) {
      boolean isSized = i + 1 < params.size() && isSize(params.get(i + 1).name());
      all.add(parameter(view, params.get(i), isSized));
    }
    return all;
  }

  private static boolean isSize(String name) {
    return name.endsWith("__sz") || name.endsWith("__szk");
  }

  private static Parameter parameter(KernelView view, Param param, boolean isSized) {
    String name = param.name();
    if (name.endsWith("__ign") || name.endsWith("__prog")) {
      return new Parameter(Kind.IGNORED, 0, 0, true, false);
    }
    if (name.endsWith("__map")) {
      return new Parameter(Kind.MAP, 0, 0, false, false);
    }
    if (OTHERS.stream().anyMatch(name::endsWith)) {
      return new Parameter(Kind.OTHER, 0, 0, false, false);
    }
    if (!(view.plain(param.type()) instanceof BtfType.Ptr pointer)) {
      return new Parameter(number(name), 0, 0, false, false);
    }
    boolean isNullable = name.endsWith("__nullable") || name.endsWith("__opt");
    int target = view.resolve(pointer.target());
    int structure = view.isStructure(target) ? target : 0;
    Kind kind = address(view, name, target, structure, isSized);
    int bytes = view.plainBytes(target).orElse(0);
    return new Parameter(kind, structure, bytes, isNullable, name.endsWith("__uninit"));
  }

  private static Kind number(String name) {
    if (name.endsWith("__k")) {
      return Kind.CONSTANT;
    }
    if (name.endsWith("__szk")) {
      return Kind.CONSTANT_SIZE;
    }
    return name.endsWith("__sz") ? Kind.SIZE : Kind.NUMBER;
  }

  private static Kind address(
      KernelView view, String name, int target, int structure, boolean isSized) {
    if (name.endsWith("__irq_flag")) {
      return Kind.INTERRUPTS;
    }
    if (structure != 0 && DYNPTRS.contains(view.name(structure))) {
      return Kind.DYNPTR;
    }
    if (structure != 0 && KEPT.contains(view.name(structure))) {
      return Kind.KEPT;
    }
    if (isSized) {
      return Kind.SIZED;
    }
    BtfType what = view.plain(target);
    return what instanceof BtfType.FuncProto
        ? Kind.FUNCTION
        : what instanceof BtfType.Ptr ? Kind.OTHER : Kind.ADDRESS;
  }
}
