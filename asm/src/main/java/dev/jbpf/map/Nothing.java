package dev.jbpf.map;

/** The only value of no bytes. */
public enum Nothing {
  NOTHING
}
