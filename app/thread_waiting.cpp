#include <unistd.h>

/// Has OpenMP's threads sleep while they wait for each other. Spinning, as they do unless told otherwise, they take the
/// cores from each other as soon as anything else computes beside them.
///
/// LibTorch's OpenMP reads this from the environment when it is loaded, which is before `main`. So this runs before any
/// library is initialised (`.preinit_array`; the C library is not either: only system calls may be made), adds the
/// variable and starts the program again as the same process. What the user says about waiting threads stands.
namespace {

constexpr const char* kWaitPassively = "OMP_WAIT_POLICY=passive";
constexpr const char* kUsersSay[] = {"OMP_WAIT_POLICY=", "GOMP_SPINCOUNT=", "KMP_BLOCKTIME="};

bool beginsWith(const char* text, const char* beginning) {
  while (*beginning != '\0' && *text == *beginning) ++text, ++beginning;
  return *beginning == '\0';
}

bool isDecided(const char* variable) {
  for (const char* name : kUsersSay) {
    if (beginsWith(variable, name)) return true;
  }
  return false;
}

__attribute__((no_sanitize("address", "undefined", "thread"))) void waitPassively(int, char** arguments,
                                                                                  char** environment) {
  constexpr int kMost = 4096;
  char program[kMost];  // by its name, which it is known by
  const ssize_t length = ::readlink("/proc/self/exe", program, kMost - 1);
  if (length <= 0 || length == kMost - 1) return;
  program[length] = '\0';
  const char* extended[kMost + 2];
  int count = 0;
  for (; environment[count] != nullptr; ++count) {
    if (count == kMost || isDecided(environment[count])) return;
    extended[count] = environment[count];
  }
  extended[count] = kWaitPassively;
  extended[count + 1] = nullptr;
  ::execve(program, arguments, const_cast<char**>(extended));  // returns where it cannot be
}

__attribute__((section(".preinit_array"), used)) void (*const beforeAnyLibrary)(int, char**, char**) = waitPassively;

}  // namespace
