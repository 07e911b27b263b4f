package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.step.machine.AskedCall;
import dev.jbpf.verifier.step.memory.KeptFields;
import dev.jbpf.verifier.subject.MapShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of a helper, and what its arguments told so far. */
final class Call extends AskedCall {
  private final HelperPrototype helper;
  private @Nullable MapShape map;
  private @Nullable MapShape keeper;
  private MapShape.@Nullable Field field;
  private int function = -1;
  private byte[] text = {};
  private KeptFields.Lock lock = KeptFields.Lock.NONE;
  private long allocated;
  private boolean isElementKnown;

  Call(HelperPrototype helper) {
    this.helper = helper;
  }

  HelperPrototype helper() {
    return helper;
  }

  Optional<MapShape> map() {
    return Optional.ofNullable(map);
  }

  void map(Pointer pointer) {
    map = pointer.map();
  }

  /** Notes the map in whose value the timer is. */
  void keeper(MapShape newKeeper) {
    keeper = newKeeper;
  }

  Optional<MapShape> keeper() {
    return Optional.ofNullable(keeper);
  }

  void function(int slot) {
    function = slot;
  }

  int function() {
    return function;
  }

  /** Notes a constant string: its bytes before the 0. */
  void text(byte... bytes) {
    text = bytes.clone();
  }

  byte[] text() {
    return text.clone();
  }

  void lock(KeptFields.Lock newLock) {
    lock = newLock;
  }

  KeptFields.Lock lock() {
    return lock;
  }

  void allocate(long bytes) {
    allocated = bytes;
  }

  long allocated() {
    return allocated;
  }

  /** Notes the field of a value that keeps an object. */
  void field(MapShape.Field newField) {
    field = newField;
  }

  Optional<MapShape.Field> field() {
    return Optional.ofNullable(field);
  }

  /** Notes that the element of the key exists. */
  void elementIsKnown() {
    isElementKnown = true;
  }

  boolean isElementKnown() {
    return isElementKnown;
  }
}
