package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.SpinLock;
import dev.jbpf.text.Assembler;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lock in a value is its holder's: whoever changes the value changes all but that. */
class SpinLockTest {
  private record Account(long before, SpinLock lock, int a, long b) {}

  private static final Codec<Account> ACCOUNT = Codec.record(Account.class);
  private static final MapDef<Integer, Account> ARRAY = MapDef.array("m", ACCOUNT, 1);
  private static final MapDef<Integer, Account> HASH = MapDef.hash("m", Codec.INDEX, ACCOUNT, 2);

  private static LoadedProgram load(Vm vm, String source) {
    return vm.load(Assembler.assemble(source).program().orElseThrow());
  }

  /** A helper of the test's updates the value while the run holds the lock. */
  @DisplayName("Robustness: an update from Java does not free a lock that a run holds")
  @ParameterizedTest
  @EnumSource(Engine.class)
  void updatesPassTheLockOver(Engine engine) {
    Account there = new Account(-1, new SpinLock(77), -2, -3);
    AtomicReference<BpfMap<Integer, Account>> map = new AtomicReference<>();
    VmOptions options =
        VmOptions.DEFAULT
            .withEngine(engine)
            .withHelper(
                9_000,
                (call, r1, r2, r3, r4, r5) -> {
                  map.get().update(0, there);
                  return 0;
                });
    for (MapDef<Integer, Account> def : java.util.List.of(ARRAY, HASH)) {
      Vm vm = Vm.create(options);
      map.set(vm.map(def));
      map.get().update(0, new Account(1, SpinLock.FREE, 2, 3));
      assertThat(load(vm, UPDATED_WHILE_LOCKED).run()).isEqualTo(1);
      Account left = new Account(there.before(), SpinLock.FREE, there.a(), there.b());
      assertThat(map.get().lookup(0)).hasValue(left);
    }
  }

  private static final String UPDATED_WHILE_LOCKED =
      """
      r1 = 0
      *(u32 *)(r10 - 4) = r1
      r1 = m ll
      r2 = r10
      r2 += -4
      call bpf_map_lookup_elem
      if r0 == 0 goto out
      r6 = r0
      r1 = r6
      r1 += 8
      call bpf_spin_lock
      r7 = *(u32 *)(r6 + 8)
      call 9000
      r8 = *(u32 *)(r6 + 8)
      r1 = r6
      r1 += 8
      call bpf_spin_unlock
      r0 = 0
      if r7 == 0 goto out
      if r7 != r8 goto out
      r0 = 1
      out:
      exit
      """;

  @DisplayName("Robustness: what a program stores leaves the lock free, in a value used again too")
  @ParameterizedTest
  @EnumSource(Engine.class)
  void programsPassTheLockOver(Engine engine) {
    for (MapDef<Integer, Account> def : java.util.List.of(ARRAY, HASH)) {
      for (int flags : new int[] {0, 4}) {
        Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
        BpfMap<Integer, Account> map = vm.map(def);
        LoadedProgram program = load(vm, STORE_AND_LOCK.formatted(flags));
        for (int i = 0; i < 3; i++) {
          assertThat(program.run()).isEqualTo(7);
          assertThat(map.lookup(0)).hasValue(new Account(-1, SpinLock.FREE, -1, -1));
          if (def == HASH) {
            map.delete(0);
          }
        }
      }
    }
  }

  /** All bytes of what is stored are ones. */
  private static final String STORE_AND_LOCK =
      """
      r6 = 0
      *(u32 *)(r10 - 4) = r6
      r1 = -1
      *(u64 *)(r10 - 32) = r1
      *(u64 *)(r10 - 24) = r1
      *(u64 *)(r10 - 16) = r1
      r1 = m ll
      r2 = r10
      r2 += -4
      r3 = r10
      r3 += -32
      r4 = %d
      call bpf_map_update_elem
      if r0 != 0 goto out
      r1 = m ll
      r2 = r10
      r2 += -4
      call bpf_map_lookup_elem
      if r0 == 0 goto out
      r6 = r0
      r1 = r6
      r1 += 8
      call bpf_spin_lock
      r1 = r6
      r1 += 8
      call bpf_spin_unlock
      r0 = 7
      out:
      exit
      """;
}
