// What kinds.c asks for, in four layouts: as it knows it, moved, of other names and types, and gone.
#ifndef LAYOUT
#define LAYOUT 0
#endif

#if LAYOUT == 0
struct part { int x; };
struct subject { int number; unsigned level : 5; struct part part; };
enum choice { OTHER, WANTED = 3 };
enum far { FAR = 0x500000000 };
#elif LAYOUT == 1
struct part { long before; int x; };
struct subject { struct { long before; int number; }; unsigned first : 3, level : 5; struct part part; };
enum choice { BEFORE, OTHER, WANTED = 9 };
enum far { FAR = 0x700000000 };
#elif LAYOUT == 2
union part { int x; };
struct subject { unsigned long number; int level : 9; union part part; };
enum choice { OTHER_NAME, WANTED___renamed = 4 };
enum far { FAR = 5 };
#else
struct part_of_another_name { int x; };
struct subject { int other_number; };
enum choice { OTHER };
enum far { NEAR };
#endif
