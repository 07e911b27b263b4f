package dev.jbpf.runtime.probe;

/** Whether a kernel has something. */
public enum Support {
  /** It has. */
  YES,
  /** It has not: it is too old, or built or set up without. */
  NO,
  /** It does not tell a process without the capability that the thing itself needs. */
  NOT_PERMITTED
}
