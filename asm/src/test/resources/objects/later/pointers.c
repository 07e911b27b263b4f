// A variable that starts as the address of another: no loader can know it.
#include "../bpf.h"

int value = 1;
int *pointer = &value;

SEC("socket") int follow(void *ctx) { return *pointer; }
SEC("socket") int beside(void *ctx) { return value; }
