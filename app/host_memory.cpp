/// Settings of the allocator jemalloc, read before `main`: memory that one training step frees is kept for the next
/// instead of going back to the system and being zeroed again. Huge pages are left to the system: asked for
/// everywhere, they made steps of the full networks half as slow again.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf =
    "dirty_decay_ms:-1,muzzy_decay_ms:-1,narenas:4,oversize_threshold:0,lg_extent_max_active_fit:20";
}
