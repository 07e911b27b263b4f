package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.isa.Op;
import dev.jbpf.testing.Insns;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.jqwik.api.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random statements of every row but those known give the bytes that other assemblers make of them.
 */
class PeerAssemblersTest {
  private static final long SEED = 20_260_101;
  private static final int COUNT = 20_000;
  private static final Path KNOWN = Path.of("src/test/resources/peers");

  @TempDir private Path folder;

  @Test
  void llvm() throws IOException {
    Tool tool = Tool.named("llvm-mc-19");
    compare(
        "llvm-mc-19",
        Dialect.LLVM,
        (source, object) ->
            tool.run("-triple=bpfel", "-mcpu=v4", "-filetype=obj", source, "-o", object));
  }

  @Test
  void binutils() throws IOException {
    Tool tool = Tool.named("bpf-as");
    compare("bpf-as", Dialect.GNU, (source, object) -> tool.run("-EL", source, "-o", object));
  }

  private interface Peer {
    Tool.Result run(Path source, Path object);
  }

  /** Rows that a peer lacks or makes otherwise are in a file with the reasons, and no others. */
  private void compare(String name, Dialect dialect, Peer peer) throws IOException {
    Map<String, String> known = new TreeMap<>();
    for (String line : Files.readAllLines(KNOWN.resolve(name + ".txt"))) {
      String[] parts = line.split(" ", 2);
      known.put(parts[0], parts[1]);
    }
    Map<Op, String> wrong = new TreeMap<>();
    List<Insn> left = statements();
    List<Insn> accepted = refused(left, dialect, peer, wrong);
    byte[] bytes = text(accepted, dialect, peer);
    int at = 0;
    for (Insn insn : accepted) {
      byte[] ours = Program.of(insn).toBytes(ByteOrder.LITTLE_ENDIAN);
      byte[] theirs = Arrays.copyOfRange(bytes, at, at + ours.length);
      if (!Arrays.equals(ours, theirs)) {
        wrong.putIfAbsent(insn.op(), line(insn, dialect) + " gives other bytes");
      }
      at += ours.length;
    }
    assertThat(at).isEqualTo(bytes.length);
    assertThat(wrong.keySet())
        .as("%s, seed %d: %s", name, SEED, wrong)
        .extracting(Op::name)
        .containsExactlyInAnyOrderElementsOf(known.keySet());
  }

  private static List<Insn> statements() {
    Random random = new Random(SEED);
    List<Insn> insns = new ArrayList<>();
    for (Op op : Op.values()) {
      RandomGenerator<Insn> generator = Insns.of(op).generator(1000);
      for (int i = COUNT / Op.values().length; i >= 0; i--) {
        insns.add(generator.next(random).value());
      }
    }
    return insns;
  }

  /** {@return the statements that the peer takes} */
  private List<Insn> refused(List<Insn> insns, Dialect dialect, Peer peer, Map<Op, String> wrong)
      throws IOException {
    Path source = write(insns, dialect);
    String output = peer.run(source, folder.resolve("x.o")).output();
    BitSet lines = new BitSet();
    Pattern.compile("x\\.s:(\\d+):(?:\\d+:)? (?i:error)(.*)")
        .matcher(output)
        .results()
        .forEach(
            error -> {
              int line = Integer.parseInt(error.group(1)) - 1;
              lines.set(line);
              Insn insn = insns.get(line);
              wrong.putIfAbsent(insn.op(), line(insn, dialect) + error.group(2));
            });
    List<Insn> accepted = new ArrayList<>();
    for (int i = 0; i < insns.size(); i++) {
      if (!lines.get(i)) {
        accepted.add(insns.get(i));
      }
    }
    return accepted;
  }

  private byte[] text(List<Insn> insns, Dialect dialect, Peer peer) throws IOException {
    Path object = folder.resolve("x.o");
    Tool.Result result = peer.run(write(insns, dialect), object);
    assertThat(result.exit()).as(result.output()).isZero();
    return ElfObject.read(Files.readAllBytes(object)).section(".text").orElseThrow().toBytes();
  }

  private Path write(List<Insn> insns, Dialect dialect) throws IOException {
    List<String> lines = insns.stream().map(insn -> line(insn, dialect)).toList();
    return Files.write(folder.resolve("x.s"), lines);
  }

  private static String line(Insn insn, Dialect dialect) {
    String line = Disassembler.lines(Program.of(insn), dialect).get(0);
    // Up to 2.40, binutils wants a plus in front of every offset.
    return dialect == Dialect.GNU ? line.replaceFirst("(\\[%r\\d+)-", "$1+-") : line;
  }
}
