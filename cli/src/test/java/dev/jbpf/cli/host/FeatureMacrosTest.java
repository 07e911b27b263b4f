package dev.jbpf.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.report.Fields;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureMacrosTest {
  @Test
  void whatThereIsAndWhatNot() {
    Fields groups =
        new Fields()
            .put(
                "system_config",
                new Fields()
                    .put("bpf_jit_enable", 1)
                    .put("CONFIG_BPF", Optional.of("y"))
                    .put("CONFIG_HZ", Optional.of("250")))
            .put("program_types", new Fields().put("have_xdp_prog_type", true))
            .put("map_types", new Fields().put("have_hash_map_type", false))
            .put(
                "helpers",
                new Fields().put("xdp_available_helpers", List.of("bpf_redirect", "bpf_loop")));
    assertThat(new FeatureMacros("MY_").of(groups).lines().filter(line -> line.startsWith("#")))
        .containsExactly(
            "#define MY_CONFIG_HZ 250",
            "#define MY_HAVE_XDP_PROG_TYPE",
            "#define MY_NO_HAVE_HASH_MAP_TYPE",
            "#define MY_HAVE_PROG_TYPE_HELPER(prog_type, helper)"
                + " MY_BPF__PROG_TYPE_ ## prog_type ## __HELPER_ ## helper",
            "#define MY_BPF__PROG_TYPE_xdp__HELPER_bpf_redirect 1",
            "#define MY_BPF__PROG_TYPE_xdp__HELPER_bpf_loop 1");
  }
}
