#include "ui/project/network_words.h"

namespace macadam {

QString networkWords(const std::string& name) {
  return QString::fromStdString(name).replace("teacher1", "teacher 1").replace("teacher2", "teacher 2");
}

}  // namespace macadam
