// Functions: of this program, of each by its signature, and behind a table.
#include "common.h"

struct verdict {
	__u32 points, reasons;
	__u64 sum;
};

struct visit {
	__u64 sum, most;
	__u32 many, old;
};

MAP(totals, BPF_MAP_TYPE_ARRAY, __u32, __u64, 64);
MAP(flows, BPF_MAP_TYPE_HASH, struct flow, struct visit, 1024);
MAP(next, BPF_MAP_TYPE_PROG_ARRAY, __u32, __u32, 8);

static NOINLINE __u32 mixed(__u32 a, __u32 b, __u32 c)
{
	a -= b, a -= c, a ^= c >> 13;
	b -= c, b -= a, b ^= a << 8;
	c -= a, c -= b, c ^= b >> 13;
	a -= b, a -= c, a ^= c >> 12;
	b -= c, b -= a, b ^= a << 16;
	c -= a, c -= b, c ^= b >> 5;
	return c;
}

static NOINLINE void judge(struct verdict *verdict, __u32 points, __u32 reason)
{
	if (reason > 31)
		return;
	verdict->points += points;
	verdict->reasons |= 1u << reason;
	verdict->sum = verdict->sum * 31 + points;
}

static NOINLINE __u32 ports(const struct flow *flow, struct verdict *verdict)
{
	__u16 port = bpf_ntohs(flow->to_port);

	if (port < 1024)
		judge(verdict, 1, 0);
	if (port == 22 || port == 23)
		judge(verdict, 5, 1);
	if (port == 445 || port == 3389)
		judge(verdict, 10, 2);
	if (flow->from_port == flow->to_port)
		judge(verdict, 3, 3);
	return verdict->points;
}

// Functions in functions, with what they judge on the stack.
SEC("xdp")
int judged(struct xdp_md *context)
{
	struct verdict verdict = {};
	struct flow flow = {};

	if (!flow_of(DATA(context), END(context), &flow))
		return XDP_PASS;
	if (flow.length < 60)
		judge(&verdict, 2, 4);
	if (flow.flags & 0xe0)
		judge(&verdict, 1, 5);
	if ((flow.from & bpf_htonl(0xff000000)) == bpf_htonl(0x7f000000))
		judge(&verdict, 20, 6);
	if (ports(&flow, &verdict) > 15)
		add(&totals, 1, verdict.sum);
	add(&totals, 2 + (mixed(flow.from, flow.to, verdict.reasons) & 31), 1);
	return verdict.points > 19 ? XDP_DROP : XDP_PASS;
}

__attribute__((noinline)) int weight(int bytes, int packets)
{
	int weight = 0;

	if (packets <= 0 || bytes <= 0)
		return 0;
	weight = bytes / packets;
	if (weight > 1500)
		weight = 1500 + (weight - 1500) / 16;
	if (packets > 1000)
		weight += 100;
	return weight;
}

__attribute__((noinline)) int graded(struct visit *visit)
{
	int grade = 0;

	if (!visit)
		return -1;
	grade = weight(visit->sum, visit->many);
	if (visit->most > 10000)
		grade += 10;
	if (visit->old > 3)
		grade -= 5;
	visit->old++;
	return grade;
}

// Functions that are verified for themselves.
SEC("tc")
int grades(struct __sk_buff *context)
{
	struct visit visit = {.sum = context->len, .many = 1}, *known;
	struct flow flow = {};
	int grade;

	if (!flow_of(DATA(context), END(context), &flow))
		return TC_ACT_OK;
	flow.flags = flow.length = 0;
	known = bpf_map_lookup_elem(&flows, &flow);
	if (known) {
		visit = *known;
		visit.sum += context->len;
		visit.many++;
		if (context->len > visit.most)
			visit.most = context->len;
	}
	grade = graded(&visit);
	bpf_map_update_elem(&flows, &flow, &visit, BPF_ANY);
	if (grade < 0)
		return TC_ACT_SHOT;
	add(&totals, 34 + (grade >> 6 & 15), 1);
	return grade > 1600 ? TC_ACT_SHOT : TC_ACT_OK;
}

static NOINLINE long visited(const struct flow *flow, struct visit *visit, struct visit *all)
{
	all->sum += visit->sum;
	all->many += visit->many;
	if (visit->most > all->most)
		all->most = visit->most;
	if (flow->protocol == IPPROTO_UDP)
		all->old++;
	return all->many > 100000;
}

static NOINLINE long counted(__u32 index, struct visit *all)
{
	__u64 *total = bpf_map_lookup_elem(&totals, &index);

	if (!total)
		return 1;
	all->sum += *total;
	if (*total > all->most)
		all->most = *total, all->old = index;
	if (*total == 0)
		all->many++;
	return 0;
}

// Functions in loops, which may end them.
SEC("tc")
int summed(struct __sk_buff *context)
{
	struct visit all = {}, totals_of = {};
	struct flow flow = {};

	if (!flow_of(DATA(context), END(context), &flow))
		return TC_ACT_OK;
	if (flow.to_port != bpf_htons(9) || flow.protocol != IPPROTO_UDP)
		return TC_ACT_OK;
	for (__u32 i = 0; i < 16; i++)
		if (counted(i, &totals_of))
			break;
	for (int i = 0; i < 4; i++) {
		struct visit *known;

		flow.to_port = bpf_htons(9 + i);
		known = bpf_map_lookup_elem(&flows, &flow);
		if (known && visited(&flow, known, &all))
			break;
	}
	add(&totals, 50, all.sum);
	add(&totals, 51, all.most);
	add(&totals, 52, totals_of.sum);
	add(&totals, 53, totals_of.many);
	if (all.sum && totals_of.sum / all.sum > 100)
		return TC_ACT_SHOT;
	return TC_ACT_OK;
}

// A table of programs by protocol.
SEC("xdp")
int chosen(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct ethhdr *eth = data;
	struct iphdr *ip = ipv4(data, end);
	struct flow flow = {};

	if (!ip) {
		if ((void *)(eth + 1) > end)
			return XDP_DROP;
		if (eth->h_proto == bpf_htons(ETH_P_IPV6))
			bpf_tail_call(context, &next, 1);
		if (eth->h_proto == bpf_htons(ETH_P_ARP))
			bpf_tail_call(context, &next, 2);
		add(&totals, 60, 1);
		return XDP_PASS;
	}
	if (flow_of(data, end, &flow)) {
		add(&totals, mixed(flow.from, flow.to, flow.from_port) & 31, flow.length);
		if (flow.protocol == IPPROTO_TCP)
			bpf_tail_call(context, &next, 3);
		bpf_tail_call(context, &next, 4);
		add(&totals, 61, 1);
		return XDP_PASS;
	}
	bpf_tail_call(context, &next, 5);
	add(&totals, 62, ip->protocol == IPPROTO_ICMP);
	return XDP_PASS;
}
