package dev.jbpf.dsl;

import dev.jbpf.code.Capture;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.LinkException;
import dev.jbpf.code.Linker;
import dev.jbpf.code.Located;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.Program;
import dev.jbpf.dsl.internal.ConditionJumps;
import dev.jbpf.dsl.internal.ConstantLoads;
import dev.jbpf.dsl.internal.LoopPlaces;
import dev.jbpf.dsl.internal.Recipe;
import dev.jbpf.dsl.internal.StackText;
import dev.jbpf.dsl.mnemonic.ArithmeticMnemonics;
import dev.jbpf.dsl.mnemonic.Atomics;
import dev.jbpf.dsl.mnemonic.JumpMnemonics;
import dev.jbpf.dsl.verify.FieldUses;
import dev.jbpf.dsl.verify.HelperRules;
import dev.jbpf.dsl.verify.ProgramCheck;
import dev.jbpf.dsl.verify.Purpose;
import dev.jbpf.isa.Condition;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.BitField;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.Target;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.MapDef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
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
public final class ProgramBuilder
    implements ArithmeticMnemonics<ProgramBuilder>,
        JumpMnemonics<ProgramBuilder>,
        Atomics<ProgramBuilder> {
  private final Linker linker;
  private final boolean capture = Capture.isOn();

  private final Target target;
  private final Purpose purpose;
  private final Map<String, MapDef<?, ?>> maps = new LinkedHashMap<>();
  private final FieldUses fields = new FieldUses();
  private final Deque<LoopPlaces> loops = new ArrayDeque<>();
  private final Map<Label, Consumer<? super ProgramBuilder>> subprograms = new LinkedHashMap<>();
  private Optional<IfBlock> unfinished = Optional.empty();

  private ProgramBuilder(Purpose purpose) {
    this.target = purpose.target();
    this.purpose = purpose;
    this.linker = new Linker(machine(target));
  }

  private static TargetMachine machine(Target target) {
    return target.kernel().isPresent()
        ? TargetMachine.ANY.kernel(target.kernel().get())
        : TargetMachine.ANY;
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

  @Override
  public ProgramBuilder with(CodeElement element) {
    if (unfinished.isPresent()) {
      finish();
    }
    linker.add(capture ? Located.here(element) : element);
    return this;
  }

  @Override
  public ProgramBuilder with(Op op, Reg dst, Reg src, int off, long imm) {
    if (capture || unfinished.isPresent()) {
      return with(Insn.of(op, dst, src, off, imm));
    }
    linker.add(op, dst, src, off, imm);
    return this;
  }

  /** Adds {@code elements} behind the others. */
  public ProgramBuilder with(CodeElement... elements) {
    for (CodeElement element : elements) {
      with(element);
    }
    return this;
  }

  /** Gives the place of the next instruction a name. */
  public ProgramBuilder label(String name) {
    return with(Label.named(name));
  }

  /** Puts {@code label} at the place of the next instruction. */
  public ProgramBuilder bind(Label label) {
    return with(label);
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

  private void fill(List<Arg> arguments) {
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
    return this;
  }

  /** Keeps the definition of a map that the program names, for the check. */
  private ProgramBuilder define(MapDef<?, ?> map) {
    MapDef<?, ?> known = maps.putIfAbsent(map.name(), map);
    if (known != null && !known.isLike(map)) {
      throw new IllegalArgumentException(
          "two maps '" + map.name() + "': " + known + " and " + map + "; give one another name");
    }
    return this;
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
    return this;
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
    return field.offset() == 0 ? this : add(dst, field.offset());
  }

  /**
   * Copies {@code base->field}, of memory of the kernel that is not the context, to the stack at
   * {@code offset}; R0 is 0 if it could be read. Overwrites R0 to R5; since Linux 5.5.
   */
  public ProgramBuilder readKernel(int offset, Reg base, StructField field) {
    return call(
        Helpers.probeReadKernel(Arg.stack(offset), Arg.imm(field.size()), Arg.at(base, field)));
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
   * Adds a block that runs if {@code condition} holds; see {@link IfBlock} for alternatives. A
   * label inside is visible in the whole program.
   */
  public IfBlock ifThen(Condition condition, Consumer<? super ProgramBuilder> body) {
    return ifThen(condition, body, Label.create());
  }

  IfBlock ifThen(Condition condition, Consumer<? super ProgramBuilder> body, Label end) {
    Label otherwise = Label.create();
    jumpIfNot(condition, otherwise);
    body(body);
    IfBlock block = new IfBlock(this, otherwise, end);
    unfinished = Optional.of(block);
    return block;
  }

  /** Jumps to {@code target} if {@code condition} holds. */
  public ProgramBuilder jumpIf(Condition condition, Label target) {
    ConditionJumps.of(condition, true, target).forEach(this::with);
    return this;
  }

  private void jumpIfNot(Condition condition, Label target) {
    ConditionJumps.of(condition, false, target).forEach(this::with);
  }

  /** Adds a loop that runs while {@code condition} holds; it is asked before the first round. */
  public ProgramBuilder whileLoop(Condition condition, Consumer<? super ProgramBuilder> body) {
    Label end = Label.create();
    jumpIfNot(condition, end);
    Label top = Label.create();
    Label next = Label.create();
    bind(top);
    loop(new LoopPlaces(next, end), body);
    bind(next);
    return jumpIf(condition, top).bind(end);
  }

  /**
   * Adds a loop that only {@link #breakIf} or a jump leaves. The verifier, since Linux 5.3, must be
   * able to tell that it ends.
   */
  public ProgramBuilder whileTrue(Consumer<? super ProgramBuilder> body) {
    Label top = Label.create();
    Label end = Label.create();
    bind(top);
    loop(new LoopPlaces(top, end), body);
    return isOpen() ? ja(top).bind(end) : bind(end);
  }

  /** Adds a loop of {@code times} rounds, counted in {@code counter} from 0; see forRange. */
  public ProgramBuilder loop(int times, Reg counter, Consumer<? super ProgramBuilder> body) {
    return forRange(counter, 0, times, body);
  }

  /**
   * Adds a loop over the numbers {@code from} to {@code to - 1} in {@code counter}, which the body
   * must keep: one that jumps back, or, for kernels before 5.3, the body once for each number.
   * Without a number nothing is added but the first value of {@code counter}.
   */
  public ProgramBuilder forRange(
      Reg counter, int from, int to, Consumer<? super ProgramBuilder> body) {
    LoopForm form = target.lacks(LoopForm.BOUNDED.since()) ? LoopForm.UNROLLED : LoopForm.BOUNDED;
    return from < to
        ? forRange(form, counter, from, to, LoopRegisters.NOTHING, body)
        : mov(counter, from);
  }

  /**
   * Adds a loop over the numbers {@code from} to {@code to - 1} in {@code counter}, in the newest
   * form that the target's kernel takes; see {@link LoopForm#of}.
   *
   * <p>That the program does the same in each form, the body must keep to what each allows: of the
   * registers it has {@code counter}, which it must keep, and what is carried; the stack's content
   * is neither known in it nor after it, apart from what it finds through carried addresses; it
   * leaves by {@link #breakIf} and {@link #continueIf} only. Behind the loop R0 to R5 and {@code
   * counter} hold nothing of use.
   *
   * @param counter one of R6 to R9
   */
  public ProgramBuilder forRange(
      Reg counter, int from, int to, LoopRegisters carried, Consumer<? super ProgramBuilder> body) {
    return forRange(LoopForm.of(target), counter, from, to, carried, body);
  }

  /** The same in that form, whatever the target is. */
  public ProgramBuilder forRange(
      LoopForm form,
      Reg counter,
      int from,
      int to,
      LoopRegisters carried,
      Consumer<? super ProgramBuilder> body) {
    if (from < to) {
      new RangeLoop(counter, from, to, body).emit(this, form, carried);
    }
    return this;
  }

  /**
   * Adds {@code body} for each number {@code from} to {@code to - 1}: for kernels without loops.
   */
  public ProgramBuilder unrolled(int from, int to, ObjIntConsumer<? super ProgramBuilder> body) {
    Label end = Label.create();
    for (int i = from; i < to; i++) {
      int number = i;
      Label next = Label.create();
      loop(new LoopPlaces(next, end), b -> body.accept(b, number));
      bind(next);
    }
    return bind(end);
  }

  ProgramBuilder loop(LoopPlaces loop, Consumer<? super ProgramBuilder> body) {
    loops.push(loop);
    try {
      return body(body);
    } finally {
      loops.pop();
    }
  }

  /**
   * Leaves the innermost loop if {@code condition} holds.
   *
   * @throws IllegalStateException outside a loop
   */
  public ProgramBuilder breakIf(Condition condition) {
    return jumpIf(condition, innermost("breakIf").leave());
  }

  /**
   * Goes on with the innermost loop's next round if {@code condition} holds.
   *
   * @throws IllegalStateException outside a loop
   */
  public ProgramBuilder continueIf(Condition condition) {
    return jumpIf(condition, innermost("continueIf").next());
  }

  private LoopPlaces innermost(String what) {
    return Optional.ofNullable(loops.peek())
        .orElseThrow(() -> new IllegalStateException(what + " is not in a loop"));
  }

  /** Runs the case of the value of {@code reg}. */
  public ProgramBuilder switchOn(Reg reg, Consumer<? super Switch> cases) {
    Switch all = new Switch();
    cases.accept(all);
    all.emit(this, reg);
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
   * Goes on in the program at {@code index} of {@code programs}, a map of programs; falls through
   * if there is none.
   */
  public ProgramBuilder tailCall(Arg.Ctx ctx, Arg.MapRef programs, Arg.Int index) {
    return call(Helpers.tailCall(ctx, programs, index));
  }

  ProgramBuilder body(Consumer<? super ProgramBuilder> body) {
    body.accept(this);
    finish();
    return this;
  }

  /** Ends the block that may still get an alternative. */
  private void finish() {
    while (unfinished.isPresent()) {
      IfBlock block = unfinished.get();
      unfinished = Optional.empty();
      block.close();
    }
  }

  /** Lets {@code block} go on; it is the last thing that was added. */
  void takeBack(IfBlock block) {
    if (!unfinished.equals(Optional.of(block))) {
      throw new IllegalStateException("something follows the block already: no place for an else");
    }
    unfinished = Optional.empty();
  }

  /** {@return the definitions of maps that are known, in the order of their appearance} */
  public List<MapDef<?, ?>> maps() {
    return List.copyOf(maps.values());
  }

  /** {@return whether control can reach what is added next} */
  public boolean isOpen() {
    finish();
    return linker.isOpen();
  }

  /** {@return how many slots the program has so far} */
  public int size() {
    return linker.size();
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
