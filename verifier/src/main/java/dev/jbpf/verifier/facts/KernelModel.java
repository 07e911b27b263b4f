package dev.jbpf.verifier.facts;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import java.util.Optional;

/** The facts as one kernel has them. */
public interface KernelModel {
  /** {@return the facts about that kernel} */
  static KernelModel of(KernelVersion version) {
    return TableModel.of(version);
  }

  /** {@return which kernel} */
  KernelVersion version();

  /** {@return the prototype of the helper of that number; empty if this kernel has none} */
  Optional<HelperPrototype> helper(int number);

  /**
   * {@return the prototype of the helper of that number for programs of that type, whether or not
   * they may call it; empty if this kernel has none}
   */
  Optional<HelperPrototype> helper(ProgramType type, int number);

  /** {@return whether programs of that type, at that place to attach to, may call that helper} */
  boolean admits(ProgramType type, int attachType, HelperPrototype helper);

  /**
   * {@return what holds for programs of that type at that place to attach to ({@code
   * expected_attach_type}); empty if this kernel has no such type, or not at that place}
   */
  Optional<ProgramRules> program(ProgramType type, int attachType);

  /** {@return which maps go with which helpers} */
  MapRules maps();

  /** {@return the members of {@code struct bpf_sock} that a full socket has} */
  ContextLayout socket();

  /** {@return the members of {@code struct bpf_sock} that any socket has} */
  ContextLayout sockCommon();

  /** {@return the members of {@code struct bpf_tcp_sock}} */
  ContextLayout tcpSock();

  /** {@return the members of {@code struct bpf_xdp_sock}} */
  ContextLayout xdpSock();

  /** {@return the members of {@code struct bpf_flow_keys}} */
  ContextLayout flowKeys();
}
