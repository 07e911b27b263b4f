package dev.jbpf.text;

/** Makes jumps that reach too far longer. */
final class Relaxer {
  Relaxer(Context context, Region region) {}

  void relax() {}
}
