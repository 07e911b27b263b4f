package dev.jbpf.runtime.perf;

import dev.jbpf.runtime.sys.Field;

/**
 * The members of the kernel's {@code struct perf_event_attr} that are used here.
 *
 * <p>Source: {@code include/uapi/linux/perf_event.h}; a test compares the rows with the kernel's
 * BTF.
 */
public enum PerfField implements Field {
  TYPE("type", 0, 4),
  SIZE("size", 4, 4),
  CONFIG("config", 8, 8),
  SAMPLE_PERIOD("sample_period", 16, 8),
  SAMPLE_TYPE("sample_type", 24, 8),
  READ_FORMAT("read_format", 32, 8),
  /** Bit fields from here on: see {@link PerfAttr}. */
  FLAGS("disabled", 40, 8),
  WAKEUP_EVENTS("wakeup_events", 48, 4),
  CONFIG1("config1", 56, 8),
  CONFIG2("config2", 64, 8);

  /** The size of the struct in Linux 4.1, the first that any kernel with eBPF knows. */
  static final int STRUCT_SIZE = 112;

  private final Member member;

  PerfField(String path, int offset, int bytes) {
    this.member = new Member(path, offset, bytes);
  }

  @Override
  public Member member() {
    return member;
  }
}
