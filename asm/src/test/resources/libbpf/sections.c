// Prints what libbpf says of each section name: program type and attach type, or nothing.
#include <bpf/libbpf.h>
#include <stdio.h>

static int silent(enum libbpf_print_level level, const char *format, va_list arguments) {
  return 0;
}

int main(int argc, char **argv) {
  libbpf_set_print(silent);
  for (int i = 1; i < argc; i++) {
    enum bpf_prog_type type;
    enum bpf_attach_type attach;
    if (libbpf_prog_type_by_name(argv[i], &type, &attach))
      printf("%s -\n", argv[i]);
    else
      printf("%s %d %d\n", argv[i], type, attach);
  }
  return 0;
}
