package dev.jbpf.verifier.state;

import dev.jbpf.kernel.Limits;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What is known before an instruction: the active functions, and what is held. */
public final class State {
  /** How many functions may be active. */
  public static final int MAX_FRAMES = Limits.MAX_CALL_FRAMES;

  private Frame[] frames;
  private int count;
  private Held held;

  /** A state in which {@code first} is the only function. */
  public State(Frame first) {
    frames = new Frame[] {first};
    count = 1;
    held = Held.NOTHING;
  }

  private State(State other) {
    count = other.count;
    frames = new Frame[count];
    for (int i = 0; i < count; i++) {
      frames[i] = other.frames[i].copy();
    }
    held = other.held;
  }

  /** {@return a state that starts as this one is} */
  public State copy() {
    return new State(this);
  }

  /** {@return the function that runs} */
  public Frame top() {
    return frames[count - 1];
  }

  /** {@return whether the function that starts at {@code slot} is active} */
  public boolean isActive(int slot) {
    for (int i = 0; i < count; i++) {
      if (frames[i].function() == slot) {
        return true;
      }
    }
    return false;
  }

  /** {@return how many functions are active} */
  public int count() {
    return count;
  }

  /** {@return the active function of that number, 0 being the program itself} */
  public Frame frame(int number) {
    return frames[number];
  }

  /** Enters a function. */
  public void push(Frame frame) {
    if (count == frames.length) {
      frames = Arrays.copyOf(frames, count + 1);
    }
    frames[count++] = frame;
  }

  /** Leaves a function, whose frame it returns. */
  public Frame pop() {
    return frames[--count];
  }

  /** {@return what is held} */
  public Held held() {
    return held;
  }

  /** Sets what is held. */
  public void hold(Held newHeld) {
    held = newHeld;
  }

  /** {@return what register {@code number} of the running function holds} */
  public Value get(int number) {
    return top().get(number);
  }

  /** Sets what register {@code number} of the running function holds. */
  public void set(int number, Value value) {
    top().set(number, value);
  }

  /** {@return whether several numbers, in registers and on stacks, share that identity} */
  public boolean isShared(int id) {
    int[] holders = {0};
    replace(
        value -> {
          holders[0] += value instanceof Num num && num.id() == id ? 1 : 0;
          return value;
        });
    return holders[0] > 1;
  }

  /** Replaces all values, in registers and on stacks, that {@code change} gives another for. */
  public void replace(UnaryOperator<Value> change) {
    for (int i = 0; i < count; i++) {
      replace(frames[i], change);
    }
  }

  private static void replace(Frame frame, UnaryOperator<Value> change) {
    for (int i = 0; i < Frame.REGISTERS; i++) {
      Value before = frame.get(i);
      Value after = change.apply(before);
      if (after != before) {
        frame.set(i, after);
      }
    }
    for (int i = 0; i < frame.depth(); i++) {
      StackSlot slot = frame.slot(i);
      if (slot.isSpill()) {
        Value after = change.apply(slot.value());
        if (after != slot.value()) {
          frame.setSlot(i, after.isWritten() ? slot.with(after) : StackSlot.UNKNOWN);
        }
      }
    }
  }
}
