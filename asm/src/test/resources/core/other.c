// Another kernel's types: compiled for their BTF alone.
#define OTHER
#include "types.h"

struct record *record;
enum small small;
enum large large;
enum widened widened;
struct matching *matching;
moved_typedef moved;
number_typedef number;
union turned turned;
struct twice twice;
