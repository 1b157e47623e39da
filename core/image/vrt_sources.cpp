#include "base/error.h"
#include "base/mutex.h"
#include "image/file_version.h"
#include "image/open_picture.h"
#include "image/picture_formats.h"

#include <algorithm>
#include <cpl_error.h>
#include <cpl_minixml.h>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// VRTs in VRTs: more of them are a circle.
constexpr int kMostLevels = 8;

struct DestroyXml {
  void operator()(CPLXMLNode* root) const { CPLDestroyXMLNode(root); }
};

/// A source as it is written, and the file that is meant.
struct Source {
  std::string text;
  fs::path file;
};

bool isSource(const CPLXMLNode& node) {
  const std::string_view name = node.pszValue;
  return node.eType == CXT_Element && (name == "SourceFilename" || name == "SourceDataset");
}

void collect(const CPLXMLNode* node, const fs::path& folder, std::vector<Source>& sources) {
  for (; node != nullptr; node = node->psNext) {
    if (!isSource(*node)) {
      collect(node->psChild, folder, sources);
      continue;
    }
    const std::string text = CPLGetXMLValue(node, "", "");
    const bool isRelative = CPLGetXMLValue(node, "relativeToVRT", "0") == std::string_view("1");
    const bool isNew = std::ranges::find(sources, text, &Source::text) == sources.end();
    if (isNew) sources.push_back({text, isRelative ? folder / text : fs::path(text)});
  }
}

/// Empty for a file that is no VRT.
std::string driverOf(const fs::path& file) {
  const GDALDriverH driver = GDALIdentifyDriverEx(file.c_str(), GDAL_OF_RASTER, nullptr, nullptr);
  return driver == nullptr ? "" : GDALGetDriverShortName(driver);
}

[[noreturn]] void refuse(const fs::path& vrt, const std::string& source, const std::string& why) {
  throw Error(vrt.string(), "takes its pixels from " + source + ", which " + why,
              "keep the pictures that it shows on this machine, and build it again from them");
}

/// What a file shows, as long as neither it nor any of that has changed: each window of a VRT opens it again.
struct Known {
  std::string stamps;  ///< Of the file and its sources, each from before it was read.
  std::vector<fs::path> sources;
};

void addSources(const fs::path& vrt, int level, Known& shown) {
  if (level > kMostLevels) refuse(vrt, vrt.string(), "shows itself");
  const std::unique_ptr<CPLXMLNode, DestroyXml> root(CPLParseXMLFile(vrt.c_str()));
  std::vector<Source> sources;
  collect(root.get(), vrt.parent_path(), sources);
  for (const Source& source : sources) {
    std::error_code none;
    if (!fs::is_regular_file(source.file, none)) refuse(vrt, source.text, "is no file on this machine");
    shown.stamps += stampOf(source.file);
    shown.sources.push_back(source.file);
    const std::string driver = driverOf(source.file);
    const auto& known = pictureDrivers();
    if (std::ranges::find(known, driver) == known.end()) refuse(vrt, source.text, "is no picture");
    if (driver == "VRT") addSources(source.file, level + 1, shown);
  }
}

bool isVrt(const fs::path& file) {
  const char* const drivers[] = {"VRT", nullptr};
  return GDALIdentifyDriverEx(file.c_str(), GDAL_OF_RASTER, drivers, nullptr) != nullptr;
}

std::string stampsOf(const fs::path& file, const std::vector<fs::path>& sources) {
  std::string stamps = stampOf(file);
  for (const fs::path& source : sources) stamps += stampOf(source);
  return stamps;
}

}  // namespace

std::vector<fs::path> sourcesOfVrt(const fs::path& file) {
  static Mutex mutex;
  static std::map<std::string, Known> known MACADAM_GUARDED_BY(mutex);
  Known shown;
  {
    const MutexLock lock(mutex);
    if (const auto found = known.find(file.string()); found != known.end()) shown = found->second;
  }
  if (!shown.stamps.empty() && shown.stamps == stampsOf(file, shown.sources)) return shown.sources;
  const GdalSession session;
  shown = {stampOf(file), {}};
  if (isVrt(file)) addSources(file, 1, shown);
  const MutexLock lock(mutex);
  return (known[file.string()] = std::move(shown)).sources;
}

}  // namespace macadam
