package dev.jbpf.runtime.event;

/** Takes what programs send. */
@FunctionalInterface
public interface RecordHandler {
  /** Takes a record, which is valid until this returns. */
  void accept(EventRecord record);
}
