package dev.jbpf.dsl;

import dev.jbpf.code.MapLoad;
import dev.jbpf.dsl.internal.ConstantLoads;
import dev.jbpf.dsl.verify.FieldUses;
import dev.jbpf.dsl.verify.HelperRules;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.BitField;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layer of the builder for operands that mean more than a number: arguments of helpers, members
 * of structures, maps. It keeps what the check of the whole program asks of these.
 */
abstract sealed class OperandBuilder extends BlockBuilder permits ProgramBuilder {
  final FieldUses fields = new FieldUses();
  final Map<String, MapDef<?, ?>> maps = new LinkedHashMap<>();

  OperandBuilder(Target target) {
    super(target);
  }

  /**
   * Fills the registers of the arguments and calls the helper. Arguments may come from R1 to R5
   * themselves, in any order; R0 to R5 hold nothing of use afterwards but the result in R0.
   *
   * @throws IllegalArgumentException if programs of this type may not call the helper
   */
  public ProgramBuilder call(HelperCall call) {
    fill(call.arguments());
    return call(call.helper());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if programs of this type may not call it
   */
  @Override
  public ProgramBuilder call(Helper helper) {
    HelperRules.checkOpen(helper, target);
    return call(helper.value());
  }

  final void fill(List<Arg> arguments) {
    for (Arg argument : arguments) {
      if (argument instanceof Arg.DefinedMap map) {
        define(map.map());
      } else if (argument instanceof Arg.Member member) {
        use(member.base(), member.field());
      }
    }
    ArgumentMoves.of(arguments).forEach(this::with);
  }

  /** Keeps in mind that what is added next takes {@code base} for that structure, for the check. */
  private ProgramBuilder use(Reg base, StructField field) {
    if (!target.equals(Target.ANY)) {
      finish();
      fields.add(linker.size(), base, field);
    }
    return self();
  }

  /** Keeps the definition of a map that the program names, for the check. */
  final ProgramBuilder define(MapDef<?, ?> map) {
    MapDef<?, ?> known = maps.putIfAbsent(map.name(), map);
    if (known != null && !known.isLike(map)) {
      throw new IllegalArgumentException(
          "two maps '" + map.name() + "': " + known + " and " + map + "; give one another name");
    }
    return self();
  }

  /** {@code dst = value}, by the shortest instruction that holds it. */
  public ProgramBuilder load(Reg dst, long value) {
    return with(ConstantLoads.load(dst, value));
  }

  /**
   * {@code dst = base->field}; the bits above a shorter field are zero.
   *
   * @throws IllegalArgumentException if the field is not 1, 2, 4 or 8 bytes long
   */
  public ProgramBuilder load(Reg dst, Reg base, StructField field) {
    return use(base, field).with(FieldAccess.load(dst, base, field));
  }

  /** {@code dst = base->field}, of a bit field. */
  public ProgramBuilder load(Reg dst, Reg base, BitField field) {
    use(base, field.unit());
    FieldAccess.load(dst, base, field).forEach(this::with);
    return self();
  }

  /**
   * {@code base->field = src}.
   *
   * @throws IllegalArgumentException if the field is not 1, 2, 4 or 8 bytes long
   */
  public ProgramBuilder store(Reg base, StructField field, Reg src) {
    return use(base, field).with(FieldAccess.store(base, field, src));
  }

  /** {@code base->field = value}; see {@link #store(Reg, StructField, Reg)}. */
  public ProgramBuilder store(Reg base, StructField field, int value) {
    return use(base, field).with(FieldAccess.store(base, field, value));
  }

  /** {@code dst = &base->field}. */
  public ProgramBuilder addressOf(Reg dst, Reg base, StructField field) {
    use(base, field);
    if (dst != base) {
      mov(dst, base);
    }
    return field.offset() == 0 ? self() : add(dst, field.offset());
  }

  /**
   * Copies {@code base->field}, of memory of the kernel that is not the context, to the stack at
   * {@code offset}; R0 is 0 if it could be read. Overwrites R0 to R5; since Linux 5.5.
   */
  public ProgramBuilder readKernel(int offset, Reg base, StructField field) {
    return call(
        Helpers.probeReadKernel(Arg.stack(offset), Arg.imm(field.size()), Arg.at(base, field)));
  }

  /** {@code dst = map}; the descriptor is filled in when the program is loaded. */
  public ProgramBuilder loadMap(Reg dst, MapDef<?, ?> map) {
    return define(map).loadMap(dst, map.name());
  }

  /** {@code dst = the map of that name}; the descriptor is filled in when the program is loaded. */
  public ProgramBuilder loadMap(Reg dst, String map) {
    return with(MapLoad.of(dst, map));
  }

  /** {@code dst = address of byte offset of the map's only value}; since Linux 5.2. */
  public ProgramBuilder loadMapValue(Reg dst, MapDef<?, ?> map, int offset) {
    return define(map).loadMapValue(dst, map.name(), offset);
  }

  /** The same for the map of that name. */
  public ProgramBuilder loadMapValue(Reg dst, String map, int offset) {
    return with(MapLoad.value(dst, map, offset));
  }

  /**
   * Goes on in the program at {@code index} of {@code programs}, a map of programs; falls through
   * if there is none.
   */
  public ProgramBuilder tailCall(Arg.Ctx ctx, Arg.MapRef programs, Arg.Int index) {
    return call(Helpers.tailCall(ctx, programs, index));
  }

  /** {@return the definitions of maps that are known, in the order of their appearance} */
  public List<MapDef<?, ?>> maps() {
    return List.copyOf(maps.values());
  }
}
