#pragma once

/// What Clang's analysis of thread safety is told (https://clang.llvm.org/docs/ThreadSafetyAnalysis.html): which mutex
/// guards a member, and which one a function wants locked. Other compilers see nothing. The preset `clang` checks it.
#ifdef __clang__
#define MACADAM_THREAD_ANNOTATION(what) __attribute__((what))
#else
#define MACADAM_THREAD_ANNOTATION(what)
#endif

/// Of a member: read and written only while that mutex is locked.
#define MACADAM_GUARDED_BY(mutex) MACADAM_THREAD_ANNOTATION(guarded_by(mutex))
/// Of a function: called only while that mutex is locked. Of a lambda that waits too, which is analysed by itself.
#define MACADAM_REQUIRES(...) MACADAM_THREAD_ANNOTATION(requires_capability(__VA_ARGS__))

// What locks are made of.
#define MACADAM_CAPABILITY(name) MACADAM_THREAD_ANNOTATION(capability(name))
#define MACADAM_SCOPED_CAPABILITY MACADAM_THREAD_ANNOTATION(scoped_lockable)
#define MACADAM_ACQUIRE(...) MACADAM_THREAD_ANNOTATION(acquire_capability(__VA_ARGS__))
#define MACADAM_RELEASE(...) MACADAM_THREAD_ANNOTATION(release_capability(__VA_ARGS__))
