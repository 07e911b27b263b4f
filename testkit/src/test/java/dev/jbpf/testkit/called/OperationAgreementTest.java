package dev.jbpf.testkit.called;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.ChildJvm;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KernelTest
class OperationAgreementTest {
  static final Map<String, Integer> SIZES = new LinkedHashMap<>();

  static {
    SIZES.put("events", 16);
    SIZES.put("asked", 6);
    SIZES.put("refused", 96);
    SIZES.put("options", 4 * 96 * 3);
    SIZES.put("own", 48);
    SIZES.put("sized", 72);
    SIZES.put("named", 24);
    SIZES.put("reserved", 8);
    SIZES.put("stored", 40);
    SIZES.put("loaded", 100);
    SIZES.put("sizes", 80);
    SIZES.put("bound", 56);
    SIZES.put("pulled", 36);
    SIZES.put("pushed", 30);
    SIZES.put("popped", 36);
  }

  private static BpfObjectFile object;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    object = TestObjects.compiled("operations", folder);
  }

  static int[] numbers(byte[] bytes) {
    int[] all = new int[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(all);
    return all;
  }

  @Test
  void inKernel() throws Exception {
    Map<String, int[]> results = new HashMap<>();
    ControlGroup.call(
        group -> {
          try (BpfObject loaded = BpfObject.open("operations", object).load();
              Link first = loaded.attach("operations", Hooks.cgroup(group, AttachType.CGROUP_SOCK_OPS));
              Link second = loaded.attach("connects", Hooks.cgroup(group, AttachType.CGROUP_INET4_CONNECT));
              Link third = loaded.attach("sends", Hooks.socketMessages(loaded.map("sockets")))) {
            Process member = ChildJvm.startIn(group, GroupMember.class);
            BufferedReader out = member.inputReader(StandardCharsets.UTF_8);
            short port = (short) Integer.parseInt(out.readLine());
            loaded.variable("port", Codec.U16).set(port & 0xffff);
            member.outputWriter().append('\n').close();
            System.out.println("received " + out.readLine());
            assertThat(member.waitFor()).isZero();
            SIZES.forEach(
                (name, size) ->
                    results.put(name, numbers(loaded.variable(name, Codec.bytes(4 * size)).get())));
            System.out.println("seen " + java.util.Arrays.toString(loaded.variable("seen", Codec.bytes(32)).get()));
          }
        });
    results.forEach((name, all) -> System.out.println(name + java.util.Arrays.toString(all)));
  }
}
