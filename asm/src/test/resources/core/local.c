// A program for each kind of relocation; each returns one number, or reads one member.
#define KEEP __attribute__((preserve_access_index))
#define SEC(name) __attribute__((section(name), used))
#define PROGRAM(name) SEC("socket") long name(void *context)
#define ASK(name, kind, expression) \
  PROGRAM(name) { return __builtin_preserve_field_info(expression, kind); }
#define OFFSET(name, e) ASK(name, 0, e)
#define SIZE(name, e) ASK(name, 1, e)
#define EXISTS(name, e) ASK(name, 2, e)
#define SIGNED(name, e) ASK(name, 3, e)
#define LEFT(name, e) ASK(name, 4, e)
#define RIGHT(name, e) ASK(name, 5, e)
#define TYPE(name, type, kind) \
  PROGRAM(name) { return __builtin_preserve_type_info(*(typeof(type) *)0, kind); }
#define VALUE(name, type, enumerator, kind) \
  PROGRAM(name) { return __builtin_preserve_enum_value(*(typeof(type) *)enumerator, kind); }
#define READ(name, member) \
  PROGRAM(name) { return __builtin_preserve_access_index(((struct record *)context)->member); }
#define WRITE(name, member, value) \
  PROGRAM(name) { __builtin_preserve_access_index(((struct record *)context)->member = value); return 0; }

#include "types.h"

#define R (*(struct record *)0)

struct record___renamed { int renamed; long inserted; };
struct record___no___flavour { int renamed; };
struct inner___smaller { long b; };
enum small___v2 { SMALL_TWO___new, SMALL_NEW___v2 };
struct matching___less { int number; };
struct matching___more { int number; int nowhere; };
struct matching___pointer { struct inner___smaller *pointer; };
struct matching___declared { struct only_declared___x *function; };
struct twice___local { int both; };

OFFSET(offset_first, R.first)
OFFSET(offset_nested, R.in.b)
OFFSET(offset_anonymous, R.deep)
OFFSET(offset_anonymous_array, R.text[3])
OFFSET(offset_element, R.many[3].b)
OFFSET(offset_flexible, R.tail[9])
OFFSET(offset_matrix, R.matrix[1][2])
OFFSET(offset_bits, R.level)
OFFSET(offset_wide_bits, R.wide)
OFFSET(offset_second_record, ((struct record *)0)[1].first)
OFFSET(offset_gone, R.gone)
OFFSET(offset_becomes_struct, R.becomes_struct)
SIZE(size_array, R.name)
SIZE(size_element, R.many[0])
SIZE(size_number, R.grows)
SIZE(size_bits, R.flags)
SIZE(size_wide_bits, R.wide)
SIZE(size_gone, R.gone)
EXISTS(exists_first, R.first)
EXISTS(exists_gone, R.gone)
EXISTS(exists_becomes_struct, R.becomes_struct)
EXISTS(exists_far_element, R.many[3])
EXISTS(exists_renamed, ((struct record___renamed *)0)->renamed)
EXISTS(exists_two_separators, ((struct record___no___flavour *)0)->renamed)
SIGNED(signed_first, R.first)
SIGNED(signed_turns_unsigned, R.turns_unsigned)
SIGNED(signed_enumeration, R.sign)
SIGNED(signed_bits, R.level)
LEFT(left_bits, R.level)
LEFT(left_wide_bits, R.wide)
LEFT(left_flags, R.flags)
LEFT(left_first, R.first)
RIGHT(right_bits, R.level)
RIGHT(right_wide_bits, R.wide)
RIGHT(right_grows, R.grows)
TYPE(type_exists, struct record, 0)
TYPE(type_absent, struct absent, 0)
TYPE(type_turned, struct turned, 0)
TYPE(type_typedef, number_typedef, 0)
TYPE(type_moved_typedef, moved_typedef, 0)
TYPE(type_size, struct inner, 1)
TYPE(type_size_absent, struct absent, 1)
TYPE(type_matches, struct matching, 2)
TYPE(type_matches_less, struct matching___less, 2)
TYPE(type_matches_more, struct matching___more, 2)
TYPE(type_matches_pointer, struct matching___pointer, 2)
TYPE(type_matches_declared, struct matching___declared, 2)
TYPE(type_matches_layout, struct record, 2)
TYPE(type_matches_enum, enum small, 2)
TYPE(type_matches_new_enum, enum small___v2, 2)
VALUE(enumerator_exists, enum small, SMALL_TWO, 0)
VALUE(enumerator_gone, enum small, SMALL_ONE, 0)
VALUE(enumerator_value, enum small, SMALL_TWO, 1)
VALUE(enumerator_negative, enum small, SMALL_NEGATIVE, 1)
VALUE(enumerator_no_value, enum small, SMALL_ONE, 1)
VALUE(enumerator_flavour, enum small___v2, SMALL_TWO___new, 1)
VALUE(enumerator_large, enum large, LARGE_ONE, 1)
VALUE(enumerator_large_gone, enum large, LARGE_GONE, 0)
VALUE(enumerator_widened, enum widened, WIDENED, 1)

PROGRAM(id_local) { return __builtin_btf_type_id(*(struct record *)0, 0); }
PROGRAM(id_target) { return __builtin_btf_type_id(*(struct record *)0, 1); }
PROGRAM(id_absent) { return __builtin_btf_type_id(*(struct absent *)0, 1); }

READ(read_first, first)
READ(read_pointer, pointer == 0)
READ(read_grows, grows)
READ(read_shrinks, shrinks)
READ(read_signed_grows, signed_grows)
READ(read_element, matrix[1][1])
READ(read_gone, gone)
WRITE(write_first, first, 7)
WRITE(write_grows, grows, 7)
WRITE(write_register, shrinks, (unsigned long)context)
PROGRAM(read_both) {
  return __builtin_preserve_access_index(((struct twice___local *)context)->both);
}

SEC("license") char _license[] = "GPL";
