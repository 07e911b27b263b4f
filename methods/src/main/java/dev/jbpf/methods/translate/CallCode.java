package dev.jbpf.methods.translate;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.Kfunc;
import dev.jbpf.methods.classfile.ClassFiles;
import dev.jbpf.methods.classfile.Mark;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.classfile.MissingClassFileException;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Calls;
import dev.jbpf.methods.memory.Members;
import dev.jbpf.methods.plain.JavaMachine;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.struct.Structs;
import dev.jbpf.methods.translate.method.ArrayCode;
import dev.jbpf.methods.translate.method.ChoiceCode;
import dev.jbpf.methods.translate.method.Classes;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.method.ObjectCode;
import dev.jbpf.methods.translate.method.SeveralCode;
import dev.jbpf.methods.translate.scope.JdkAdvice;
import dev.jbpf.methods.translate.scope.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** Calls of methods: most are written in the place of the call. */
final class CallCode {
  private static final String INIT = "<init>";

  /** What most calls do behind them: nothing more. */
  static final Consumer<FrameState> ASIDE = state -> {};

  private final MethodTranslator t;

  CallCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** A call: of whom, and with what; {@code this} is the first argument. */
  record Call(Class<?> owner, String name, String descriptor, List<Item> arguments) {
    boolean hasResult() {
      return Type.getReturnType(descriptor) != Type.VOID_TYPE;
    }

    boolean is(Class<?> type, String method) {
      return owner == type && name.equals(method);
    }

    /** {@return the same call, with another object in the place of one} */
    Call with(Item old, Item now) {
      List<Item> changed = new ArrayList<>(arguments);
      changed.replaceAll(item -> item.equals(old) ? now : item);
      return new Call(owner, name, descriptor, changed);
    }

    Item argument(int index) {
      return arguments.get(index);
    }

    @Override
    public String toString() {
      return owner.getSimpleName() + "." + name;
    }
  }

  /** {@return whether control goes on here, and not where the method has led it} */
  boolean step(MethodInsnNode insn) {
    List<Item> arguments = new ArrayList<>();
    int count = Type.getArgumentTypes(insn.desc).length;
    boolean isStatic = insn.getOpcode() == Opcodes.INVOKESTATIC;
    for (int i = 0; i < count + (isStatic ? 0 : 1); i++) {
      arguments.add(0, t.state().pop());
    }
    if (insn.owner.startsWith("[") && insn.name.equals("clone")) {
      t.push(arguments.get(0));
      new ArrayCode(t).copy();
      return true;
    }
    Call call = new Call(Classes.load(t, insn.owner), insn.name, insn.desc, arguments);
    return insn.name.equals(INIT)
        ? construct(call, ASIDE)
        : isStatic
            ? callStatic(call, ASIDE)
            : callOn(call, insn.getOpcode() == Opcodes.INVOKESPECIAL, ASIDE);
  }

  // Constructors.

  /** Runs the constructor of the first argument. */
  boolean construct(Call call, Consumer<FrameState> then) {
    Item.Instance made = (Item.Instance) call.argument(0);
    if (call.owner() == Object.class
        || call.owner() == Record.class
        || Throwable.class.isAssignableFrom(call.owner())) {
      finish(made, call, t.state());
      return true;
    }
    MethodCode constructor =
        ClassFiles.of(call.owner()).declared(INIT, call.descriptor()).orElseThrow();
    boolean isInside = t.path().method().name().equals(INIT) && made.equals(t.state().local(0));
    return inline(
        constructor,
        call.arguments(),
        state -> {
          if (!isInside) {
            finish(made, call, state);
          }
          then.accept(state);
        });
  }

  /** Nobody can change it any more: from here on it is what is in it. */
  private static void finish(Item.Instance made, Call call, FrameState state) {
    if (call.owner() == made.site().type() && ObjectCode.isImmutable(call.owner())) {
      Map<String, Item> fields = state.heap().remove(made.site());
      Item whole = new Item.Struct(call.owner(), fields, Optional.empty());
      state.change(
          item -> item instanceof Item.Instance one && one.site() == made.site() ? whole : item);
    }
  }

  // Methods of classes.

  boolean callStatic(Call given, Consumer<FrameState> then) {
    Optional<Call> rest = new ArraysCode(t).step(given);
    if (rest.isEmpty()) {
      return true;
    }
    Call call = rest.get();
    if (new JdkCode(t).step(call)
        || new KnownCode(t).step(call)
        || new CharacterCode(t).step(call)
        || isAtOnce(call)) {
      return true;
    }
    if (call.owner() == Structs.class) {
      new KernelCode(t).open(call);
      return true;
    }
    requireTranslated(call);
    MethodCode method = find(call.owner(), call);
    if (t.scope().unit().choice().isFunction(method)) {
      new FunctionCode(t).step(method, call);
      return true;
    }
    return inline(method, call.arguments(), then);
  }

  /** {@return whether the library's own words were all there is to do} */
  private boolean isAtOnce(Call call) {
    Optional<Mark> helper = mark(call, Calls.class);
    if (helper.isPresent()) {
      new HelperCode(t).step(helper.get().constants(Helper.class).get(0), call);
    } else if (mark(call, Kfunc.class).isPresent()) {
      new KfuncCode(t).step(call);
    } else if (call.owner() == Members.class) {
      new MemberCode(t).step(call);
    } else if (call.owner() == Area.class) {
      new CodecCode(t).step(call);
    } else {
      return false;
    }
    return true;
  }

  private static Optional<Mark> mark(Call call, Class<?> annotation) {
    Optional<MethodCode> method =
        ClassFiles.of(call.owner()).declared(call.name(), call.descriptor());
    return method.isPresent() ? method.get().mark(annotation) : Optional.empty();
  }

  /** Classes that the JVM makes at run time have no file. */
  private MethodCode find(Class<?> type, Call call) {
    try {
      Optional<MethodCode> found = ClassFiles.find(type, call.name(), call.descriptor());
      if (found.isEmpty()) {
        throw t.refuse(Rule.NO_CODE, call.toString());
      }
      return found.get();
    } catch (MissingClassFileException e) {
      if (type.isHidden()) {
        throw t.refuse(
            Rule.NO_CODE,
            call + " of a lambda in a field",
            "name the method where it is called (Rules::twice), or let a record, or each constant of"
                + " an enum, implement it");
      }
      throw t.refuse(Rule.NO_CODE, call + " (" + e.getMessage() + ")");
    }
  }

  private void requireTranslated(Call call) {
    if (Library.isForeign(call.owner())) {
      requireNumbers(call);
    }
    if (call.owner() == JavaMachine.class) {
      throw t.refuse(
          Rule.FOREIGN_METHOD,
          "what Java does beside the program (lookup, drain, clear …)",
          "find, forEach, remove; or let the program that loads it do this");
    }
    if (!Library.isTranslated(call.owner())) {
      throw t.refuse(Rule.FOREIGN_METHOD, call.toString(), JdkAdvice.insteadOf(call.owner()));
    }
  }

  /** Of the JDK there are no methods of texts that are not known, and none of floating point. */
  private void requireNumbers(Call call) {
    Type result = Type.getReturnType(call.descriptor());
    if (result.equals(Type.getType(String.class))) {
      throw t.refuse(Rule.TEXT, call.toString());
    }
    List<Type> all = new ArrayList<>(List.of(Type.getArgumentTypes(call.descriptor())));
    all.add(result);
    if (all.contains(Type.FLOAT_TYPE) || all.contains(Type.DOUBLE_TYPE)) {
      throw t.refuse(Rule.FLOATING_POINT, call.toString());
    }
  }

  private boolean inline(MethodCode method, List<Item> arguments, Consumer<FrameState> then) {
    if (t.path().isCalling(method)) {
      throw t.refuse(Rule.RECURSION, method.toString());
    }
    t.call(t.path().callee(t.at(), method), arguments, then);
    return false;
  }

  // Methods of objects.

  boolean callOn(Call call, boolean isSpecial, Consumer<FrameState> then) {
    if (new JdkCode(t).step(call)) {
      return true;
    }
    Item receiver = t.present(call.argument(0));
    if (receiver instanceof Item.Lambda lambda && lambda.face().method().equals(call.name())) {
      return new LambdaCode(t).apply(lambda, call);
    }
    if (receiver instanceof Item.Address) {
      new MemoryCode(t).step(call);
      return true;
    }
    if (receiver instanceof Item.Kernel struct) {
      new KernelCode(t).step(struct, call);
      return true;
    }
    if (new KnownCode(t).step(call) || new TextCode(t).step(call)) {
      return true;
    }
    if (receiver instanceof Item.Choice choice
        && ObjectCode.type(choice).filter(type -> type != String.class).isEmpty()) {
      new ChoiceCode(t)
          .each(choice, one -> after(callOn(call.with(choice, one), isSpecial, then), then));
      return false;
    }
    if (receiver instanceof Item.Several several) {
      new SeveralCode(t)
          .each(
              several,
              one -> {
                if (after(callOn(call.with(several, one), isSpecial, then), then)) {
                  t.go(t.at() + 1);
                }
              });
      return false;
    }
    Optional<Class<?>> known = ObjectCode.type(receiver);
    if (known.isEmpty()) {
      throw t.refuse(Rule.UNSUPPORTED, call + " of " + receiver.words());
    }
    Class<?> type = known.get();
    requireTranslated(new Call(type, call.name(), call.descriptor(), call.arguments()));
    if (type.isArray()) {
      throw t.refuse(Rule.UNSUPPORTED, call.name() + " of an array");
    }
    MethodCode method = find(isSpecial ? call.owner() : type, call);
    return inline(method, call.arguments(), then);
  }

  /** {@return {@code goesOn}, with what follows done where it does} */
  private boolean after(boolean goesOn, Consumer<FrameState> then) {
    if (goesOn) {
      then.accept(t.state());
    }
    return goesOn;
  }
}
