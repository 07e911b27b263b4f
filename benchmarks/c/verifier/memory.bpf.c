// Work on the stack and in values of maps, most of it in loops.
#include "common.h"

struct text {
	__u32 length;
	__u8 bytes[256], out[256];
};

struct matrix {
	__s64 at[8][8];
};

MAP(texts, BPF_MAP_TYPE_ARRAY, __u32, struct text, 1);
MAP(matrices, BPF_MAP_TYPE_ARRAY, __u32, struct matrix, 3);
MAP(results, BPF_MAP_TYPE_ARRAY, __u32, __u64, 64);

static __always_inline struct text *text(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&texts, &zero);
}

static __always_inline void order(__u32 *a, __u32 *b)
{
	__u32 low = *a < *b ? *a : *b, high = *a < *b ? *b : *a;

	*a = low, *b = high;
}

// Eight numbers in order, by a network of comparisons.
SEC("socket")
int sorted(struct __sk_buff *context)
{
	__u32 v[8] = {context->len, context->mark, context->hash, context->priority, context->protocol,
		      context->ifindex, context->queue_mapping, context->vlan_tci};
	static const __u8 pairs[19][2] = {{0, 2}, {1, 3}, {4, 6}, {5, 7}, {0, 4}, {1, 5}, {2, 6}, {3, 7}, {0, 1}, {2, 3},
					  {4, 5}, {6, 7}, {2, 4}, {3, 5}, {1, 4}, {3, 6}, {1, 2}, {3, 4}, {5, 6}};
	UNROLL
	for (int i = 0; i < 19; i++)
		order(&v[pairs[i][0]], &v[pairs[i][1]]);
	add(&results, v[4] & 63, v[7] - v[0]);
	return v[7];
}

// Three loops in one another.
SEC("socket")
int product(struct __sk_buff *context)
{
	__u32 keys[3] = {0, 1, 2};
	struct matrix *a = bpf_map_lookup_elem(&matrices, &keys[0]);
	struct matrix *b = bpf_map_lookup_elem(&matrices, &keys[1]);
	struct matrix *c = bpf_map_lookup_elem(&matrices, &keys[2]);
	__s64 trace = 0;

	if (!a || !b || !c)
		return 0;
	for (int i = 0; i < 8; i++) {
		for (int j = 0; j < 8; j++) {
			__s64 sum = 0;

			UNROLL
			for (int k = 0; k < 8; k++)
				sum += a->at[i][k] * b->at[k][j];
			c->at[i][j] = sum;
			if (i == j)
				trace += sum;
		}
	}
	add(&results, 0, trace);
	UNROLL
	for (int i = 0; i < 8; i++)
		add(&results, 1 + i, c->at[i][7 - i]);
	return 0;
}

static __always_inline __u8 letter(__u8 six)
{
	if (six < 26)
		return 'A' + six;
	if (six < 52)
		return 'a' + six - 26;
	if (six < 62)
		return '0' + six - 52;
	return six == 62 ? '+' : '/';
}

// Three bytes become four letters.
SEC("socket")
int base64(struct __sk_buff *context)
{
	struct text *t = text();
	__u32 sum = 0;

	if (!t)
		return 0;
	for (__u32 i = 0; i < 16; i++) {
		__u32 three = t->bytes[i * 3] << 16 | t->bytes[i * 3 + 1] << 8 | t->bytes[i * 3 + 2];

		UNROLL
		for (int k = 0; k < 4; k++)
			t->out[i * 4 + k] = letter(three >> (18 - 6 * k) & 63);
		sum += t->out[i * 4];
	}
	t->out[64] = 0;
	add(&results, 9, sum);
	return 0;
}

// Numbers of seven bits a byte.
SEC("socket")
int varints(struct __sk_buff *context)
{
	struct text *t = text();
	__u32 at = 0, read = 0;

	if (!t)
		return 0;
	for (int n = 0; n < 3; n++) {
		__u64 value = 0;
		bool whole = false;

		UNROLL
		for (int i = 0; i < 4; i++) {
			__u8 byte = t->bytes[at & 255];

			if (whole)
				continue;
			value |= (__u64)(byte & 127) << 7 * i;
			at++;
			whole = !(byte & 128);
		}
		if (!whole)
			break;
		add(&results, value & 63, 1);
		read++;
	}
	t->length = read;
	add(&results, 63, read);
	return read;
}

// Words and lines of a text.
SEC("socket")
int count(struct __sk_buff *context)
{
	struct text *t = text();
	__u64 words = 0, lines = 0, digits = 0, capitals = 0, others = 0;
	bool inside = false;

	if (!t)
		return 0;
	for (int i = 0; i < 64; i++) {
		__u8 c = t->bytes[i];
		bool isSpace = c == ' ' || c == '\n' || c == '\t';

		lines += c == '\n';
		digits += c - '0' < 10u;
		capitals += c - 'A' < 26u;
		others += c > 126 || c < 9;
		words += !isSpace & !inside;
		inside = !isSpace;
		t->out[i] = c - 'A' < 26u ? c + 32 : c;
	}
	add(&results, 20, words);
	add(&results, 21, lines);
	add(&results, 22, digits);
	add(&results, 23, capitals);
	add(&results, 24, others);
	return words;
}

// Bytes as two digits each.
SEC("socket")
int digits(struct __sk_buff *context)
{
	struct text *t = text();
	volatile __u8 line[32];

	if (!t)
		return 0;
	UNROLL
	for (int i = 0; i < 12; i++) {
		__u8 high = t->bytes[i] >> 4, low = t->bytes[i] & 15;

		line[2 * i] = high + (high > 9 ? 'a' - 10 : '0');
		line[2 * i + 1] = low + (low > 9 ? 'a' - 10 : '0');
	}
	UNROLL
	for (int i = 0; i < 24; i++)
		t->out[i] = line[i];
	return line[0];
}

// Primes below 512, a bit each, on the stack.
SEC("socket")
int primes(struct __sk_buff *context)
{
	__u64 sieve[8] = {}, found = 0;

	UNROLL
	for (int i = 2; i < 23; i++) {
		if (sieve[i / 64] >> (i & 63) & 1)
			continue;
		for (int k = i * i; k < 512; k += i)
			sieve[k / 64 & 7] |= 1ULL << (k & 63);
	}
	UNROLL
	for (int i = 0; i < 8; i++) {
		__u64 word = ~sieve[i];

		word -= word >> 1 & 0x5555555555555555;
		word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
		found += ((word + (word >> 4) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101) >> 56;
		add(&results, 40 + i, word);
	}
	return found;
}

// The least cost to make one word of another, a row at a time.
SEC("socket")
int distance(struct __sk_buff *context)
{
	struct text *t = text();
	__u8 row[7];

	if (!t)
		return 0;
	UNROLL
	for (int i = 0; i < 7; i++)
		row[i] = i;
	for (int i = 0; i < 2; i++) {
		__u8 before = row[0], c = t->bytes[i];

		row[0] = i + 1;
		UNROLL
		for (int k = 1; k < 7; k++) {
			__u8 cost = before + (t->bytes[64 + k] != c);

			before = row[k];
			row[k] = before < row[k - 1] ? before + 1 : row[k - 1] + 1;
			row[k] = row[k] < cost ? row[k] : cost;
		}
	}
	return row[6];
}
