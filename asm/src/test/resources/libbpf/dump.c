// Loads an object with libbpf, and prints what it made of it: maps, then programs as it linked them.
// With a file of types as second argument, for a kernel of these types: programs are linked, and the
// running kernel need not take them.
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

int main(int argc, char **argv) {
  LIBBPF_OPTS(bpf_object_open_opts, options, .btf_custom_path = argc > 2 ? argv[2] : NULL);
  struct bpf_object *object = bpf_object__open_file(argv[1], &options);
  if (!object) fail("open");
  if (bpf_object__load(object) && argc == 2) fail("load");
  struct bpf_map *map;
  bpf_object__for_each_map(map, object) {
    printf("map %s %d %u %u %u %u %d\n", bpf_map__name(map), bpf_map__type(map),
           bpf_map__key_size(map), bpf_map__value_size(map), bpf_map__max_entries(map),
           bpf_map__map_flags(map), bpf_map__fd(map));
  }
  struct bpf_program *program;
  bpf_object__for_each_program(program, object) {
    printf("program %s %s %d %d ", bpf_program__name(program), bpf_program__section_name(program),
           bpf_program__type(program), bpf_program__expected_attach_type(program));
    const unsigned char *bytes = (const unsigned char *)bpf_program__insns(program);
    for (size_t i = 0; i < 8 * bpf_program__insn_cnt(program); i++) printf("%02x", bytes[i]);
    printf("\n");
  }
  bpf_object__close(object);
  return 0;
}
