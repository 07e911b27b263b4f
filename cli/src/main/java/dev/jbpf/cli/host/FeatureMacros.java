package dev.jbpf.cli.host;

import dev.jbpf.cli.report.Fields;
import java.util.List;
import java.util.Locale;

/**
 * What a kernel can do as macros of C, under bpftool's names: {@code HAVE_XDP_PROG_TYPE}, and
 * {@code NO_HAVE_XDP_PROG_TYPE} where it cannot.
 */
record FeatureMacros(String prefix) {
  private static final String HELPERS = "_available_helpers";
  private static final String CLOCK = "CONFIG_HZ";

  String of(Fields groups) {
    StringBuilder text = new StringBuilder();
    for (String group : groups.names()) {
      Fields members = (Fields) groups.get(group).orElseThrow();
      text.append("/*** ").append(group.replace('_', ' ')).append(" ***/\n");
      if (group.equals("helpers")) {
        text.append(choice());
      }
      members.names().forEach(name -> text.append(member(name, members)));
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  private String choice() {
    return define(
        "HAVE_PROG_TYPE_HELPER(prog_type, helper) "
            + prefix
            + "BPF__PROG_TYPE_ ## prog_type ## __HELPER_ ## helper");
  }

  /** Of how the kernel was built, programs need its clock only. */
  private String member(String name, Fields members) {
    Object value = members.get(name).orElseThrow();
    if (value instanceof Boolean is) {
      return define((is ? "" : "NO_") + name.toUpperCase(Locale.ROOT));
    } else if (value instanceof List<?> helpers) {
      return available(name.substring(0, name.length() - HELPERS.length()), helpers);
    }
    return name.equals(CLOCK) ? define(CLOCK + " " + FeaturesCommand.word(value)) : "";
  }

  private String available(String type, List<?> helpers) {
    StringBuilder text = new StringBuilder();
    helpers.forEach(
        helper -> text.append(define("BPF__PROG_TYPE_" + type + "__HELPER_" + helper + " 1")));
    return text.toString();
  }

  private String define(String what) {
    return "#define " + prefix + what + "\n";
  }
}
