package dev.jbpf.methods.translate.scope;

import dev.jbpf.ir.StackObject;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.item.Site;
import dev.jbpf.methods.item.StateShape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A method as it is called on one way of calls, with what is to be kept when the translation starts
 * again: where objects are made, and what is known to come together where ways meet.
 */
public final class CallPath {
  /** How often a method of the library, or of an object, may be inside of itself. */
  private static final int MOST_OF_OBJECTS = 8;

  private static final String LAMBDA = "lambda$";

  private final Optional<CallPath> caller;
  private final MethodCode method;

  /** By instruction: its call may be of one method on one way, of another on the other. */
  private final Map<Integer, Map<MethodCode, CallPath>> callees = new HashMap<>();

  private final Map<Integer, Site> sites = new HashMap<>();
  private final Map<Integer, StackObject> objects = new HashMap<>();
  private final Map<Integer, StateShape> shapes = new HashMap<>();

  public CallPath(Optional<CallPath> caller, MethodCode method) {
    this.caller = caller;
    this.method = method;
  }

  public MethodCode method() {
    return method;
  }

  /** {@return the method that all began with} */
  public MethodCode program() {
    return caller.isPresent() ? caller.get().program() : method;
  }

  /** {@return the method that the instruction of that number calls} */
  public CallPath callee(int at, MethodCode callee) {
    Map<MethodCode, CallPath> there = callees.get(at);
    if (there == null) {
      there = new HashMap<>();
      callees.put(at, there);
    }
    CallPath path = there.get(callee);
    if (path == null) {
      path = new CallPath(Optional.of(this), callee);
      there.put(callee, path);
    }
    return path;
  }

  /**
   * {@return whether {@code other} is this method, or one that has called it} Those of the library
   * may come again, as a loop of a loop does, and those of objects, as functions of functions and
   * lists do, but not for ever.
   */
  public boolean isCalling(MethodCode other) {
    boolean isOfObject =
        !other.isStatic() || other.name().startsWith(LAMBDA) || Library.isLibrary(other.type());
    return depth(other) > (isOfObject ? MOST_OF_OBJECTS : 0);
  }

  private int depth(MethodCode other) {
    return (method == other ? 1 : 0) + (caller.isPresent() ? caller.get().depth(other) : 0);
  }

  public Site site(int at, Class<?> type) {
    return sites.computeIfAbsent(at, made -> new Site(type));
  }

  public StackObject object(int at, Supplier<StackObject> maker) {
    return objects.computeIfAbsent(at, made -> maker.get());
  }

  public Optional<StateShape> shape(int block) {
    return Optional.ofNullable(shapes.get(block));
  }

  public void setShape(int block, StateShape shape) {
    shapes.put(block, shape);
  }
}
