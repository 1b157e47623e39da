#include "base/free_memory.h"

#include <fstream>
#include <string>

namespace macadam {

double freeMebibytes() {
  std::ifstream info("/proc/meminfo");
  std::string word;
  double kibibytes = 0.0;
  while (info >> word) {
    if (word == "MemAvailable:" && info >> kibibytes) return kibibytes / 1024.0;
  }
  return 0.0;
}

}  // namespace macadam
