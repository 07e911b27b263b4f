package dev.jbpf.verifier.facts;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import java.util.Optional;

/** The facts of the tables, for one kernel. */
record TableModel(KernelVersion version, Facts facts) implements KernelModel {
  /** What is read once. */
  record Facts(
      HelperTable helpers,
      FieldTable.Layouts layouts,
      ProgramTable programs,
      Openings openings,
      MapRules maps) {
    private static final Facts ALL = load();

    private static Facts load() {
      FieldTable.Layouts layouts = new FieldTable.Layouts(FactTables.lines("contexts.txt"));
      return new Facts(
          new HelperTable(FactTables.lines("helpers.txt")),
          layouts,
          new ProgramTable(FactTables.lines("programs.txt"), layouts),
          new Openings(FactTables.lines("closed.txt")),
          new HelperMapTable(FactTables.lines("maps.txt")));
    }
  }

  static KernelModel of(KernelVersion version) {
    return new TableModel(version, Facts.ALL);
  }

  @Override
  public Optional<HelperPrototype> helper(int number) {
    return facts.helpers().find(number, version);
  }

  @Override
  public Optional<HelperPrototype> helper(ProgramType type, int number) {
    return facts.helpers().find(type, number, version);
  }

  @Override
  public boolean admits(ProgramType type, int attachType, HelperPrototype helper) {
    return facts.openings().isOpen(type, attachType, helper.helper(), version);
  }

  @Override
  public Optional<ProgramRules> program(ProgramType type, int attachType) {
    return facts.programs().find(type, attachType, version);
  }

  @Override
  public MapRules maps() {
    return facts.maps();
  }

  @Override
  public ContextLayout socket() {
    return layout("socket");
  }

  @Override
  public ContextLayout sockCommon() {
    return layout("sock");
  }

  @Override
  public ContextLayout tcpSock() {
    return layout("tcp_sock");
  }

  @Override
  public ContextLayout xdpSock() {
    return layout("xdp_sock");
  }

  @Override
  public ContextLayout flowKeys() {
    return layout("flow_keys");
  }

  private ContextLayout layout(String name) {
    return facts
        .layouts()
        .find(name)
        .orElseThrow(() -> new IllegalStateException("no layout " + name));
  }
}
