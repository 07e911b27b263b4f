package dev.jbpf.verifier.step.memory;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.ContextField;
import dev.jbpf.verifier.facts.ContextLayout;
import dev.jbpf.verifier.facts.ContextValue;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.Regions.Access;

/** The context, and the views of sockets and flow keys: memory that has members. */
final class ContextMemory {
  private final Machine machine;
  private final TracingArguments tracing;

  ContextMemory(Machine machine) {
    this.machine = machine;
    this.tracing = new TracingArguments(machine);
  }

  private ContextLayout context() {
    return machine
        .rules
        .context()
        .orElseThrow(() -> new Unknown("the context's members are in the kernel's types"));
  }

  Value load(Access access, boolean isSigned) {
    int off = offset(access);
    if (machine.rules.context().isEmpty()) {
      return tracing.load(access, off);
    }
    ContextField field =
        context()
            .load(off, (int) access.size())
            .filter(found -> !isSigned || found.value() == ContextValue.NUMBER)
            .orElseThrow(() -> refusal(access, off));
    return value(field, (int) access.size());
  }

  private static Refusal refusal(Access access, int off) {
    return access.refusal(
        Rule.CONTEXT_ACCESS,
        "the context has no member of "
            + access.bytes()
            + " at "
            + off
            + (access.isWrite() ? " that may be written" : " that may be read"));
  }

  /** {@return where in the context: at a constant offset, from its own address} */
  private static int offset(Access access) {
    Pointer pointer = access.pointer();
    if (pointer.off() != 0 || !pointer.var().is(0)) {
      throw access.refusal(Rule.CONTEXT_OFFSET, "the context pointer was modified: " + pointer);
    }
    if (access.off() < 0) {
      throw access.refusal(Rule.CONTEXT_ACCESS, "negative offset into the context");
    }
    return (int) access.off();
  }

  private Value value(ContextField field, int size) {
    return switch (field.value()) {
      case NUMBER -> Machine.anyOf(size);
      case PACKET -> Pointer.to(PointerKind.PACKET).done();
      case PACKET_END -> Pointer.to(PointerKind.PACKET_END).done();
      case PACKET_META -> Pointer.to(PointerKind.PACKET_META).done();
      case FLOW_KEYS -> Pointer.to(PointerKind.FLOW_KEYS).done();
      case SOCKET -> Pointer.to(PointerKind.SOCKET).done();
      case SOCKET_OR_NULL -> orNull(PointerKind.SOCKET);
      case SOCK_COMMON -> Pointer.to(PointerKind.SOCK_COMMON).done();
      case SOCK_COMMON_OR_NULL -> orNull(PointerKind.SOCK_COMMON);
      case TYPED -> Pointer.to(PointerKind.TYPED).type(field.type()).done();
      case TYPED_OR_NULL ->
          Pointer.to(PointerKind.TYPED).type(field.type()).nullable(machine.newId()).done();
      case TRACEPOINT_BUFFER -> Pointer.to(PointerKind.TRACEPOINT_BUFFER).done();
    };
  }

  private Pointer orNull(PointerKind kind) {
    return Pointer.to(kind).nullable(machine.newId()).done();
  }

  void store(Access access) {
    int off = offset(access);
    if (machine.rules.context().isEmpty() && machine.subject.type() == ProgramType.TRACING) {
      throw refusal(access, off);
    }
    if (!context().canStore(off, (int) access.size())) {
      throw refusal(access, off);
    }
  }

  /** Older kernels write the context from registers only. */
  void checkImmediate(Access access) {
    if (access.pointer().kind() == PointerKind.CONTEXT && !machine.since(6, 4)) {
      throw access.refusal(Rule.CONTEXT_STORE_IMMEDIATE, "an immediate is stored to the context");
    }
  }

  Value loadView(Access access) {
    Pointer pointer = access.pointer();
    boolean isInside = access.off() + pointer.off() >= 0 && pointer.isFixed();
    if (!isInside) {
      throw access.refusal(Rule.OBJECT_ACCESS, "an offset into " + pointer.kind() + " is negative");
    }
    int off = (int) (access.from() + pointer.var().value());
    ContextField field =
        view(pointer.kind())
            .load(off, (int) access.size())
            .orElseThrow(
                () ->
                    access.refusal(
                        Rule.OBJECT_ACCESS,
                        pointer.kind() + " has no member of " + access.bytes() + " at " + off));
    return field.value() == ContextValue.NUMBER ? Num.unknown() : value(field, (int) access.size());
  }

  private ContextLayout view(PointerKind kind) {
    return switch (kind) {
      case SOCKET -> machine.model.socket();
      case TCP_SOCK -> machine.model.tcpSock();
      case XDP_SOCK -> machine.model.xdpSock();
      default -> machine.model.sockCommon();
    };
  }

  /** Flow keys are memory: any bytes of them may be loaded and stored. */
  void checkFlowKeys(Access access) {
    long off = access.from() + access.pointer().var().value();
    boolean isInside =
        access.pointer().isFixed()
            && off >= 0
            && off + access.size() <= machine.model.flowKeys().size();
    if (!isInside) {
      throw access.refusal(
          Rule.OBJECT_ACCESS, "flow keys have no " + access.bytes() + " at " + off);
    }
  }
}
