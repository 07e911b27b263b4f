// A program for each kind of relocation, and for each place that an instruction has for one.
#define SEC(name) __attribute__((section(name), used))
#define PROGRAM(name) SEC("socket") long name(void *context)
#define FIELD(name, kind, member) \
  PROGRAM(name) { return __builtin_preserve_field_info(((struct subject *)0)->member, kind); }
#define TYPE(name, kind) \
  PROGRAM(name) { return __builtin_preserve_type_info(*(struct part *)0, kind); }
#define VALUE(name, type, enumerator, kind) \
  PROGRAM(name) { return __builtin_preserve_enum_value(*(enum type *)enumerator, kind); }

#include "layouts.h"

FIELD(offset, 0, number)
FIELD(size, 1, number)
FIELD(exists, 2, number)
FIELD(is_signed, 3, number)
FIELD(left, 4, number)
FIELD(right, 5, number)
FIELD(bits_offset, 0, level)
FIELD(bits_size, 1, level)
FIELD(bits_exist, 2, level)
FIELD(bits_signed, 3, level)
FIELD(bits_left, 4, level)
FIELD(bits_right, 5, level)
FIELD(part_offset, 0, part)
FIELD(part_size, 1, part)
FIELD(part_exists, 2, part)
PROGRAM(id_local) { return __builtin_btf_type_id(*(struct part *)0, 0); }
PROGRAM(id_target) { return __builtin_btf_type_id(*(struct part *)0, 1); }
TYPE(type_exists, 0)
TYPE(type_size, 1)
TYPE(type_matches, 2)
VALUE(value_exists, choice, WANTED, 0)
VALUE(value, choice, WANTED, 1)
VALUE(far_exists, far, FAR, 0)
VALUE(far, far, FAR, 1)
PROGRAM(load) { return __builtin_preserve_access_index(((struct subject *)context)->number); }
PROGRAM(store) { __builtin_preserve_access_index(((struct subject *)context)->number = 7); return 0; }
