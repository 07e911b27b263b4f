package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.netlink.NetlinkMessage;

/**
 * The two ways in which a filter of the traffic control runs a program.
 *
 * <p>Source: {@code include/uapi/linux/pkt_cls.h}, {@code tc_act/tc_bpf.h}.
 */
enum TcFilter {
  /** The program is the filter, and says what becomes of the packet. */
  CLASSIFIER(ProgramType.SCHED_CLS, "bpf", "CONFIG_NET_CLS_BPF") {
    @Override
    NetlinkMessage options(int program, String name) {
      return new NetlinkMessage()
          .attribute(TCA_BPF_FD, program)
          .attribute(TCA_BPF_NAME, name)
          .attribute(TCA_BPF_FLAGS, DIRECT_ACTION);
    }
  },

  /** The program is the action of a filter that takes every packet. */
  ACTION(ProgramType.SCHED_ACT, "matchall", "CONFIG_NET_ACT_BPF and CONFIG_NET_CLS_MATCHALL") {
    @Override
    NetlinkMessage options(int program, String name) {
      NetlinkMessage options =
          new NetlinkMessage()
              .nested(TCA_ACT_BPF_PARMS, parameters())
              .attribute(TCA_ACT_BPF_FD, program)
              .attribute(TCA_ACT_BPF_NAME, name);
      NetlinkMessage action =
          new NetlinkMessage().attribute(TCA_ACT_KIND, "bpf").nested(TCA_ACT_OPTIONS, options);
      return new NetlinkMessage()
          .nested(TCA_MATCHALL_ACT, new NetlinkMessage().nested(FIRST, action));
    }

    /** {@code struct tc_act_bpf}: the third number is for programs that return TC_ACT_UNSPEC. */
    private NetlinkMessage parameters() {
      return new NetlinkMessage().u32(0).u32(0).u32(TC_ACT_PIPE).u32(0).u32(0);
    }
  };

  private static final int TCA_BPF_FD = 6;
  private static final int TCA_BPF_NAME = 7;
  private static final int TCA_BPF_FLAGS = 8;
  private static final int DIRECT_ACTION = 1;

  private static final int TCA_MATCHALL_ACT = 2;
  private static final int FIRST = 1;
  private static final int TCA_ACT_KIND = 1;
  private static final int TCA_ACT_OPTIONS = 2;
  private static final int TCA_ACT_BPF_PARMS = 2;
  private static final int TCA_ACT_BPF_FD = 5;
  private static final int TCA_ACT_BPF_NAME = 6;
  private static final int TC_ACT_PIPE = 3;

  private final ProgramType programType;
  private final String kind;
  private final String configuration;

  TcFilter(ProgramType programType, String kind, String configuration) {
    this.programType = programType;
    this.kind = kind;
    this.configuration = configuration;
  }

  /** {@return the type of program that it runs} */
  ProgramType programType() {
    return programType;
  }

  /** {@return the kernel's name of such filters} */
  String kind() {
    return kind;
  }

  /** {@return what a kernel that does not know it is built without} */
  String configuration() {
    return configuration;
  }

  /** {@return what the kernel is told of a filter with the program of that descriptor} */
  abstract NetlinkMessage options(int program, String name);
}
