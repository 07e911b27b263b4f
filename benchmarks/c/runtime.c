// What the runtime's benchmarks do, in C on raw bpf(2), and on libbpf for ring buffers and loading:
//   gcc -O2 benchmarks/c/runtime.c -o runtime -lbpf -lpthread
// Reads lines "ROW COUNT", does the row's work COUNT times and answers with the nanoseconds of CPU
// time that one took. RuntimeTime starts it and does the same in turn with it. With any argument it
// has a second thread, which sleeps: the kernel counts each use of a descriptor in processes that
// have several, as every JVM has.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/bpf.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define ENTRIES 1024
#define BATCHED 16384
#define LOADED 16  // programs at once, because reading the clock takes time, too
#define RING (1 << 19)
#define RECORD 64

struct flow {
  uint32_t source, target;
  uint16_t source_port, target_port;
  uint32_t protocol;
};

struct traffic {
  uint64_t packets, bytes;
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static void require(int ok, const char *what) {
  if (!ok) {
    perror(what);
    exit(1);
  }
}

static long bpf(int command, union bpf_attr *attr, unsigned size) {
  return syscall(__NR_bpf, command, attr, size);
}

static int create(int type, int key, int value, int entries) {
  union bpf_attr attr;
  memset(&attr, 0, sizeof attr);
  attr.map_type = type;
  attr.key_size = key;
  attr.value_size = value;
  attr.max_entries = entries;
  int fd = bpf(BPF_MAP_CREATE, &attr, sizeof attr);
  require(fd >= 0, "map");
  return fd;
}

static long element(int command, int map, const void *key, void *value) {
  union bpf_attr attr;
  memset(&attr, 0, 32);
  attr.map_fd = map;
  attr.key = (uintptr_t)key;
  attr.value = command == BPF_MAP_DELETE_ELEM ? 0 : (uintptr_t)value;
  return bpf(command, &attr, 32);
}

// A table of each shape: what its keys are, and what its values are.
struct table {
  int map, is_record, is_array;
};

static struct table tables[4];

static void make_tables(void) {
  tables[0] = (struct table){create(BPF_MAP_TYPE_ARRAY, 4, 8, ENTRIES), 0, 1};
  tables[1] = (struct table){create(BPF_MAP_TYPE_ARRAY, 4, sizeof(struct traffic), ENTRIES), 1, 1};
  tables[2] = (struct table){create(BPF_MAP_TYPE_HASH, 8, 8, ENTRIES), 0, 0};
  tables[3] = (struct table){
      create(BPF_MAP_TYPE_HASH, sizeof(struct flow), sizeof(struct traffic), ENTRIES), 1, 0};
}

static volatile uint64_t sink;

static long once(int command, struct table *table, uint64_t i) {
  uint32_t index = i;
  uint64_t number = i, counter = i;
  struct flow flow = {i, i + 1, i, 443, 6};
  struct traffic traffic = {i, i * 1500};
  void *key = table->is_array ? (void *)&index : table->is_record ? (void *)&flow : (void *)&number;
  void *value = table->is_record ? (void *)&traffic : (void *)&counter;
  long result = element(command, table->map, key, value);
  sink += table->is_record ? traffic.packets + traffic.bytes : counter;
  return result;
}

static void fill(struct table *table) {
  for (int i = 0; i < ENTRIES; i++) require(once(BPF_MAP_UPDATE_ELEM, table, i) == 0, "update");
}

static double elements(int command, struct table *table, long count) {
  fill(table);
  double spent = 0;
  for (long done = 0; done < count; done += ENTRIES) {
    double start = now();
    for (int i = 0; i < ENTRIES; i++) require(once(command, table, i) == 0, "element");
    spent += now() - start;
    if (command == BPF_MAP_DELETE_ELEM) fill(table);
  }
  return spent / ((count + ENTRIES - 1) / ENTRIES * ENTRIES);
}

// The keys and values of a map, all in one call; the caller owns the memory, as in Java.
static double batches(int command, int type, long count) {
  static uint64_t keys[BATCHED], values[BATCHED];
  static uint32_t indices[BATCHED];
  int is_array = type == BPF_MAP_TYPE_ARRAY;
  int map = create(type, is_array ? 4 : 8, 8, BATCHED);
  for (int i = 0; i < BATCHED; i++) {
    indices[i] = i;
    keys[i] = values[i] = i;
  }
  double spent = 0;
  for (long i = -1; i < count; i++) {
    int is_lookup = i >= 0 && command == BPF_MAP_LOOKUP_BATCH;
    uint64_t place;
    union bpf_attr attr;
    memset(&attr, 0, sizeof attr);
    attr.batch.map_fd = map;
    attr.batch.keys = (uintptr_t)(is_array ? (void *)indices : (void *)keys);
    attr.batch.values = (uintptr_t)values;
    attr.batch.count = BATCHED;
    if (is_lookup) attr.batch.out_batch = (uintptr_t)&place;
    double start = now();
    long result = bpf(is_lookup ? command : BPF_MAP_UPDATE_BATCH, &attr, sizeof attr);
    for (int j = 0; j < BATCHED; j++) sink += values[j];
    if (i >= 0) spent += now() - start;
    require(attr.batch.count == BATCHED, "batch");
    (void)result;
  }
  close(map);
  return spent / count / BATCHED;
}

static double loads(int instructions, long count) {
  struct bpf_insn *program = calloc(instructions, sizeof *program);
  for (int i = 0; i < instructions; i++) {
    program[i] = (struct bpf_insn){BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, i};
  }
  program[instructions - 1] = (struct bpf_insn){BPF_JMP | BPF_EXIT, 0, 0, 0, 0};
  double spent = 0;
  for (long done = 0; done < count; done += LOADED) {
    int fds[LOADED];
    double start = now();
    for (int i = 0; i < LOADED; i++) {
      union bpf_attr attr;
      memset(&attr, 0, sizeof attr);
      attr.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
      attr.insns = (uintptr_t)program;
      attr.insn_cnt = instructions;
      attr.license = (uintptr_t) "GPL";
      strcpy(attr.prog_name, "load");
      fds[i] = bpf(BPF_PROG_LOAD, &attr, sizeof attr);
    }
    spent += now() - start;
    for (int i = 0; i < LOADED; i++) {
      require(fds[i] >= 0, "load");
      close(fds[i]);
    }
  }
  free(program);
  return spent / ((count + LOADED - 1) / LOADED * LOADED);
}

static int take(void *context, void *data, size_t size) {
  sink += *(uint64_t *)data + size;
  return 0;
}

// Sends 64 bytes: reserve, write the first eight, submit; r0 is 1 if there was room.
static int producer(int ring) {
  struct bpf_insn program[] = {
      {BPF_LD | BPF_DW | BPF_IMM, 1, BPF_PSEUDO_MAP_FD, 0, ring},
      {0, 0, 0, 0, 0},
      {BPF_ALU64 | BPF_MOV | BPF_K, 2, 0, 0, RECORD},
      {BPF_ALU64 | BPF_MOV | BPF_K, 3, 0, 0, 0},
      {BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_ringbuf_reserve},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 5, 0},
      {BPF_ST | BPF_MEM | BPF_DW, 0, 0, 0, 7},
      {BPF_ALU64 | BPF_MOV | BPF_X, 1, 0, 0, 0},
      {BPF_ALU64 | BPF_MOV | BPF_K, 2, 0, 0, BPF_RB_NO_WAKEUP},
      {BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_ringbuf_submit},
      {BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 1},
      {BPF_JMP | BPF_EXIT, 0, 0, 0, 0},
  };
  int fd = bpf_prog_load(BPF_PROG_TYPE_SOCKET_FILTER, "send", "GPL", program,
                         sizeof program / sizeof *program, NULL);
  require(fd >= 0, "producer");
  return fd;
}

static double drains(long count) {
  int map = create(BPF_MAP_TYPE_RINGBUF, 0, 0, RING);
  int program = producer(map);
  struct ring_buffer *ring = ring_buffer__new(map, take, NULL, NULL);
  require(ring != NULL, "ring");
  char packet[14] = {0};
  int records = RING / (RECORD + 8) - 1;
  double spent = 0;
  for (long i = 0; i < count; i++) {
    LIBBPF_OPTS(bpf_test_run_opts, run, .data_in = packet, .data_size_in = sizeof packet,
                .repeat = records);
    require(bpf_prog_test_run_opts(program, &run) == 0, "run");
    double start = now();
    int taken = ring_buffer__consume(ring);
    spent += now() - start;
    require(taken == records, "drain");
  }
  ring_buffer__free(ring);
  close(program);
  close(map);
  return spent / count / records;
}

// Opens and loads an object, and takes it out again, which is not measured.
static double objects(const char *name, long count) {
  char file[64];
  snprintf(file, sizeof file, "benchmarks/target/%s.o", name);
  double spent = 0;
  for (long i = 0; i < count; i++) {
    double start = now();
    struct bpf_object *object = bpf_object__open_file(file, NULL);
    require(object != NULL, file);
    require(bpf_object__load(object) == 0, "object");
    spent += now() - start;
    bpf_object__close(object);
  }
  return spent / count;
}

static double row(const char *name, long count) {
  static const char *shapes[] = {"array", "array-record", "hash", "hash-record"};
  char operation[16], shape[16];
  require(sscanf(name, "%15[^:]:%15s", operation, shape) == 2, "row");
  if (!strcmp(operation, "load")) return loads(atoi(shape), count);
  if (!strcmp(operation, "drain")) return drains(count);
  if (!strcmp(operation, "object")) return objects(shape, count);
  int type = !strcmp(shape, "array") ? BPF_MAP_TYPE_ARRAY : BPF_MAP_TYPE_HASH;
  if (!strcmp(operation, "lookup-batch")) return batches(BPF_MAP_LOOKUP_BATCH, type, count);
  if (!strcmp(operation, "update-batch")) return batches(BPF_MAP_UPDATE_BATCH, type, count);
  int command = !strcmp(operation, "lookup")   ? BPF_MAP_LOOKUP_ELEM
                : !strcmp(operation, "update") ? BPF_MAP_UPDATE_ELEM
                                               : BPF_MAP_DELETE_ELEM;
  for (int i = 0; i < 4; i++) {
    if (!strcmp(shape, shapes[i])) return elements(command, &tables[i], count);
  }
  require(0, name);
  return 0;
}

static void *idle(void *nothing) {
  for (;;) pause();
  return nothing;
}

int main(int count_of_arguments, char **arguments) {
  pthread_t second;
  (void)arguments;
  if (count_of_arguments > 1) require(!pthread_create(&second, NULL, idle, NULL), "thread");
  char name[32];
  long count;
  make_tables();
  while (scanf("%31s %ld", name, &count) == 2) {
    printf("%.2f\n", row(name, count));
    fflush(stdout);
  }
  return 0;
}
