#include "labels/label_files.h"

#include <system_error>

namespace macadam {
namespace {

namespace fs = std::filesystem;

fs::path with(const fs::path& start, const char* ending) {
  return fs::path(start) += ending;
}

fs::path existing(const fs::path& first, const fs::path& second) {
  std::error_code missing;
  if (fs::is_regular_file(first, missing)) return first;
  return fs::is_regular_file(second, missing) ? second : fs::path();
}

}  // namespace

LabelFiles::LabelFiles(const Project& project, const std::string& image)
    : maskPng(project.labelFile(image)), maskTif(project.labelRaster(image)) {
  const fs::path start = project.labelsOf(image);
  sourcesPng = with(start, ".sources.png");
  sourcesTif = with(start, ".sources.tif");
  sourcesJson = with(start, ".sources.json");
  journal = with(start, ".journal");
}

fs::path LabelFiles::mask() const {
  return existing(maskTif, maskPng);
}

fs::path LabelFiles::sources() const {
  return existing(sourcesTif, sourcesPng);
}

}  // namespace macadam
