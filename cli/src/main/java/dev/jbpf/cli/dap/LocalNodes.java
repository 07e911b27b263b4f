package dev.jbpf.cli.dap;

import dev.jbpf.cli.dwarf.FunctionVariables;
import dev.jbpf.cli.dwarf.Local;
import dev.jbpf.vm.debug.Debugger;
import java.util.List;
import java.util.Optional;

/** The variables that functions of a C source keep to themselves. */
final class LocalNodes {
  private final Debugger debugger;
  private final FunctionVariables variables;

  LocalNodes(Debuggee debuggee, Debugger debugger) {
    this.debugger = debugger;
    this.variables =
        FunctionVariables.of(
            debugger.program(), debuggee.subject().object().map(object -> object.elf()));
  }

  /** {@return those of the function that is {@code outwards} calls away} */
  List<Node> of(int outwards) {
    return debugger.run().isDone()
        ? List.of()
        : variables.at(debugger.run(), outwards).stream().map(this::node).toList();
  }

  /** {@return what is in the type of one of them} */
  Optional<String> type(String name, int outwards) {
    return debugger.run().isDone()
        ? Optional.empty()
        : variables.type(debugger.run(), outwards, name);
  }

  private Node node(Local local) {
    Node node = Node.of(local.name(), local.value());
    if (!local.parts().isEmpty()) {
      node = node.with(() -> local.parts().stream().map(this::node).toList());
    }
    return local.address().isPresent() ? inMemory(node, local) : node;
  }

  private Node inMemory(Node node, Local local) {
    long address = local.address().getAsLong();
    boolean isNumber = local.size() <= Long.BYTES && Integer.bitCount(local.size()) == 1;
    Node there = node.at(address);
    return isNumber
        ? there
            .watched("*" + AddressText.text(address) + ":" + local.size())
            .changed(to -> debugger.change(run -> run.memory().store(address, local.size(), to)))
        : there;
  }
}
