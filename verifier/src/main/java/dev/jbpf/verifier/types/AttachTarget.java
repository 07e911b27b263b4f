package dev.jbpf.verifier.types;

import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Param;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import java.util.List;
import java.util.Optional;

/**
 * The function, tracepoint, hook or iterator of the kernel that a program is verified against, or
 * the member of a table of functions.
 */
public final class AttachTarget {
  private static final int MAX_ARGUMENTS = 12;
  private static final String NULLABLE = "__nullable";

  /** Since then kernels know which arguments of tracepoints may be null, and read them whole. */
  private static final KernelVersion STRICT = new KernelVersion(6, 14);

  private final KernelView view;
  private final String name;
  private final BtfType.FuncProto prototype;
  private final Place place;
  private final boolean isStrict;

  /** What kinds of places there are: what arguments are trusted, and which there are. */
  private enum Place {
    TRACEPOINT,
    ITERATOR,
    HOOK,
    OPERATION,
    ENTRY,
    EXIT
  }

  private AttachTarget(
      KernelView view,
      String name,
      BtfType.FuncProto prototype,
      Place place,
      KernelVersion version) {
    this.view = view;
    this.name = name;
    this.prototype = prototype;
    this.place = place;
    this.isStrict = version.compareTo(STRICT) >= 0;
  }

  /**
   * {@return the target of that name for programs of that type and {@code expected_attach_type};
   * empty if the kernel, which is of that version, has none}
   */
  public static Optional<AttachTarget> find(
      KernelView view, ProgramType type, int attachType, String name, KernelVersion version) {
    Place place = place(type, attachType);
    Optional<BtfType.FuncProto> prototype =
        switch (place) {
          case TRACEPOINT -> view.pointedPrototype(name);
          case OPERATION -> OperationName.of(name).prototype(view);
          case ITERATOR, HOOK, ENTRY, EXIT -> view.function(name);
        };
    return prototype.map(known -> new AttachTarget(view, name, known, place, version));
  }

  private static Place place(ProgramType type, int attachType) {
    if (type == ProgramType.STRUCT_OPS) {
      return Place.OPERATION;
    }
    if (type == ProgramType.LSM) {
      return Place.HOOK;
    }
    if (attachType == AttachType.TRACE_RAW_TP.value()) {
      return Place.TRACEPOINT;
    }
    if (attachType == AttachType.TRACE_ITER.value()) {
      return Place.ITERATOR;
    }
    boolean isEntry =
        attachType == AttachType.TRACE_FENTRY.value()
            || attachType == AttachType.TRACE_FENTRY_MULTI.value();
    return isEntry ? Place.ENTRY : Place.EXIT;
  }

  /** {@return the name in the kernel's types} */
  public String name() {
    return name;
  }

  /** {@return whether it gives back nothing} */
  public boolean isVoid() {
    return view.resolve(prototype.result()) == 0;
  }

  /** {@return what a load of {@code size} bytes at {@code off}, 0 or more, of the context gives} */
  public Given load(long off, int size) {
    if (off % size != 0 || off % Long.BYTES != 0 || off >= MAX_ARGUMENTS * Long.BYTES) {
      return new Given.Refused("no argument is at " + off + " of the context");
    }
    int number = (int) (off / Long.BYTES);
    List<Param> params = params();
    if (number < params.size()) {
      Param param = params.get(number);
      return given(param.type(), number, param.name().endsWith(NULLABLE), size);
    }
    boolean isResult =
        number == params.size() && (place == Place.EXIT || place == Place.HOOK) && !isVoid();
    if (isResult && place == Place.HOOK && view.plain(prototype.result()) instanceof BtfType.Int) {
      return new Given.HookResult();
    }
    return isResult
        ? given(prototype.result(), number, false, size)
        : new Given.Refused(name + " has " + params.size() + " arguments");
  }

  private List<Param> params() {
    List<Param> all = prototype.params();
    return place == Place.TRACEPOINT && !all.isEmpty() ? all.subList(1, all.size()) : all;
  }

  private Given given(int type, int number, boolean isMarked, int size) {
    if (!(view.plain(type) instanceof BtfType.Ptr pointer)) {
      return new Given.Number();
    }
    if (size != Long.BYTES && isStrict) {
      return new Given.Refused("the pointer in argument " + number + " is read in part");
    }
    Optional<ArgumentTable.Row> row = ArgumentTable.find(name, number);
    if (row.isPresent() && isBuffer(row.get().what())) {
      return new Given.Buffer(row.get().what() == ArgumentTable.What.KEY, row.get().isNullable());
    }
    int target = view.resolve(pointer.target());
    BtfType pointed = view.plain(target);
    if (pointed instanceof BtfType.Void || pointed instanceof BtfType.Int) {
      return new Given.Number();
    }
    return view.isStructure(target)
        ? thing(actual(target), row, isMarked)
        : new Given.Refused(
            "argument " + number + " of " + name + " is not a pointer to an object");
  }

  /** Some tables of functions are given an object of a larger structure than they say. */
  private int actual(int structure) {
    return place == Place.OPERATION
        ? OperationName.of(name)
            .operations()
            .map(known -> known.given(view.name(structure)))
            .flatMap(given -> view.structure(given).stream().boxed().findFirst())
            .orElse(structure)
        : structure;
  }

  private static boolean isBuffer(ArgumentTable.What what) {
    return what == ArgumentTable.What.KEY || what == ArgumentTable.What.VALUE;
  }

  private Given thing(int structure, Optional<ArgumentTable.Row> row, boolean isMarked) {
    boolean isTrusted =
        row.map(known -> known.what() == ArgumentTable.What.TRUSTED)
            .orElse(place != Place.ENTRY && place != Place.EXIT);
    boolean isNullable =
        (isStrict || place != Place.TRACEPOINT)
            && (isMarked || row.map(ArgumentTable.Row::isNullable).orElse(false));
    return new Given.Thing(structure, isTrusted ? Trust.TRUSTED : Trust.PLAIN, isNullable);
  }
}
