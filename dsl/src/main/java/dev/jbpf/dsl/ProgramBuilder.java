package dev.jbpf.dsl;

import dev.jbpf.code.Label;
import dev.jbpf.code.LinkException;
import dev.jbpf.code.Linker;
import dev.jbpf.code.Program;
import dev.jbpf.dsl.internal.Recipe;
import dev.jbpf.dsl.internal.StackText;
import dev.jbpf.dsl.verify.ProgramCheck;
import dev.jbpf.dsl.verify.Purpose;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.MapDef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Builds a program, one instruction after the other. The methods are called as the {@code gnu}
 * dialect's mnemonics are, operands in the same order:
 *
 * <pre>{@code
 * Program drop = ProgramBuilder.program(b -> b.mov(R0, 1).exit());
 * }</pre>
 *
 * <p>Every element notes the line of its caller. That costs a microsecond each; {@link #program}
 * does so only when a line is asked for.
 */
public final class ProgramBuilder extends OperandBuilder {
  private final Purpose purpose;
  private final Map<Label, Consumer<? super ProgramBuilder>> subprograms = new LinkedHashMap<>();

  private ProgramBuilder(Purpose purpose) {
    super(purpose.target());
    this.purpose = purpose;
  }

  @Override
  ProgramBuilder self() {
    return this;
  }

  /** {@return a builder of an empty program, of which it is not known what type it will be} */
  public static ProgramBuilder create() {
    return create(Target.ANY);
  }

  /**
   * {@return a builder of an empty program of that type, which checks what such programs may do}
   */
  public static ProgramBuilder create(ProgramType type) {
    return create(Target.of(type));
  }

  /**
   * {@return a builder of an empty program for {@code target}, which checks what is known of that}
   */
  public static ProgramBuilder create(Target target) {
    return new ProgramBuilder(Purpose.of(target));
  }

  /** A builder that knows where the program goes, and the maps that it will name. */
  static ProgramBuilder create(Purpose purpose, List<MapDef<?, ?>> maps) {
    ProgramBuilder builder = new ProgramBuilder(purpose);
    maps.forEach(builder::define);
    return builder;
  }

  /**
   * {@return the program that {@code body} builds}
   *
   * <p>The body is run again when somebody asks where an instruction was written: it should build
   * the same program each time, and do nothing else. If it does not, no line is known.
   *
   * @throws LinkException as {@link #build} does, with the lines
   */
  public static Program program(Consumer<? super ProgramBuilder> body) {
    return recipe(ProgramBuilder::create, body).program();
  }

  /**
   * {@return the program of that type that {@code body} builds} See {@link #program(Consumer)}, and
   * {@link #create(ProgramType)} for what is checked.
   */
  public static Program program(ProgramType type, Consumer<? super ProgramBuilder> body) {
    return program(Target.of(type), body);
  }

  /** {@return the program for {@code target} that {@code body} builds} */
  public static Program program(Target target, Consumer<? super ProgramBuilder> body) {
    return recipe(() -> create(target), body).program();
  }

  static Recipe recipe(Supplier<ProgramBuilder> builders, Consumer<? super ProgramBuilder> body) {
    return new Recipe(
        () -> {
          ProgramBuilder builder = builders.get();
          body.accept(builder);
          return new Recipe.Built(builder.buildLast(), builder.maps());
        });
  }

  /**
   * Copies {@code text}, with a NUL behind it, to the stack at {@code offset}, a multiple of 8; the
   * rest of its last 8 bytes is zero. For machines of this one's byte order. Overwrites R0.
   */
  public ProgramBuilder storeText(int offset, String text) {
    StackText.store(offset, text).forEach(this::with);
    return this;
  }

  /**
   * Prints to the trace pipe, as C's {@code bpf_printk} does. Overwrites R0 to R5.
   *
   * @param offset where on the stack the format goes, as of {@link #storeText}; more than three
   *     arguments go below it, 8 bytes each
   * @param format as the kernel's printk takes it, the numbers as {@code %d}, {@code %lu}, {@code
   *     %llx} …
   * @param arguments as many as the format wants; more than three since Linux 5.16
   * @throws IllegalArgumentException if the format wants more or fewer arguments, or does not fit
   */
  public ProgramBuilder printk(int offset, String format, Arg.Int... arguments) {
    new Printk(offset, format, List.of(arguments)).emit(this, target);
    return this;
  }

  /**
   * Adds one to the number of 8 bytes that {@code map} has for the key on the stack at {@code key},
   * and makes it where there is none; none is lost when CPUs do so at once. In a map that is full
   * nothing happens. Overwrites R0 to R5, and the 8 bytes of the stack below the key.
   */
  public ProgramBuilder increment(MapDef<?, Long> map, int key) {
    int zero = Math.floorDiv(key, Long.BYTES) * Long.BYTES - Long.BYTES;
    HelperCall lookup = Helpers.mapLookupElem(Arg.map(map), Arg.stack(key));
    HelperCall insert =
        Helpers.mapUpdateElem(
            Arg.map(map), Arg.stack(key), Arg.stack(zero), Arg.imm(UpdateFlags.BPF_NOEXIST));
    call(lookup);
    ifThen(Reg.R0.eq(0), then -> then.stdw(Reg.R10, zero, 0).call(insert).call(lookup));
    return ifThen(Reg.R0.ne(0), then -> then.mov(Reg.R1, 1).aadd(Reg.R0, 0, Reg.R1)).end();
  }

  /**
   * {@code slot = log2(value) + 1}, and 1 for the value 0: where in a histogram of powers of two
   * the value is counted, of {@link dev.jbpf.map.histogram.Log2Histogram}. All 64 bits count,
   * without a sign; {@code value} is lost.
   *
   * @throws IllegalArgumentException if both are the same register
   */
  public ProgramBuilder log2(Reg slot, Reg value) {
    Log2Instructions.emit(this, slot, value);
    return this;
  }

  /**
   * Adds a subprogram, which comes behind the main program: R1 to R5 are its arguments, R0 its
   * result, R6 to R9 its caller's. It returns at its end if it does not before. Since Linux 4.16.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public ProgramBuilder subprogram(String name, Consumer<? super ProgramBuilder> body) {
    if (subprograms.putIfAbsent(Label.named(name), body) != null) {
      throw new IllegalArgumentException("two subprograms '" + name + "'");
    }
    return this;
  }

  /**
   * Adds a subprogram that is linked already, such as a {@code ValueFunction}; maps that it names
   * are given to the definition.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public ProgramBuilder subprogram(String name, Program function) {
    return subprogram(name, b -> function.relinkable().forEach(b::with));
  }

  /** Adds a function without a name behind the program, which only {@code body} ends. */
  Label function(Consumer<? super ProgramBuilder> body) {
    Label label = Label.create();
    subprograms.put(label, body);
    return label;
  }

  /** Fills the registers of the arguments, at most five, and calls the subprogram. */
  public ProgramBuilder callSubprogram(String name, Arg... arguments) {
    if (arguments.length > HelperSignature.MAX_ARGUMENTS) {
      throw new IllegalArgumentException(
          name + ": " + arguments.length + " arguments, a subprogram takes at most 5");
    }
    fill(List.of(arguments));
    return callLocal(name);
  }

  /**
   * {@return the program of all that was added} What the oldest kernel lacks is written with older
   * instructions; jumps reach labels at any distance.
   *
   * @throws LinkException if a label is bound twice or not at all, or nothing older does the same;
   *     of a program whose type is known, also if the verifier is sure to refuse it
   */
  public Program build() {
    return build(Linker::link);
  }

  /** The same, as the last thing that is asked of this builder. */
  Program buildLast() {
    return build(Linker::finish);
  }

  private Program build(Function<Linker, Program> link) {
    finish();
    while (!subprograms.isEmpty()) {
      Label label = subprograms.keySet().iterator().next();
      bind(label).body(subprograms.remove(label));
      if (isOpen()) {
        exit();
      }
    }
    Program program = link.apply(linker);
    if (!target.equals(Target.ANY)) {
      ProgramCheck.check(program, purpose, maps, fields);
    }
    return program;
  }
}
