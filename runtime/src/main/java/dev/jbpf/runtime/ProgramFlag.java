package dev.jbpf.runtime;

import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.call.LoadFlags;
import java.util.EnumSet;
import java.util.Set;

/** What the verifier is told when a program is loaded. */
public enum ProgramFlag {
  /** Refuse unaligned access even on machines that allow it. */
  STRICT_ALIGNMENT(LoadFlags.BPF_F_STRICT_ALIGNMENT),
  /** Allow unaligned access even on machines that do not. */
  ANY_ALIGNMENT(LoadFlags.BPF_F_ANY_ALIGNMENT),
  /** For tests: random upper halves after 32-bit instructions. */
  TEST_RND_HI32(LoadFlags.BPF_F_TEST_RND_HI32),
  /** For tests: compare states at every instruction. */
  TEST_STATE_FREQ(LoadFlags.BPF_F_TEST_STATE_FREQ),
  /** The program may sleep; since Linux 5.10. */
  SLEEPABLE(LoadFlags.BPF_F_SLEEPABLE),
  /** XDP: the program copes with packets in several pieces; since Linux 5.18. */
  XDP_HAS_FRAGS(LoadFlags.BPF_F_XDP_HAS_FRAGS),
  /** XDP: the program is for one device; since Linux 6.3. */
  XDP_DEV_BOUND_ONLY(LoadFlags.BPF_F_XDP_DEV_BOUND_ONLY),
  /** For tests: fail where the verifier's bounds contradict each other; since Linux 6.8. */
  TEST_REG_INVARIANTS(LoadFlags.BPF_F_TEST_REG_INVARIANTS);

  private final int mask;

  ProgramFlag(int mask) {
    this.mask = mask;
  }

  /** {@return what the name of a section says that the verifier is told of its programs} */
  public static Set<ProgramFlag> of(ProgramSection section) {
    Set<ProgramFlag> flags = EnumSet.noneOf(ProgramFlag.class);
    if (section.is(ProgramSection.Trait.SLEEPABLE)) {
      flags.add(SLEEPABLE);
    }
    if (section.is(ProgramSection.Trait.FRAGS)) {
      flags.add(XDP_HAS_FRAGS);
    }
    return flags;
  }

  /** {@return the flag's bit in the kernel's {@code prog_flags}} */
  int mask() {
    return mask;
  }
}
