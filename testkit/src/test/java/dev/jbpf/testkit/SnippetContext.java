package dev.jbpf.testkit;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.map.KernelMap;

/** What documented code may take for granted: names whose meaning its text tells. Never run. */
public abstract class SnippetContext {
  protected static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 256);

  protected final ProgramBuilder builder = ProgramBuilder.create();
  protected final Program program = builder.mov(dev.jbpf.isa.Reg.R0, 0).exit().build();
  protected final Program drop = program;
  protected final KernelMap<Integer, Long> map = Bpf.create(MapDef.array("map", Codec.U64, 1));
  protected final KernelMap<?, ?> events = map;
  protected final Program assembled = program;
  protected final byte[] bytes = {};
  protected final byte[] packet = bytes;
  protected final BpfObjectFile object = BpfObjectFile.read(bytes);
  protected boolean isRunning;
  protected long sum;

  protected void count(Object record) {}
}
