package dev.jbpf.verifier.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Mistakes that authors of C make: what is said names the rule, and what helps in C. */
class MistakesInCTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 18);

  /** Behind each program its rule, and a note. */
  private static final Pattern EXPECTED = Pattern.compile("(?m)^// (\\S+): (.*)$");

  private static final String SOURCE =
      """
      #include <linux/bpf.h>
      #include <bpf/bpf_helpers.h>

      struct {
        __uint(type, BPF_MAP_TYPE_HASH);
        __uint(max_entries, 4);
        __type(key, __u32);
        __type(value, __u64);
      } counts SEC(".maps");
      struct {
        __uint(type, BPF_MAP_TYPE_RINGBUF);
        __uint(max_entries, 4096);
      } ring SEC(".maps");

      SEC("xdp") int packet(struct xdp_md *ctx) {
        return *(char *)(long)ctx->data;
      }
      // packet-range: before it: if ((void *)(header + 1) > (void *)(long)ctx->data_end) return 0;
      SEC("xdp") int found(struct xdp_md *ctx) {
        __u32 key = 1;
        __u64 *value = bpf_map_lookup_elem(&counts, &key);
        return *value;
      }
      // null-check: before it: if (!pointer) return 0;
      SEC("kprobe/do_exit") int kept(void *ctx) {
        char *record = bpf_ringbuf_reserve(&ring, 16, 0);
        if (!record)
          return 0;
        if (bpf_get_current_comm(record, 16))
          return 1;
        bpf_ringbuf_submit(record, 0);
        return 0;
      }
      // reference-leak: before it: bpf_ringbuf_discard(record, 0);
      SEC("kprobe/do_exit") int late(void *ctx) {
        char *record = bpf_ringbuf_reserve(&ring, 16, 0);
        if (!record)
          return 0;
        bpf_ringbuf_submit(record, 0);
        *(volatile char *)record = 1;
        return 0;
      }
      // not-a-pointer: load a pointer first
      SEC("tc") int unlimited(struct __sk_buff *skb) {
        char buffer[64];
        bpf_skb_load_bytes(skb, 0, buffer, skb->len);
        return buffer[0];
      }
      // argument-size: before it: if (size == 0 || size > sizeof(buffer)) return 0;
      SEC("tc") int index(struct __sk_buff *skb) {
        volatile __u64 all[8] = {};
        return all[skb->mark];
      }
      // stack-variable: before it: if (index >= SIZE) return 0;
      SEC("kprobe/do_exit") int argument(unsigned long *registers) {
        return *(char *)registers[14];
      }
      // not-a-pointer: instead: bpf_probe_read_kernel(&value, sizeof(value), address);
      SEC("cgroup_skb/ingress") int returned(struct __sk_buff *skb) {
        return 5;
      }
      // return-range: return 0;
      char LICENSE[] SEC("license") = "GPL";
      """;

  @Test
  void eachIsExplained() {
    BpfObjectFile object = BpfObjectFile.read(CompiledC.object(SOURCE));
    List<MatchResult> expected = EXPECTED.matcher(SOURCE).results().toList();
    List<String> names =
        Pattern.compile("int (\\w+)\\(").matcher(SOURCE).results().map(m -> m.group(1)).toList();
    for (int i = 0; i < expected.size(); i++) {
      String said = said(object, object.program(names.get(i)).orElseThrow());
      assertThat(said).contains("error[" + expected.get(i).group(1) + "]");
      assertThat(said.lines().map(String::strip)).contains("note: " + expected.get(i).group(2));
      assertThat(said).contains("prog.c:").contains(" | ");
    }
  }

  private static String said(BpfObjectFile object, ObjectProgram program) {
    LinkedProgram linked = program.link();
    Subject subject = Subjects.of(object, linked, program.kind().orElseThrow());
    return Verifier.of(KERNEL).verify(subject) instanceof Verdict.Rejected rejected
        ? Explainer.of(KERNEL, ObjectLines.of(linked)).text(subject, rejected.finding())
        : program.name() + " is accepted";
  }
}
