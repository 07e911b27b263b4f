package dev.jbpf.cli.host;

import dev.jbpf.cli.report.Fields;
import dev.jbpf.elf.extern.KernelConfig;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.inspect.ConstantNames;
import dev.jbpf.runtime.object.kernel.KernelConfigFile;
import dev.jbpf.runtime.probe.Features;
import dev.jbpf.runtime.probe.Support;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a kernel is set up for and can do, under bpftool's names. */
final class FeatureGroups {
  /** Settings that root may change, and where they are. */
  private static final List<String> SETTINGS =
      List.of(
          "kernel/unprivileged_bpf_disabled",
          "net/core/bpf_jit_enable",
          "net/core/bpf_jit_harden",
          "net/core/bpf_jit_kallsyms",
          "net/core/bpf_jit_limit");

  /** What decides about eBPF when a kernel is built. */
  private static final List<String> OPTIONS =
      List.of(
          "BPF",
          "BPF_SYSCALL",
          "HAVE_EBPF_JIT",
          "BPF_JIT",
          "BPF_JIT_ALWAYS_ON",
          "BPF_LSM",
          "DEBUG_INFO_BTF",
          "DEBUG_INFO_BTF_MODULES",
          "CGROUPS",
          "CGROUP_BPF",
          "CGROUP_NET_CLASSID",
          "SOCK_CGROUP_DATA",
          "BPF_EVENTS",
          "KPROBES",
          "KPROBE_EVENTS",
          "UPROBE_EVENTS",
          "TRACING",
          "FTRACE_SYSCALLS",
          "FPROBE",
          "DYNAMIC_FTRACE_WITH_DIRECT_CALLS",
          "FUNCTION_ERROR_INJECTION",
          "BPF_KPROBE_OVERRIDE",
          "NET",
          "XDP_SOCKETS",
          "LWTUNNEL_BPF",
          "NET_ACT_BPF",
          "NET_CLS_BPF",
          "NET_CLS_ACT",
          "NET_SCH_INGRESS",
          "NETFILTER_BPF_LINK",
          "NETKIT",
          "XFRM",
          "IP_ROUTE_CLASSID",
          "IPV6_SEG6_BPF",
          "BPF_LIRC_MODE2",
          "BPF_STREAM_PARSER",
          "NETFILTER_XT_MATCH_BPF",
          "BPFILTER",
          "BPFILTER_UMH",
          "TEST_BPF",
          "HZ");

  private static final int LONGEST_NUMBER = 64;

  private final Kernel kernel;

  FeatureGroups(Kernel kernel) {
    this.kernel = kernel;
  }

  Fields all(boolean withHelpers) {
    Features features = Features.of(kernel);
    Fields groups =
        new Fields()
            .put("system_config", config())
            .put("syscall_config", new Fields().put("have_bpf_syscall", true))
            .put("program_types", programs(features))
            .put("map_types", maps(features));
    if (withHelpers) {
      groups.put("helpers", helpers(features));
    }
    return groups.put("misc", InstructionProbes.of(kernel));
  }

  private static Fields config() {
    Fields fields = new Fields();
    for (String setting : SETTINGS) {
      fields.put(setting.substring(setting.lastIndexOf('/') + 1), setting(setting));
    }
    Optional<KernelConfig> config = build();
    OPTIONS.forEach(
        name ->
            fields.put("CONFIG_" + name, config.flatMap(known -> known.value("CONFIG_" + name))));
    return fields;
  }

  /** At once: these files tell nothing to who asks for a second piece. */
  static Optional<Long> setting(String name) {
    try (InputStream in = Files.newInputStream(Path.of("/proc/sys", name))) {
      String text = new String(in.readNBytes(LONGEST_NUMBER), StandardCharsets.US_ASCII);
      return Optional.of(Long.valueOf(text.strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<KernelConfig> build() {
    try {
      return Optional.of(KernelConfigFile.read());
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Fields programs(Features features) {
    Fields fields = new Fields();
    features
        .programs()
        .forEach(
            (type, support) ->
                fields.put("have_" + name(type) + "_prog_type", support == Support.YES));
    return fields;
  }

  private static String name(ProgramType type) {
    return ConstantNames.ofProgramType(type.value()).orElseThrow();
  }

  private static Fields maps(Features features) {
    Fields fields = new Fields();
    features
        .maps()
        .forEach(
            (type, support) ->
                fields.put(
                    "have_" + ConstantNames.ofMapType(type.value()).orElseThrow() + "_map_type",
                    support == Support.YES));
    return fields;
  }

  private static Fields helpers(Features features) {
    Fields fields = new Fields();
    for (ProgramType type : features.programs().keySet()) {
      fields.put(
          name(type) + "_available_helpers",
          features.helpers(type).stream().map(FeatureGroups::name).toList());
    }
    return fields;
  }

  static String name(Helper helper) {
    return "bpf_" + helper.name().toLowerCase(Locale.ROOT);
  }
}
