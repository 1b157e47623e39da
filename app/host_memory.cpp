/// Settings of the allocator jemalloc, read before `main`: memory that one training step frees is kept for the next,
/// in huge pages, instead of going back to the system and being zeroed again; what stays unused for 30 s goes back.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "dirty_decay_ms:30000,muzzy_decay_ms:30000,thp:always,narenas:4,oversize_threshold:0";
}
