package dev.jbpf.verifier.types;

/** How far an address of one of the kernel's objects is to be trusted. */
public enum Trust {
  /** The object is there as long as the program runs, or holds it. */
  TRUSTED,
  /** It is there as long as the section of RCU. */
  RCU,
  /** It was found through another: it may be read, and given to helpers. */
  PLAIN,
  /** It may be anything: reads give 0 where there is nothing. */
  UNTRUSTED
}
