// What processes of a control group may do, and what their connections did.
#include "common.h"

struct rule {
	__u32 network, mask;
	__u16 first, last;
	__u32 allow, hits;
};

struct seen {
	__u64 connects, bytes, first, last;
	__u32 rate, trips, segments, state;
};

MAP(rules, BPF_MAP_TYPE_ARRAY, __u32, struct rule, 16);
MAP(seen, BPF_MAP_TYPE_HASH, __u64, struct seen, 4096);
MAP(totals, BPF_MAP_TYPE_ARRAY, __u32, __u64, 64);

// The first rule of four that says something.
SEC("cgroup/connect4")
int connects(struct bpf_sock_addr *context)
{
	__u32 to = context->user_ip4, port = bpf_ntohs((__u16)context->user_port);
	__u64 key = bpf_get_current_pid_tgid();
	struct seen *known, fresh = {};
	bool isAllowed = true;

	UNROLL
	for (int i = 0; i < 4; i++) {
		__u32 slot = i;
		struct rule *rule = bpf_map_lookup_elem(&rules, &slot);

		if (!rule)
			break;
		if ((to & rule->mask) != rule->network || port < rule->first || port > rule->last)
			continue;
		__sync_fetch_and_add(&rule->hits, 1);
		isAllowed = rule->allow;
		break;
	}
	known = bpf_map_lookup_elem(&seen, &key);
	if (known) {
		known->last = bpf_ktime_get_ns();
		__sync_fetch_and_add(&known->connects, 1);
	} else {
		fresh.first = fresh.last = bpf_ktime_get_ns();
		fresh.connects = 1;
		bpf_map_update_elem(&seen, &key, &fresh, BPF_NOEXIST);
	}
	add(&totals, isAllowed, 1);
	if (isAllowed && port == 80) {
		context->user_port = bpf_htons(8080);
		context->user_ip4 = bpf_htonl(0x7f000001);
		add(&totals, 2, 1);
	}
	return isAllowed;
}

// Prefixes of IPv6, by words.
SEC("cgroup/connect6")
int prefixes(struct bpf_sock_addr *context)
{
	__u32 a = context->user_ip6[0], b = context->user_ip6[1], c = context->user_ip6[2], d = context->user_ip6[3];
	__u16 port = bpf_ntohs((__u16)context->user_port);
	__u64 key = bpf_get_current_cgroup_id();
	struct seen *known = bpf_map_lookup_elem(&seen, &key), fresh = {};

	if (!a && !b && c == bpf_htonl(0xffff)) {
		add(&totals, 3, 1);
		if ((d & bpf_htonl(0xff000000)) == bpf_htonl(0x0a000000))
			return 1;
		return port != 25;
	}
	if (!a && !b && !c && d == bpf_htonl(1))
		return 1;
	if ((a & bpf_htonl(0xffc00000)) == bpf_htonl(0xfe800000))
		add(&totals, 4, 1);
	else if ((a & bpf_htonl(0xfe000000)) == bpf_htonl(0xfc000000))
		add(&totals, 5, 1);
	else if ((a & bpf_htonl(0xff000000)) == bpf_htonl(0xff000000))
		return 0;
	else
		add(&totals, 6, 1);
	if (!known) {
		bpf_map_update_elem(&seen, &key, &fresh, BPF_NOEXIST);
		known = bpf_map_lookup_elem(&seen, &key);
		if (!known)
			return 1;
	}
	__sync_fetch_and_add(&known->connects, 1);
	known->state = port < 1024 ? 1 : port < 49152 ? 2 : 3;
	if (known->connects > 1000 && known->state == 3)
		return 0;
	return 1;
}

// What connections are set to, and what they were at the end.
SEC("sockops")
int operations(struct bpf_sock_ops *context)
{
	__u64 key = (__u64)context->remote_ip4 << 32 | context->local_port;
	struct seen *known = bpf_map_lookup_elem(&seen, &key), fresh = {};
	int clamp = 100, reply = -1;

	switch (context->op) {
	case BPF_SOCK_OPS_TIMEOUT_INIT:
		reply = 3000;
		break;
	case BPF_SOCK_OPS_RWND_INIT:
		reply = context->family == 2 ? 40 : 20;
		break;
	case BPF_SOCK_OPS_NEEDS_ECN:
		reply = 0;
		break;
	case BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB:
	case BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB:
		fresh.first = bpf_ktime_get_ns();
		bpf_map_update_elem(&seen, &key, &fresh, BPF_ANY);
		bpf_sock_ops_cb_flags_set(context, BPF_SOCK_OPS_STATE_CB_FLAG | BPF_SOCK_OPS_RTT_CB_FLAG);
		reply = bpf_setsockopt(context, 6, 10, &clamp, sizeof(clamp));
		add(&totals, 8, 1);
		break;
	case BPF_SOCK_OPS_RTT_CB:
		if (known) {
			known->rate = context->srtt_us >> 3;
			known->trips++;
		}
		add(&totals, 16 + (log2_slot(context->srtt_us) & 31), 1);
		break;
	case BPF_SOCK_OPS_STATE_CB:
		if (known) {
			known->state = context->args[1];
			known->last = bpf_ktime_get_ns();
			known->bytes = context->bytes_acked + context->bytes_received;
			known->segments = context->segs_out + context->segs_in;
		}
		if (context->args[1] == 7)
			bpf_map_delete_elem(&seen, &key);
		add(&totals, 9, 1);
		break;
	}
	context->reply = reply;
	return 1;
}

// Packets of a group, by port and by direction.
SEC("cgroup_skb/ingress")
int comes(struct __sk_buff *context)
{
	struct iphdr ip;
	struct udphdr udp;
	struct seen *known;
	__u64 key = bpf_skb_cgroup_id(context);

	if (bpf_skb_load_bytes(context, 0, &ip, sizeof(ip)))
		return 1;
	if (ip.version != 4 || ip.ihl < 5)
		return 1;
	if (bpf_skb_load_bytes(context, ip.ihl * 4, &udp, sizeof(udp)))
		return 1;
	UNROLL
	for (int i = 0; i < 3; i++) {
		__u32 slot = 8 + i;
		struct rule *rule = bpf_map_lookup_elem(&rules, &slot);

		if (rule && (ip.saddr & rule->mask) == rule->network && bpf_ntohs(udp.dest) >= rule->first &&
		    bpf_ntohs(udp.dest) <= rule->last) {
			__sync_fetch_and_add(&rule->hits, 1);
			if (!rule->allow)
				return 0;
		}
	}
	known = bpf_map_lookup_elem(&seen, &key);
	if (known) {
		__sync_fetch_and_add(&known->bytes, context->len);
		__sync_fetch_and_add(&known->segments, 1);
		known->last = bpf_ktime_get_ns();
	}
	add(&totals, 48 + (ip.protocol & 15), context->len);
	return 1;
}

// Sizes of buffers, never above a limit.
SEC("cgroup/setsockopt")
int limits(struct bpf_sockopt *context)
{
	__u8 *value = context->optval, *end = context->optval_end;
	__u64 key = bpf_get_current_pid_tgid();
	struct seen *known = bpf_map_lookup_elem(&seen, &key);
	__u32 wanted;

	if (context->level != 1 && context->level != 6)
		return 1;
	if (value + 4 > end)
		return 1;
	wanted = value[0] | value[1] << 8 | value[2] << 16 | (__u32)value[3] << 24;
	add(&totals, 10 + (context->level == 6), 1);
	if (context->level == 1 && (context->optname == 7 || context->optname == 8)) {
		if (wanted > 1 << 20) {
			wanted = 1 << 20;
			value[0] = wanted, value[1] = wanted >> 8, value[2] = wanted >> 16, value[3] = wanted >> 24;
		}
		if (known) {
			known->rate = wanted;
			known->trips += context->optlen;
		}
		context->optlen = 4;
	} else if (context->optname == 13 && context->level == 6) {
		if (context->optlen > 16)
			return 0;
		add(&totals, 12, 1);
		UNROLL
		for (int i = 0; i < 4; i++)
			if (value[i] < ' ' || value[i] > '~')
				return 0;
	}
	return 1;
}

// Which devices may be used, and who asked.
SEC("cgroup/dev")
int devices(struct bpf_cgroup_dev_ctx *context)
{
	static const struct { __u32 kind, major, minor, access; } open[8] = {
		{2, 1, 3, 7}, {2, 1, 5, 7}, {2, 1, 7, 7}, {2, 1, 8, 3}, {2, 1, 9, 3}, {2, 5, 0, 3}, {2, 136, ~0u, 3}, {1, 7, ~0u, 2},
	};
	__u32 kind = context->access_type & 0xffff, access = context->access_type >> 16;

	UNROLL
	for (int i = 0; i < 8; i++) {
		if (open[i].kind != kind || open[i].major != context->major)
			continue;
		if (open[i].minor != ~0u && open[i].minor != context->minor)
			continue;
		if (access & ~open[i].access)
			continue;
		add(&totals, i, 1);
		return 1;
	}
	add(&totals, 63, 1);
	if (access & BPF_DEVCG_ACC_MKNOD)
		add(&totals, 62, 1);
	if (access & BPF_DEVCG_ACC_WRITE)
		add(&totals, 61, 1);
	if (kind == BPF_DEVCG_DEV_BLOCK)
		add(&totals, 60, 1);
	return 0;
}
