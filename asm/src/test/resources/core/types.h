// The types as the programs of local.c know them, and, with OTHER, as another kernel has them:
// members moved, renamed, of other types, and gone.
struct inner {
#ifdef OTHER
  long b;
#endif
  int a;
#ifndef OTHER
  int b;
#endif
};

struct record {
#ifdef OTHER
  long inserted;
  struct {
    long pad;
    union {
      unsigned long deep;
      char text[24];
    };
  };
  char name[32];
  int first;
  struct inner in;
  int level : 3;
  unsigned int flags : 7;
  unsigned long long wide : 50;
  unsigned int byte_flag : 1;
  void *pointer;
  struct inner many[8];
  unsigned long grows;
  unsigned char shrinks;
  long signed_grows;
  unsigned int turns_unsigned;
  enum { OTHER_A, OTHER_B = -1 } sign;
  struct inner becomes_struct;
  int renamed;
  unsigned short matrix[5][7];
  int tail[];
#else
  int first;
  char name[16];
  struct {
    unsigned long deep;
    char text[8];
  };
  struct inner in;
  unsigned int flags : 3;
  int level : 5;
  unsigned long long wide : 40;
  unsigned char byte_flag : 2;
  void *pointer;
  struct inner many[4];
  unsigned short grows;
  unsigned int shrinks;
  int signed_grows;
  int turns_unsigned;
  enum { LOCAL_A, LOCAL_B } sign;
  int becomes_struct;
  int gone;
  unsigned short matrix[2][3];
  int tail[];
#endif
};

enum small {
#ifdef OTHER
  SMALL_NEW,
  SMALL_TWO = 20,
  SMALL_NEGATIVE = -7,
#else
  SMALL_ONE = 1,
  SMALL_TWO,
  SMALL_NEGATIVE = -3,
#endif
};

enum large {
#ifdef OTHER
  LARGE_ONE = 0x8000000000000002,
  LARGE_NEW,
#else
  LARGE_ONE = 0x100000000,
  LARGE_GONE,
#endif
};

// Of 64 bits on one side only.
enum widened {
#ifdef OTHER
  WIDENED = 0x300000001,
#else
  WIDENED = 5,
#endif
};

struct only_pointed_to;

struct matching {
#ifdef OTHER
  struct inner *pointer;
  enum small kind;
  int (*function)(struct record *, int);
  unsigned int more;
  int number;
#else
  int number;
  struct inner *pointer;
  int (*function)(struct record *, int);
#endif
};

#ifdef OTHER
typedef struct inner moved_typedef;
typedef long number_typedef;
union turned {
  int x;
};
struct twice {
  long before;
  int only_here;
  int both;
};
#else
typedef int moved_typedef;
typedef int number_typedef;
struct turned {
  int x;
};
struct absent {
  int x;
};
#endif
