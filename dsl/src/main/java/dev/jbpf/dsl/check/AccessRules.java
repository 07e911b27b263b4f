package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapFlag;
import java.util.Locale;
import java.util.Optional;

/** Rules about memory: what an address may be of, and which bytes may be read and written. */
final class AccessRules {
  /**
   * From then on programs with CAP_PERFMON may read what they have not written: it came with 6.3,
   * and to the maintained releases of 6.1.
   */
  private static final KernelVersion UNWRITTEN = new KernelVersion(6, 1);

  private final Maps maps;
  private final Target target;

  AccessRules(Maps maps, Target target) {
    this.maps = maps;
    this.target = target;
  }

  /** {@return what is wrong with the memory that {@code insn} reads or writes} */
  Optional<Rule> broken(Insn insn, State state) {
    return Effects.base(insn).flatMap(base -> broken(insn, base, state));
  }

  private Optional<Rule> broken(Insn insn, Reg base, State state) {
    Format format = insn.op().format();
    Access access =
        new Access(
            insn.op().mnemonic(),
            insn.off(),
            insn.op().accessSize(),
            format == Format.LOAD || format == Format.ATOMIC,
            format != Format.LOAD);
    return broken(access, base, state).or(() -> special(insn, state.value(base)));
  }

  /** What instructions may not do, but helpers may. */
  private static Optional<Rule> special(Insn insn, Value base) {
    int size = insn.op().accessSize();
    if (base instanceof Value.Stack stack && (stack.offset() + insn.off()) % size != 0) {
      return Rule.broken(
          "stack-alignment",
          String.format(
              Locale.ROOT,
              "%s: byte %d of the stack is no multiple of %d",
              insn.op().mnemonic(),
              stack.offset() + insn.off(),
              size),
          "the verifier wants each access of the stack aligned to its size");
    }
    return insn.op().format() == Format.ATOMIC && base instanceof Value.Context
        ? Rule.broken(
            "context-atomic",
            insn.op().mnemonic() + ": atomic operations on the context are not admitted",
            "load, change and store it")
        : Optional.empty();
  }

  /**
   * Bytes from an address on.
   *
   * @param what reads or writes them
   */
  record Access(String what, long offset, long size, boolean isRead, boolean isWritten) {}

  /** {@return what is wrong with {@code access} through {@code base}} */
  Optional<Rule> broken(Access access, Reg base, State state) {
    Value value = state.value(base);
    String name = base.name64();
    if (value instanceof Value.Stack stack) {
      return stack(access, stack.offset() + access.offset(), state);
    } else if (value instanceof Value.MapValue inMap) {
      return mapValue(access, inMap);
    } else if (value instanceof Value.Context context) {
      return context(access, context.offset() + access.offset());
    } else if (value instanceof Value.Nullable nullable) {
      String ask = "ask first: ifThen(" + name.toUpperCase(Locale.ROOT) + ".ne(0), …)";
      return Rule.broken(
          "null-unchecked",
          access.what() + ": " + name + " may be null here",
          isInArray(nullable.otherwise())
              ? ask + "; of an array's constant index kernels know better: since(6, 14)"
              : ask);
    } else if (value instanceof Value.Null) {
      return Rule.broken(
          "null-unchecked",
          access.what() + ": " + name + " is null here",
          "the test is the wrong way round: eq(0) holds for null");
    } else if (value instanceof Value.Number
        // Since 5.9 programs with CAP_PERFMON may read what a map is.
        || value instanceof Value.MapAddress && access.isWritten()) {
      return Rule.broken(
          "no-address",
          access.what() + ": " + name + " is " + value.words() + ", no address of memory",
          "look the address up, or take one of the stack: r10 plus a negative offset");
    }
    return Optional.empty();
  }

  /** The kernels of the program's target do not all know, or it would not be asked. */
  private boolean isInArray(Value value) {
    return value instanceof Value.MapValue inMap && maps.isArray(inMap.map());
  }

  private Optional<Rule> stack(Access access, long from, State state) {
    long last = from + access.size() - 1;
    String bytes = String.format(Locale.ROOT, "%s: bytes %d to %d", access.what(), from, last);
    if (!State.isOnStack(from, access.size())) {
      return Rule.broken(
          "stack-range", bytes + " of the stack", "the stack is bytes -512 to -1 from r10");
    } else if (access.isRead()
        && state.written(from, access.size()) < access.size()
        && !target.has(UNWRITTEN)) {
      return Rule.broken(
          "stack-unwritten",
          bytes + " of the stack are read, and nothing wrote all of them",
          "write them first: stdw(R10, -8, 0); programs for Linux 6.1 and newer may read them");
    }
    return Optional.empty();
  }

  private Optional<Rule> mapValue(Access access, Value.MapValue value) {
    long from = value.offset() + access.offset();
    Optional<Integer> size = maps.valueSize(value.map());
    if (size.isPresent() && (from < 0 || from + access.size() > size.get())) {
      return Rule.broken(
          "value-range",
          String.format(
              Locale.ROOT,
              "%s: bytes %d to %d of a value of %s",
              access.what(),
              from,
              from + access.size() - 1,
              value.map()),
          "its values are " + size.get() + " bytes long");
    } else if (access.isWritten() && maps.is(value.map(), MapFlag.RDONLY_PROG)) {
      return Rule.broken(
          "map-flags",
          access.what() + ": programs may only read " + value.map(),
          "its definition has the flag RDONLY_PROG");
    } else if (access.isRead() && maps.is(value.map(), MapFlag.WRONLY_PROG)) {
      return Rule.broken(
          "map-flags",
          access.what() + ": programs may only write " + value.map(),
          "its definition has the flag WRONLY_PROG");
    }
    return Optional.empty();
  }

  private Optional<Rule> context(Access access, long from) {
    Optional<Integer> size = target.type().flatMap(Contexts::size);
    if (from >= 0 && size.map(bytes -> from + access.size() <= bytes).orElse(true)) {
      return Optional.empty();
    }
    return Rule.broken(
        "context-range",
        String.format(
            Locale.ROOT,
            "%s: bytes %d to %d of the context",
            access.what(),
            from,
            from + access.size() - 1),
        size.map(bytes -> "that of " + type() + " is " + bytes + " bytes long")
            .orElse("it starts at byte 0"));
  }

  private String type() {
    return target.type().map(ProgramType::name).orElse("this type");
  }
}
