package dev.jbpf.methods.translate.method;

import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Instructions that only move operands. The JVM counts slots, of which wide ones have two. */
public final class OperandCode {
  private final FrameState state;

  public OperandCode(FrameState state) {
    this.state = state;
  }

  public void step(int opcode) {
    switch (opcode) {
      case Opcodes.POP -> state.pop();
      case Opcodes.POP2 -> take();
      case Opcodes.DUP -> state.push(state.peek(0));
      case Opcodes.DUP_X1 -> insert(List.of(state.pop()), 1);
      case Opcodes.DUP_X2 -> insert(List.of(state.pop()), 2);
      case Opcodes.DUP2 -> insert(take(), 0);
      case Opcodes.DUP2_X1 -> insert(take(), 1);
      case Opcodes.DUP2_X2 -> insert(take(), 2);
      default -> insertBelow();
    }
  }

  /** {@return what is in the two slots on top, taken away} */
  private List<Item> take() {
    Item top = state.pop();
    return top.isWide() ? List.of(top) : List.of(state.pop(), top);
  }

  /** Puts {@code items} on top, and below the {@code slots} slots that are on top now. */
  private void insert(List<Item> items, int slots) {
    int at = state.operands().size();
    for (int passed = 0; passed < slots; ) {
      at--;
      passed += state.operands().get(at).isWide() ? 2 : 1;
    }
    state.operands().addAll(at, items);
    state.operands().addAll(items);
  }

  private void insertBelow() {
    Item top = state.pop();
    Item below = state.pop();
    state.push(top);
    state.push(below);
  }
}
