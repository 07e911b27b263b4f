package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.map.Codec;
import dev.jbpf.testing.Tool;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.map.TypedMap;
import dev.jbpf.vm.map.UserRingBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs of C that make objects, keep them, start timers and work, and read by dynptrs. */
class OwnedObjectsTest {
  private static final String SOURCE =
      """
      typedef unsigned int u32; typedef unsigned long long u64;
      #define SEC(n) __attribute__((section(n), used))
      #define KSYM extern __attribute__((section(".ksyms"))) __attribute__((weak))
      #define UINT(name, val) int (*name)[val]
      #define TYPE(name, val) typeof(val) *name
      struct bpf_timer { u64 a[2]; } __attribute__((aligned(8)));
      struct bpf_wq { u64 a[2]; } __attribute__((aligned(8)));
      struct bpf_list_head { u64 a[2]; } __attribute__((aligned(8)));
      struct bpf_list_node { u64 a[3]; } __attribute__((aligned(8)));
      struct bpf_rb_root { u64 a[2]; } __attribute__((aligned(8)));
      struct bpf_rb_node { u64 a[4]; } __attribute__((aligned(8)));
      struct bpf_refcount { u32 a; } __attribute__((aligned(4)));
      struct bpf_dynptr { u64 a[2]; } __attribute__((aligned(8)));
      struct bpf_iter_num { u64 a; } __attribute__((aligned(8)));
      KSYM void *bpf_obj_new_impl(u64 type, void *meta);
      KSYM void bpf_obj_drop_impl(void *p, void *meta);
      KSYM void *bpf_refcount_acquire_impl(void *p, void *meta);
      KSYM int bpf_list_push_front_impl(void *h, void *n, void *meta, u64 off);
      KSYM int bpf_list_push_back_impl(void *h, void *n, void *meta, u64 off);
      KSYM void *bpf_list_pop_front(void *h);
      KSYM int bpf_rbtree_add_impl(void *r, void *n, void *less, void *meta, u64 off);
      KSYM void *bpf_rbtree_first(void *r);
      KSYM void *bpf_rbtree_remove(void *r, void *n);
      KSYM int bpf_iter_num_new(struct bpf_iter_num *it, int s, int e);
      KSYM int *bpf_iter_num_next(struct bpf_iter_num *it);
      KSYM void bpf_iter_num_destroy(struct bpf_iter_num *it);
      KSYM int bpf_wq_init(void *wq, void *map, u32 flags);
      KSYM int bpf_wq_set_callback_impl(void *wq, void *cb, u32 flags, void *aux);
      KSYM int bpf_wq_start(void *wq, u32 flags);
      KSYM int bpf_dynptr_from_skb(void *skb, u64 flags, struct bpf_dynptr *p);
      KSYM int bpf_dynptr_from_xdp(void *xdp, u64 flags, struct bpf_dynptr *p);
      KSYM void *bpf_dynptr_slice(struct bpf_dynptr *p, u32 off, void *buf, u32 size);
      KSYM void bpf_rcu_read_lock(void);
      KSYM void bpf_rcu_read_unlock(void);
      KSYM int own_function(int a, int b);
      static void *(*lookup)(void *, const void *) = (void *) 1;
      static void *(*xchg)(void *, void *) = (void *) 194;
      static long (*timer_init)(void *, void *, u64) = (void *) 169;
      static long (*timer_set)(void *, void *) = (void *) 170;
      static long (*timer_start)(void *, u64, u64) = (void *) 171;
      static long (*drain)(void *, void *, void *, u64) = (void *) 209;
      static long (*dynptr_read)(void *, u32, void *, u32, u64) = (void *) 201;
      struct node { struct bpf_list_node list; struct bpf_rb_node tree; struct bpf_refcount ref; long key; };
      struct value { struct bpf_timer timer; struct bpf_wq work; void *kept; u64 count; };
      struct { UINT(type, 2); UINT(max_entries, 2); TYPE(key, u32); TYPE(value, struct value); } values SEC(".maps");
      struct { UINT(type, 31); UINT(max_entries, 4096); } records SEC(".maps");
      struct bpf_list_head head SEC(".data.A");
      struct bpf_rb_root root SEC(".data.B");
      long sum;
      #define NEW() ((struct node *) bpf_obj_new_impl(__builtin_btf_type_id(*(struct node *) 0, 0), 0))
      #define AT(p, m) ((struct node *) ((char *) (p) - __builtin_offsetof(struct node, m)))
      SEC("tc") int fifo(void *c) {
        for (int i = 1; i < 4; i++) {
          struct node *n = NEW();
          if (!n) return -1;
          n->key = i;
          bpf_list_push_back_impl(&head, &n->list, 0, 0);
        }
        int all = 0;
        for (int i = 0; i < 3; i++) {
          void *n = bpf_list_pop_front(&head);
          if (!n) return -2;
          all = all * 10 + AT(n, list)->key;
          bpf_obj_drop_impl(AT(n, list), 0);
        }
        return bpf_list_pop_front(&head) ? -3 : all;
      }
      static int less(void *a, const void *b) { return AT(a, tree)->key < AT(b, tree)->key; }
      SEC("tc") int sorted(void *c) {
        long keys[] = {5, 9, 2};
        for (int i = 0; i < 3; i++) {
          struct node *n = NEW();
          if (!n) return -1;
          n->key = keys[i];
          bpf_rbtree_add_impl(&root, &n->tree, less, 0, 0);
        }
        int all = 0;
        for (int i = 0; i < 3; i++) {
          void *n = bpf_rbtree_first(&root);
          if (!n) return -2;
          n = bpf_rbtree_remove(&root, n);
          if (!n) return -3;
          all = all * 10 + AT(n, tree)->key;
          bpf_obj_drop_impl(AT(n, tree), 0);
        }
        return all;
      }
      SEC("tc") int shared(void *c) {
        struct node *n = NEW();
        if (!n) return -1;
        n->key = 7;
        struct node *m = bpf_refcount_acquire_impl(n, 0);
        bpf_obj_drop_impl(n, 0);
        int key = m->key;
        bpf_obj_drop_impl(m, 0);
        return key;
      }
      SEC("tc") int leaks(void *c) { struct node *n = NEW(); return n ? 1 : 0; }
      SEC("tc") int keeps(void *c) {
        u32 zero = 0;
        struct value *v = lookup(&values, &zero);
        if (!v) return -1;
        struct node *n = NEW();
        if (!n) return -2;
        n->key = v->count++;
        struct node *old = xchg(&v->kept, n);
        if (!old) return 100;
        int key = old->key;
        bpf_obj_drop_impl(old, 0);
        return key;
      }
      static int tick(void *map, u32 *key, struct value *v) {
        v->count += 1 + *key;
        timer_start(&v->timer, 1000, 0);
        return 0;
      }
      SEC("tc") int starts(void *c) {
        u32 one = 1;
        struct value *v = lookup(&values, &one);
        if (!v) return -1;
        if (timer_init(&v->timer, &values, 1)) return -2;
        timer_set(&v->timer, tick);
        return timer_start(&v->timer, 500, 0);
      }
      static int work(void *map, int *key, void *wq) { sum += 5; return 0; }
      SEC("tc") int queues(void *c) {
        u32 zero = 0;
        struct value *v = lookup(&values, &zero);
        if (!v || bpf_wq_init(&v->work, &values, 0)) return -1;
        bpf_wq_set_callback_impl(&v->work, work, 0, 0);
        return bpf_wq_start(&v->work, 0);
      }
      static long add(void *dynptr, void *context) {
        u32 n = 0;
        dynptr_read(&n, 4, dynptr, 0, 0);
        sum += n;
        return n == 9;
      }
      SEC("tc") int drains(void *c) { return drain(&records, add, 0, 0); }
      SEC("tc") int counts(void *c) {
        struct bpf_iter_num it;
        int *i, all = 0;
        bpf_iter_num_new(&it, 3, 6);
        while ((i = bpf_iter_num_next(&it))) all += *i;
        bpf_iter_num_destroy(&it);
        return all;
      }
      SEC("tc") int slices(void *skb) {
        struct bpf_dynptr p; unsigned char room[4];
        if (bpf_dynptr_from_skb(skb, 0, &p)) return -1;
        unsigned char *b = bpf_dynptr_slice(&p, 12, room, 2);
        if (bpf_dynptr_slice(&p, 63, room, 2)) return -2;
        return b ? b[0] << 8 | b[1] : -3;
      }
      SEC("xdp") int frames(void *xdp) {
        struct bpf_dynptr p; unsigned char byte = 0;
        if (bpf_dynptr_from_xdp(xdp, 0, &p)) return -1;
        return dynptr_read(&byte, 1, &p, 5, 0) ? -2 : byte;
      }
      SEC("tc") int own(void *c) { return own_function(40, 2); }
      SEC("tc") int reads(void *c) { bpf_rcu_read_lock(); return 1; }
      char _license[] SEC("license") = "GPL";
      """;

  @TempDir static Path folder;
  private static BpfObjectFile object;

  @BeforeAll
  static void compile() throws IOException {
    Path source = Files.writeString(folder.resolve("owned.c"), SOURCE);
    Path file = folder.resolve("owned.o");
    Tool.named("clang-19")
        .succeed("-g", "-O2", "-Wno-everything", "-target", "bpf", "-c", source, "-o", file);
    object = BpfObjectFile.read(Files.readAllBytes(file));
  }

  private static VmObject load(Engine engine) {
    return VmObject.load(object, VmOptions.DEFAULT.withEngine(engine));
  }

  private static int run(VmObject in, String program) {
    return (int) in.program(program).run(SocketBuffer.of(new byte[64]));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void listsKeepTheirOrderAndTreesSort(Engine engine) {
    VmObject programs = load(engine);
    assertThat(run(programs, "fifo")).isEqualTo(123);
    assertThat(run(programs, "sorted")).isEqualTo(259);
    assertThat(run(programs, "shared")).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatIsMadeIsGivenBack(Engine engine) {
    VmObject programs = load(engine);
    assertThatThrownBy(() -> run(programs, "leaks"))
        .isInstanceOf(VmFault.class)
        .hasMessageContaining("fault[not-given-back]: the object at 0x");
    assertThatThrownBy(() -> run(programs, "reads"))
        .hasMessageContaining("the section of bpf_rcu_read_lock is not given back");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aMapOwnsWhatItHolds(Engine engine) {
    VmObject programs = load(engine);
    assertThat(run(programs, "keeps")).isEqualTo(100);
    assertThat(run(programs, "keeps")).isZero();
    assertThat(run(programs, "keeps")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void timersRunByTheClockOfTheTest(Engine engine) {
    VmObject programs = load(engine);
    AtomicLong clock = new AtomicLong();
    programs.vm().environment().setClock(clock::get);
    assertThat(run(programs, "starts")).isZero();
    assertThat(run(programs, "starts")).isEqualTo(-2);
    var timers = programs.vm().environment().timers();
    assertThat(timers.next()).hasValue(500);
    assertThat(timers.run(499)).isZero();
    clock.set(500);
    assertThat(timers.run(500)).isEqualTo(1);
    assertThat(timers.next()).hasValue(1_500);
    clock.set(1_600);
    assertThat(timers.run(1_600)).isEqualTo(1);
    var values = programs.map("values", Codec.INDEX, Codec.bytes(48)).lookup(1).orElseThrow();
    assertThat(values[40]).isEqualTo((byte) 4);
    assertThat(run(programs, "queues")).isZero();
    assertThat(timers.run(1_600)).isEqualTo(1);
    assertThat(programs.variable("sum", Codec.S64).get()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void recordsOfJavaComeOneAfterTheOther(Engine engine) {
    VmObject programs = load(engine);
    UserRingBuffer records =
        (UserRingBuffer) ((TypedMap<?, ?>) programs.maps().get("records")).raw();
    for (byte number : new byte[] {3, 9, 4}) {
      assertThat(records.submit(new byte[] {number, 0, 0, 0})).isTrue();
    }
    assertThat(run(programs, "drains")).isEqualTo(2);
    assertThat(programs.variable("sum", Codec.S64).get()).isEqualTo(12);
    assertThat(run(programs, "drains")).isEqualTo(1);
    assertThat(records.submit(new byte[4_089])).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void iteratorsAndSlices(Engine engine) {
    VmObject programs = load(engine);
    assertThat(run(programs, "counts")).isEqualTo(12);
    byte[] packet = new byte[64];
    packet[12] = 8;
    packet[5] = 77;
    assertThat(programs.program("slices").run(SocketBuffer.of(packet))).isEqualTo(0x800);
    assertThat(programs.program("frames").run(new Xdp(packet))).isEqualTo(77);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void ownFunctionsByName(Engine engine) {
    VmObject programs = load(engine);
    programs.vm().kfunc("own_function", (call, a, b, r3, r4, r5) -> (int) a + (int) b);
    assertThat(run(programs, "own")).isEqualTo(42);
    assertThatThrownBy(() -> programs.vm().kfunc("no_function"))
        .hasMessageContaining("the machine has no kfunc 'no_function'");
  }
}
