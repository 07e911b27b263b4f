package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.step.memory.KeptFields;
import dev.jbpf.verifier.step.memory.Regions;
import dev.jbpf.verifier.step.memory.StackMemory;
import dev.jbpf.verifier.subject.MapShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A call of a helper, and what its arguments told so far. */
final class Call {
  private final HelperPrototype helper;
  private final List<Regions.Access> fills = new ArrayList<>();
  private @Nullable MapShape map;
  private @Nullable MapShape keeper;
  private @Nullable Pointer subject;
  private MapShape.@Nullable Field field;
  private int mapId;
  private int released;
  private int function = -1;
  private KeptFields.Lock lock = KeptFields.Lock.NONE;
  private long allocated;
  private long mostBytes;
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
    mapId = pointer.id();
  }

  int mapId() {
    return mapId;
  }

  /** Notes the map in whose value the timer is. */
  void keeper(MapShape newKeeper) {
    keeper = newKeeper;
  }

  Optional<MapShape> keeper() {
    return Optional.ofNullable(keeper);
  }

  /** Notes memory on the stack that the helper fills, once all arguments are checked. */
  void fill(Regions.Access access) {
    fills.add(access);
  }

  void settle(StackMemory stack) {
    fills.forEach(stack::overwrite);
  }

  void release(int reference) {
    released = reference;
  }

  int released() {
    return released;
  }

  void function(int slot) {
    function = slot;
  }

  int function() {
    return function;
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

  void mostBytes(long bytes) {
    mostBytes = bytes;
  }

  OptionalLong mostBytes() {
    return mostBytes == 0 ? OptionalLong.empty() : OptionalLong.of(mostBytes);
  }

  /** Notes the object that the helper works on. */
  void about(Pointer pointer) {
    subject = pointer;
  }

  Optional<Pointer> about() {
    return Optional.ofNullable(subject);
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
