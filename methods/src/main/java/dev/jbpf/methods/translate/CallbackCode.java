package dev.jbpf.methods.translate;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.item.StateShape;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.ArrayCode;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.scope.CallPath;
import dev.jbpf.methods.translate.scope.FunctionScope;
import dev.jbpf.methods.translate.scope.Meeting;
import dev.jbpf.methods.translate.scope.StartAgain;
import dev.jbpf.methods.translate.scope.TranslationUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function that the kernel calls back. What it has caught, and the objects that it changes, lie
 * in a structure on the stack of who calls the helper, behind a number that is 1 once it failed;
 * one that is called later has none of these.
 */
final class CallbackCode {
  /** Where {@link CallPath} keeps what is known at its start. */
  private static final int ENTRY = -2;

  private final MethodTranslator t;
  private final Helper helper;
  private final MethodCode driver;
  private final CallPath path;
  private final FrameState caught;
  private final List<Item.Array> arrays;
  private final StateShape shape;
  private final Optional<StackObject> frame;
  private final List<Value> arguments;

  /** The function that {@code driver} is, of {@code body}, which a helper takes. */
  CallbackCode(MethodTranslator translator, Helper helper, MethodCode driver, Item body) {
    this.t = translator;
    this.helper = helper;
    this.driver = driver;
    this.path = t.path().callee(t.at(), driver);
    this.caught = t.state().only(List.of(t.present(body)));
    this.arrays = caught.arrays();
    StateShape here = StateShape.of(caught);
    this.shape = path.shape(ENTRY).map(here::join).orElse(here);
    if (helper == Helper.TIMER_SET_CALLBACK) {
      requireNothingCaught();
      this.frame = Optional.empty();
      this.arguments = List.of(t.f().functionAddress(write()));
    } else {
      int slots = 1 + shape.types().size() + arrays.size();
      StackObject object = t.f().stackObject("caught", slots * Long.BYTES);
      this.frame = Optional.of(object);
      this.arguments = List.of(t.f().functionAddress(write()), fill(object));
    }
  }

  /** When it runs, nothing is left of the method that says so. */
  private void requireNothingCaught() {
    if (!shape.types().isEmpty() || !caught.heap().isEmpty() || !arrays.isEmpty()) {
      throw t.refuse(
          Rule.ESCAPES,
          "what a lambda has caught that runs later",
          "a static field, or a component of the value that it gets");
    }
  }

  private Value fill(StackObject object) {
    Value base = t.f().address(object);
    t.f().store(Type.U64, 0, base, 0);
    store(t.f(), shape.values(caught, t.f()), base, 1);
    ArrayCode code = new ArrayCode(t);
    store(t.f(), arrays.stream().map(code::address).toList(), base, 1 + shape.types().size());
    return base;
  }

  /** {@return what the helper takes: the function, and the address of the structure} */
  List<Value> arguments() {
    return arguments;
  }

  /** Behind the call: takes notice of what has changed; where it failed, so does this. */
  void comeBack() {
    frame.ifPresent(this::comeBack);
  }

  private void comeBack(StackObject object) {
    Value base = t.f().address(object);
    Value failed = t.f().load(Type.U64, base, 0);
    FrameState after = shape.state(load(t.f(), shape.types(), base, 1));
    after.heap().forEach((site, fields) -> t.state().heap().put(site, fields));
    t.scope().require(t.f().ask(Opcode.EQ, failed, t.zero(failed)), "what was called back");
  }

  private static void store(FunctionBuilder f, List<Value> values, Value base, int slot) {
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      boolean isWide = value.type().isWide();
      Value whole = isWide ? value : f.cast(value, Type.S64);
      f.store(whole, base, (slot + i) * Long.BYTES);
    }
  }

  private static List<Value> load(FunctionBuilder f, List<Type> types, Value base, int slot) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Type type = types.get(i);
      Type kept = type.isPointer() ? type : Type.S64;
      Value loaded = f.load(kept, base, (slot + i) * Long.BYTES);
      values.add(type.isWide() ? loaded : f.cast(loaded, type));
    }
    return values;
  }

  private Function write() {
    org.objectweb.asm.Type[] given = org.objectweb.asm.Type.getArgumentTypes(driver.descriptor());
    List<Type> parameters = new ArrayList<>();
    for (int i = 1; i < given.length; i++) {
      parameters.add(type(given[i], i));
    }
    if (frame.isPresent()) {
      parameters.add(Type.MEMORY);
    }
    TranslationUnit unit = t.scope().unit();
    FunctionBuilder f =
        unit.module().function(t.f().origin(), unit.name("callback"), Type.S64, parameters);
    Optional<Value> base = frame.map(object -> f.parameter(given.length - 1));
    FunctionScope scope = new FunctionScope(unit, f, (here, what) -> fail(here.f(), base));
    scope.at(t.f().origin());
    FrameState entry = entry(f, base);
    List<Item> all = new ArrayList<>(entry.operands());
    for (int i = 1; i < given.length; i++) {
      Value parameter = f.parameter(i - 1);
      all.add(
          parameter.type().isPointer()
              ? new Item.Address(parameter, false)
              : new Item.Number(parameter));
    }
    Item body = entry.operands().get(0);
    t.with(scope, path, List.of(body))
        .run(entry, all)
        .forEach(way -> leave(scope, way, body, base));
    return f.function();
  }

  private FrameState entry(FunctionBuilder f, Optional<Value> base) {
    if (base.isEmpty()) {
      return caught;
    }
    FrameState entry = shape.state(load(f, shape.types(), base.get(), 1));
    entry.change(item -> item instanceof Item.Array array ? given(array, f, base.get()) : item);
    return entry;
  }

  private Item.Array given(Item.Array array, FunctionBuilder f, Value base) {
    for (int i = 0; i < arrays.size(); i++) {
      if (arrays.get(i).site() == array.site()) {
        int slot = 1 + shape.types().size() + i;
        Value address = f.load(Type.STACK, base, slot * Long.BYTES);
        return array.at(address);
      }
    }
    throw new IllegalStateException("an array from nowhere");
  }

  private static void fail(FunctionBuilder f, Optional<Value> base) {
    base.ifPresent(place -> f.store(Type.U64, 1, place, 0));
    f.ret(base.isPresent() ? 1 : 0);
  }

  /** What has changed goes back into the structure. */
  private void leave(FunctionScope scope, Meeting.Way way, Item body, Optional<Value> base) {
    FunctionBuilder f = scope.f();
    f.enter(way.block());
    Value result = ((Item.Number) way.state().pop()).value();
    if (base.isEmpty()) {
      f.ret(result);
      return;
    }
    FrameState end = way.state().only(List.of(body));
    end.change(item -> item instanceof Item.Array array ? array.own(arrays) : item);
    if (!end.heap().keySet().equals(caught.heap().keySet())
        || end.arrays().size() > arrays.size()) {
      throw scope.refuse(Rule.ESCAPES, "a new object, in one that the lambda has caught");
    }
    StateShape joined = shape.join(StateShape.of(end));
    if (!joined.equals(shape)) {
      path.setShape(ENTRY, joined);
      throw new StartAgain();
    }
    store(f, shape.values(end, f), base.get(), 1);
    f.ret(result);
  }

  private Type type(org.objectweb.asm.Type type, int number) {
    if (type.getSort() != org.objectweb.asm.Type.OBJECT) {
      return Type.S64;
    }
    if (helper == Helper.FOR_EACH_MAP_ELEM || helper == Helper.TIMER_SET_CALLBACK) {
      return number == 1 ? Type.MAP : number == 2 ? Type.MEMORY : Type.MAP_VALUE;
    }
    return Type.MEMORY;
  }
}
