/* Values of maps with what the kernel keeps there: locks, timers, pointers to objects. */
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(n) __attribute__((section(n), used))
#define UINT(name, val) int(*name)[val]
#define TYPE(name, val) typeof(val) *name
#define KPTR __attribute__((btf_type_tag("kptr")))
#define KSYM extern __attribute__((section(".ksyms")))

struct bpf_spin_lock {
  u32 val;
};
struct bpf_timer {
  u64 a[2];
} __attribute__((aligned(8)));

static void *(*lookup)(void *map, const void *key) = (void *)1;
static long (*update)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static long (*delete)(void *map, const void *key) = (void *)3;
static long (*lock)(void *lock) = (void *)93;
static long (*unlock)(void *lock) = (void *)94;
static long (*timer_init)(void *timer, void *map, u64 flags) = (void *)169;
static long (*timer_set)(void *timer, void *function) = (void *)170;
static long (*timer_start)(void *timer, u64 nanoseconds, u64 flags) = (void *)171;
static long (*timer_cancel)(void *timer) = (void *)172;
static void *(*exchange)(void *place, void *pointer) = (void *)194;
KSYM void *bpf_obj_new_impl(u64 type, void *none);
KSYM void bpf_obj_drop_impl(void *object, void *none);

struct locked {
  struct bpf_spin_lock lock;
  u64 number;
  u32 other;
};
struct timed {
  u64 count;
  struct bpf_timer timer;
  u32 other;
};
struct object {
  u64 number;
  u32 other;
};
struct owner {
  u32 number;
  struct object KPTR *object;
  struct object KPTR *more[2];
};

#define MAP(name, kind, value_type) \
  struct {                          \
    UINT(type, kind);               \
    UINT(max_entries, 4);           \
    TYPE(key, u32);                 \
    TYPE(value, value_type);        \
  } name SEC(".maps")

MAP(locked_hash, 1, struct locked);
MAP(locked_array, 2, struct locked);
MAP(timed_hash, 1, struct timed);
MAP(timed_array, 2, struct timed);
MAP(owner_hash, 1, struct owner);
MAP(owner_array, 2, struct owner);

long seen[32];

static void fill(char *bytes, u32 size) {
  for (u32 i = 0; i < size; i++)
    bytes[i] = 0x77;
}

/* Flags of locked updates, of entries that are there and that are not. */
SEC("tc") int locks(void *c) {
  struct locked value = {.number = 5, .other = 6};
  u32 key = 1;
  seen[0] = update(&locked_hash, &key, &value, 0);
  seen[1] = update(&locked_hash, &key, &value, 4);
  seen[2] = update(&locked_hash, &key, &value, 4 | 2);
  seen[3] = update(&locked_hash, &key, &value, 4 | 1);
  key = 3;
  seen[4] = update(&locked_hash, &key, &value, 4 | 2);
  seen[5] = update(&locked_hash, &key, &value, 4);
  key = 1;
  struct locked *found = lookup(&locked_array, &key);
  if (!found)
    return 1;
  lock(&found->lock);
  found->number = 77;
  found->other++;
  unlock(&found->lock);
  seen[6] = update(&locked_array, &key, &value, 4);
  seen[7] = found->number;
  return 0;
}

/* What a program writes where the lock is does not get there. */
SEC("tc") int hidden(void *c) {
  char bytes[sizeof(struct owner)];
  u32 key = 1;
  fill(bytes, sizeof(bytes));
  seen[0] = update(&locked_hash, &key, bytes, 0);
  seen[1] = update(&locked_array, &key, bytes, 0);
  struct locked *found = lookup(&locked_hash, &key);
  if (!found)
    return 1;
  lock(&found->lock);
  seen[2] = found->number;
  unlock(&found->lock);
  seen[3] = update(&timed_hash, &key, bytes, 0);
  seen[4] = update(&owner_hash, &key, bytes, 0);
  struct owner *owner = lookup(&owner_hash, &key);
  if (!owner)
    return 2;
  seen[5] = !owner->object + 2 * !owner->more[1];
  return 0;
}

static int tick(void *map, u32 *key, struct timed *value) {
  value->count++;
  return 0;
}

/* A timer ends with the value that it is in. */
SEC("tc") int timers(void *c) {
  char bytes[sizeof(struct timed)];
  u32 key = 1;
  struct timed *found = lookup(&timed_array, &key);
  if (!found)
    return 1;
  seen[0] = timer_init(&found->timer, &timed_array, 1);
  seen[1] = timer_set(&found->timer, tick);
  seen[2] = timer_start(&found->timer, 100000000000, 0);
  seen[3] = timer_init(&found->timer, &timed_array, 1);
  fill(bytes, sizeof(bytes));
  seen[4] = update(&timed_array, &key, bytes, 0);
  seen[5] = timer_cancel(&found->timer);
  seen[6] = timer_init(&found->timer, &timed_array, 1);
  seen[7] = update(&timed_hash, &key, bytes, 0);
  found = lookup(&timed_hash, &key);
  if (!found)
    return 2;
  seen[8] = timer_init(&found->timer, &timed_hash, 1);
  seen[9] = delete (&timed_hash, &key);
  seen[10] = update(&timed_hash, &key, bytes, 0);
  found = lookup(&timed_hash, &key);
  if (!found)
    return 3;
  seen[11] = timer_cancel(&found->timer);
  seen[12] = timer_init(&found->timer, &timed_hash, 1);
  return 0;
}

static int keep(struct object KPTR **place) {
  struct object *object =
      bpf_obj_new_impl(__builtin_btf_type_id(*(struct object *)0, 0), 0);
  if (!object)
    return 1;
  object->number = 9;
  object = exchange(place, object);
  if (object)
    bpf_obj_drop_impl(object, 0);
  return 0;
}

/* An update drops the object that was in the value; nobody sees where it is. */
SEC("tc") int objects(void *c) {
  char bytes[sizeof(struct owner)];
  u32 key = 1;
  struct owner *found = lookup(&owner_array, &key);
  if (!found || keep(&found->object))
    return 1;
  seen[0] = !found->object;
  fill(bytes, sizeof(bytes));
  seen[1] = update(&owner_array, &key, bytes, 0);
  struct object *object = exchange(&found->object, 0);
  seen[2] = !object;
  if (object)
    bpf_obj_drop_impl(object, 0);
  return keep(&found->object);
}

char LICENSE[] SEC("license") = "GPL";
