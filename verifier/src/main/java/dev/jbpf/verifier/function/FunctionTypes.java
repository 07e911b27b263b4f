package dev.jbpf.verifier.function;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Linkage;
import dev.jbpf.verifier.function.FunctionType.Parameter;
import dev.jbpf.verifier.function.FunctionType.Returns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The types of a program's functions, by the slots where these start, as BTF's {@code func_info}
 * gives them.
 *
 * @param bySlot the type of the function that starts at a slot; one that is not there is the
 *     program's own, of which nothing needs to be known
 * @param types the program's types, if they are given
 */
public record FunctionTypes(Map<Integer, FunctionType> bySlot, Optional<Btf> types) {
  /** Types are given, and all functions are the program's own. */
  public static final FunctionTypes STATIC = new FunctionTypes(Map.of(), Optional.empty());

  private static final int COLUMNS = 2;
  private static final String TAG = "arg:";

  /** Types; {@code bySlot} is copied. */
  public FunctionTypes {
    bySlot = Map.copyOf(bySlot);
  }

  /** {@return the type of the function at {@code slot}, if other programs may call it by that} */
  public Optional<FunctionType> global(int slot) {
    return Optional.ofNullable(bySlot.get(slot)).filter(FunctionType::isGlobal);
  }

  /** {@return the slot of the function that the program names for what it throws} */
  public OptionalInt exceptionCallback() {
    Set<String> names = exceptionCallbacks();
    return bySlot.entrySet().stream()
        .filter(function -> names.contains(function.getValue().name()))
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  private Set<String> exceptionCallbacks() {
    String main = Optional.ofNullable(bySlot.get(0)).map(FunctionType::name).orElse("");
    return types.stream()
        .flatMap(btf -> IntStream.range(1, btf.size()).mapToObj(btf::type))
        .flatMap(type -> callback(type, main).stream())
        .collect(Collectors.toSet());
  }

  private Optional<String> callback(BtfType type, String main) {
    return type instanceof BtfType.DeclTag tag
            && types.map(btf -> btf.name(tag.target())).filter(main::equals).isPresent()
        ? tag.exceptionCallback()
        : Optional.empty();
  }

  /**
   * {@return what {@code types} say}
   *
   * @param functionInfo the kernel's {@code struct bpf_func_info}s in a row: a slot and the number
   *     of a function in {@code types} each
   */
  public static FunctionTypes of(Btf types, int... functionInfo) {
    Map<Integer, FunctionType> found = new HashMap<>();
    for (int i = 0; i + 1 < functionInfo.length; i += COLUMNS) {
      int id = functionInfo[i + 1];
      if (id > 0 && id < types.size() && types.type(id) instanceof BtfType.Func function) {
        found.put(functionInfo[i], function(types, id, function));
      }
    }
    return new FunctionTypes(found, Optional.of(types));
  }

  private static FunctionType function(Btf types, int id, BtfType.Func function) {
    BtfType type = types.type(function.prototype());
    if (!(type instanceof BtfType.FuncProto prototype)) {
      return new FunctionType(function.name(), false, Returns.NUMBER, List.of());
    }
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < prototype.params().size(); i++) {
      parameters.add(parameter(types, prototype.params().get(i).type(), tags(types, id, i)));
    }
    return new FunctionType(
        function.name(),
        function.linkage() == Linkage.GLOBAL,
        returns(types.type(types.resolve(prototype.result()))),
        parameters);
  }

  private static Returns returns(BtfType type) {
    if (type instanceof BtfType.Void) {
      return Returns.NOTHING;
    }
    return isNumber(type) ? Returns.NUMBER : Returns.OTHER;
  }

  private static boolean isNumber(BtfType type) {
    return type instanceof BtfType.Int
        || type instanceof BtfType.Enum
        || type instanceof BtfType.Enum64;
  }

  private static Parameter parameter(Btf types, int id, Set<String> tags) {
    BtfType type = types.type(types.resolve(id));
    if (isNumber(type)) {
      return new Parameter(Parameter.Kind.NUMBER, types.sizeOf(id), "", tags);
    }
    if (!(type instanceof BtfType.Ptr pointer)) {
      return new Parameter(Parameter.Kind.OTHER, types.sizeOf(id), "", tags);
    }
    int target = types.resolve(pointer.target());
    String name =
        types.type(target) instanceof BtfType.Ptr
            ? Parameter.POINTER_TARGET
            : name(types, pointer.target());
    return new Parameter(Parameter.Kind.POINTER, types.sizeOf(target), name, tags);
  }

  /**
   * {@return the name of what is pointed to: of the structure, or of the type that stands for it}
   */
  private static String name(Btf types, int id) {
    int at = id;
    while (types.type(at) instanceof BtfType.Const
        || types.type(at) instanceof BtfType.Volatile
        || types.type(at) instanceof BtfType.TypeTag) {
      at = inside(types.type(at));
    }
    return types.name(at);
  }

  private static int inside(BtfType type) {
    if (type instanceof BtfType.Const constant) {
      return constant.target();
    }
    return type instanceof BtfType.Volatile changing
        ? changing.target()
        : ((BtfType.TypeTag) type).target();
  }

  /** {@return what the author noted of a parameter: {@code nonnull} for {@code __arg_nonnull}} */
  private static Set<String> tags(Btf types, int function, int parameter) {
    Set<String> tags = new LinkedHashSet<>();
    for (int id = 1; id < types.size(); id++) {
      if (types.kind(id).filter(kind -> kind == dev.jbpf.btf.BtfKind.DECL_TAG).isPresent()
          && types.type(id) instanceof BtfType.DeclTag tag
          && tag.target() == function
          && tag.component() == parameter
          && tag.name().startsWith(TAG)) {
        tags.add(tag.name().substring(TAG.length()));
      }
    }
    return tags;
  }
}
