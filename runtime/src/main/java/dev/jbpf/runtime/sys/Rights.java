package dev.jbpf.runtime.sys;

import dev.jbpf.runtime.host.Capability;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel tells about what the calling thread may do: the facts that a refusal is explained
 * from. What the kernel does not tell is not guessed.
 *
 * <p>Source: proc(5), user_namespaces(7), seccomp(2), kernel_lockdown(7).
 *
 * @param effective the bits of the effective capabilities
 * @param isInUserNamespace whether they hold in another user namespace than the machine's first, so
 *     that they count only for what belongs to that
 * @param isFiltered whether a seccomp filter decides on system calls before the kernel does
 * @param lockdown the mode of lockdown: {@code none}, {@code integrity}, {@code confidentiality}
 */
public record Rights(
    Optional<Long> effective,
    boolean isInUserNamespace,
    boolean isFiltered,
    Optional<String> lockdown) {
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final Path PROCESS = Path.of("/proc/self");
  private static final Path LOCKDOWN = Path.of("/sys/kernel/security/lockdown");
  private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");

  /** The kernel gives the first user namespace this number: {@code PROC_USER_INIT_INO}. */
  private static final String FIRST_NAMESPACE = "user:[4026531837]";

  /** How the first namespace sees users: all of them, each as what it is. */
  private static final Pattern ALL_USERS = Pattern.compile("\\s*0\\s+0\\s+4294967295\\s*");

  private static final String FILTER_MODE = "2";

  /** {@code _LINUX_CAPABILITY_VERSION_3}, and the size of its three masks of 64 bits. */
  private static final int CAPABILITY_VERSION = 0x20080522;

  private static final int CAPABILITY_BYTES = 3 * Long.BYTES;

  /**
   * Why something was refused.
   *
   * @param reason what is known, as a sentence without its full stop
   * @param remedy what to do, the same
   */
  public record Explanation(String reason, String remedy) {
    /** {@return both sentences, the last without its full stop} */
    @Override
    public String toString() {
      return reason + ". " + remedy;
    }
  }

  /** {@return those of the calling thread} */
  public static Rights now() {
    Map<String, String> status = ProcFile.facts(THREAD.resolve("status"));
    return new Rights(
        Optional.ofNullable(status.get("CapEff")).map(mask -> Long.parseUnsignedLong(mask, 16)),
        isInNamespace(),
        FILTER_MODE.equals(status.get("Seccomp")),
        read(LOCKDOWN).map(CHOSEN::matcher).filter(Matcher::find).map(found -> found.group(1)));
  }

  /** Takes all capabilities from the calling thread, for good; capset(2). */
  public static void giveUp(BpfSyscalls syscalls) {
    NativeMemory header = NativeMemory.ofSize(syscalls, Long.BYTES);
    header.bytes().putInt(0, CAPABILITY_VERSION);
    NativeMemory none = NativeMemory.ofSize(syscalls, CAPABILITY_BYTES);
    long result = syscalls.call(Syscall.CAPSET, header.address(), none.address(), 0);
    Reference.reachabilityFence(header);
    Reference.reachabilityFence(none);
    if (result != 0) {
      throw new IllegalStateException("cannot give up capabilities: capset gives " + result);
    }
  }

  /** The number tells; where it cannot be read, the users that it maps. */
  private static boolean isInNamespace() {
    try {
      Path namespace = Files.readSymbolicLink(PROCESS.resolve("ns/user"));
      return !namespace.toString().equals(FIRST_NAMESPACE);
    } catch (IOException | UnsupportedOperationException e) {
      return read(PROCESS.resolve("uid_map"))
          .filter(map -> !ALL_USERS.matcher(map).matches())
          .isPresent();
    }
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** {@return those of {@code needed} that are known to be missing} */
  public List<Capability> missing(Collection<Capability> needed) {
    return effective
        .map(mask -> needed.stream().distinct().filter(c -> !c.isHeldIn(mask)).toList())
        .orElse(List.of());
  }

  /** {@return whether all of {@code needed} count everywhere on this machine} */
  public boolean hasEverywhere(Collection<Capability> needed) {
    return effective.isPresent() && !isInUserNamespace && missing(needed).isEmpty();
  }

  /** {@return why a thread with these rights was not permitted what {@code needed} permits} */
  public Explanation explain(Collection<Capability> needed) {
    List<Capability> missing = missing(needed);
    if (!missing.isEmpty()) {
      return lacking(missing);
    }
    String names = Capability.list(needed.stream().distinct().toList());
    if (effective.isEmpty()) {
      return new Explanation(
          "It needs " + names + ", and /proc does not tell whether this process has that",
          "Mount /proc, or run it as root (sudo)");
    }
    return isInUserNamespace ? inNamespace(names) : beyondCapabilities(names);
  }

  private Explanation lacking(List<Capability> missing) {
    return new Explanation(
        "This process lacks " + Capability.list(missing),
        isInUserNamespace
            ? "It runs in a user namespace (a rootless container, or unshare -U), and what it is"
                + " given there does not count for the machine: run it outside, as root (sudo)"
            : "Run it as root (sudo), or in a container with --privileged or "
                + Capability.options(missing));
  }

  private static Explanation inNamespace(String names) {
    return new Explanation(
        "This process has "
            + names
            + " only in its user namespace (a rootless container, or unshare -U), where that does"
            + " not count for this",
        "Run it outside of the namespace, as root (sudo)");
  }

  private Explanation beyondCapabilities(String names) {
    List<String> reasons = new ArrayList<>();
    List<String> remedies = new ArrayList<>();
    if (isFiltered) {
      reasons.add("a seccomp filter, which may forbid it, decides on its system calls");
      remedies.add(
          "run it outside of the container, or allow it by --security-opt seccomp=PROFILE");
    }
    lockdown
        .filter(mode -> !mode.equals("none"))
        .ifPresent(
            mode -> {
              reasons.add("the kernel's lockdown mode is " + mode + ", which may forbid it");
              remedies.add("boot the kernel without lockdown");
            });
    if (reasons.isEmpty()) {
      reasons.add("no seccomp filter is in the way: a security module (LSM) may forbid it");
      remedies.add("look for it in the kernel's log (dmesg) and the audit log");
    }
    String remedy = String.join(", or ", remedies);
    return new Explanation(
        "This process has " + names + "; " + String.join(", and ", reasons),
        Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1));
  }
}
