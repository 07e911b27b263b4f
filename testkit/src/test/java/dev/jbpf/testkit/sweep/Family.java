package dev.jbpf.testkit.sweep;

import java.util.function.Consumer;

/** The kinds of helpers that are compared. */
enum Family {
  PACKETS(PacketCases::all),
  NETWORK(NetworkCases::all),
  SOCKETS(SocketCases::all),
  BUFFERS(BufferCases::all),
  DYNPTRS(DynptrCases::all),
  CHECKSUMS(ChecksumCases::all),
  MAPS(MapCases::all),
  RINGS(RingCases::all),
  SAMPLES(SampleCases::all),
  TEXTS(TextCases::all),
  CONTEXTS(ContextCases::all);

  private final Consumer<Consumer<Case>> cases;

  Family(Consumer<Consumer<Case>> cases) {
    this.cases = cases;
  }

  void cases(Consumer<Case> to) {
    cases.accept(to);
  }
}
