#include "labels/export_labels.h"

#include "base/atomic_file.h"
#include "base/input_file.h"
#include "base/mutex.h"
#include "base/number_text.h"
#include "base/partial_folder.h"
#include "data/dataset.h"
#include "data/split.h"
#include "image/image_store.h"
#include "image/mask_file.h"
#include "image/open_picture.h"
#include "image/opencv_threads.h"
#include "image/png.h"
#include "image/raster.h"
#include "image/raster_writer.h"
#include "image/side_reference.h"
#include "labels/opened_labels.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cpl_string.h>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct WrittenList {
  std::string_view name;
  Subset subset;
};

constexpr std::array kLists{WrittenList{"labeled.txt", Subset::Labelled},
                            WrittenList{"unlabeled.txt", Subset::Unlabelled},
                            WrittenList{"val.txt", Subset::Validation}, WrittenList{"test.txt", Subset::Test}};

/// A picture of the data set, whole.
struct ExportedPicture {
  Sample sample;  ///< Without its window.
  std::string name;
  std::string maskName, sourcesName;  ///< Below the target's folder; empty where there is none.
  LabelSources sources;
  bool isDrawnOn = false;
  std::optional<Subset> subset;   ///< None where its windows are of several.
  std::vector<Problem> problems;  ///< What opening its labels had to say, and what of it could not be written.
};

/// The common beginning of all pictures' folders, and what leads out of the data folder, is not in the names.
void giveNames(std::vector<ExportedPicture>& pictures) {
  std::optional<fs::path> common;
  for (const ExportedPicture& picture : pictures) {
    const fs::path folder = fs::path(imageOf(picture.sample)).parent_path();
    if (!common) common = folder;
    fs::path shared;
    for (auto [a, b] = std::pair(common->begin(), folder.begin()); a != common->end() && b != folder.end() && *a == *b;
         ++a, ++b) {
      shared /= *a;
    }
    common = shared;
  }
  for (ExportedPicture& picture : pictures) {
    const fs::path image = imageOf(picture.sample);
    for (const fs::path& part : common->empty() ? image : image.lexically_relative(*common)) {
      picture.name += (picture.name.empty() ? "" : "/") + (part == ".." ? "up" : part.string());
    }
  }
}

std::vector<ExportedPicture> picturesOf(const Dataset& dataset, const std::optional<Split>& split) {
  std::map<std::string, ExportedPicture> pictures;
  for (const Sample& sample : dataset.samples) {
    const Subset subset = split ? split->of(sample.id) : sample.hasMask() ? Subset::Labelled : Subset::Unlabelled;
    const auto [entry, isNew] = pictures.try_emplace(imageOf(sample), ExportedPicture{.sample = sample});
    ExportedPicture& picture = entry->second;
    if (isNew) {
      picture.sample.id = entry->first;
      picture.sample.window.reset();
      picture.subset = subset;
    } else if (picture.subset != subset) {
      picture.subset.reset();
    }
  }
  std::vector<ExportedPicture> list;
  for (auto& [name, picture] : pictures) list.push_back(std::move(picture));
  if (!list.empty()) giveNames(list);
  return list;
}

/// A name for what belongs to a picture, which no other picture's has.
std::string nameFor(const std::string& folder, const fs::path& picture, const char* ending,
                    const std::set<std::string>& doubled) {
  fs::path name = picture;
  if (!doubled.contains(fs::path(picture).replace_extension().generic_string())) name.replace_extension();
  return folder + "/" + name.generic_string() + ending;
}

class Export {
 public:
  Export(const Project& project, fs::path target, std::vector<ExportedPicture>& pictures)
      : project_(project), target_(std::move(target)), pictures_(pictures) {
    std::set<std::string> stems;
    for (const ExportedPicture& picture : pictures) {
      const std::string stem = fs::path(picture.name).replace_extension().generic_string();
      if (!stems.insert(stem).second) doubled_.insert(stem);
    }
  }

  void writeLabels(ExportedPicture& picture) const {
    keepOpenCvOnCallingThread();
    const LabelFiles files(project_, picture.sample.id);
    picture.isDrawnOn = !files.mask().empty() || fs::exists(files.journal);
    if (!picture.isDrawnOn && !picture.sample.hasMask()) return;
    const std::optional<GeoReference> ground = Raster(picture.sample.image, picture.sample.pixels).georeference();
    const char* ending = ground ? ".tif" : ".png";
    picture.maskName = nameFor("masks", picture.name, ending, doubled_);
    const Tile tile = decodeLabels(picture.sample);
    if (!picture.isDrawnOn) return write(picture.maskName, tile.mask, RasterContent::Mask, ground);
    const OpenedLabels labels = openLabels(project_, picture.sample, LabelAccess::Look);
    const LabelPlane& plane = labels.now.plane;
    cv::Mat mask = plane.labels(plane.whole());
    if (!tile.noData.empty()) mask.setTo(static_cast<int>(Label::Unknown), tile.noData);
    write(picture.maskName, mask, RasterContent::Mask, ground);
    picture.sources = labels.now.sources;
    picture.problems = labels.notes;
    picture.sourcesName = nameFor("sources", picture.name, ending, doubled_);
    write(picture.sourcesName, plane.sources(plane.whole()), RasterContent::Codes, ground);
  }

  /// With the files beside it with which it is read, of which some may be those of other pictures, too.
  void copyPicture(const ExportedPicture& picture) {
    const fs::path folder = (target_ / "images" / picture.name).parent_path();
    fs::create_directories(folder);
    const GdalSession session;
    const GdalDataset opened = openPicture(picture.sample.image);
    const CPLStringList files(GDALGetFileList(opened.get()));
    for (int i = 0; i < files.Count(); ++i) {
      const fs::path file = files[i], target = folder / file.filename();
      if (claim(target, file)) copy(file, target);
    }
  }

  /// Whether that is a place in the target's folder.
  bool holds(const std::string& where) const {
    const fs::path below = fs::path(where).lexically_relative(target_);
    return !below.empty() && *below.begin() != "..";
  }

  void writeLists() const {
    for (const WrittenList& list : kLists) {
      std::string text;
      for (const ExportedPicture& picture : pictures_) {
        if (picture.subset != list.subset) continue;
        text += quoted("images/" + picture.name);
        if (!picture.maskName.empty()) text += ' ' + quoted(picture.maskName);
        text += '\n';
      }
      writeTextAtomically(target_ / list.name, text);
    }
  }

  void writeMeanings() const {
    Json meanings = Json::object();
    for (const ExportedPicture& picture : pictures_) {
      if (!picture.sourcesName.empty())
        meanings[picture.sourcesName] = Json::parse(toJson(picture.sources)).at("codes");
    }
    if (!meanings.empty())
      writeTextAtomically(target_ / "sources.json",
                          meanings.dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
  }

 private:
  static std::string quoted(const std::string& name) {
    return name.find_first_of(" \t,;") == std::string::npos ? name : '"' + name + '"';
  }

  /// False where the file is or becomes that copy already. @throws Error where another one does.
  bool claim(const fs::path& target, const fs::path& file) {
    const MutexLock lock(mutex_);
    const auto [entry, isNew] = copied_.try_emplace(target, file);
    if (isNew || entry->second == file) return isNew;
    throw Error(file.string(), "was not copied, for " + entry->second.string() + " has its name in images/",
                "put it there by hand under another name");
  }

  static void copy(const fs::path& file, const fs::path& target) {
    constexpr std::uint64_t kMostBytes = 1 << 20;  // at once
    const InputFile from(file);
    AtomicFile to(target);
    for (std::uint64_t done = 0; done < from.size();) {
      const std::string bytes = from.text({done, std::min(kMostBytes, from.size() - done)});
      to.write(bytes);
      done += bytes.size();
    }
    to.commit();
  }

  void write(const std::string& name, const cv::Mat& values, RasterContent content,
             const std::optional<GeoReference>& ground) const {
    const fs::path file = target_ / name;
    fs::create_directories(file.parent_path());
    const bool isMask = content == RasterContent::Mask;
    if (ground) {
      RasterWriter writer(file, values.size(), content, ground);
      writer.write({0, 0}, isMask ? toStoredMask(values) : values);
      writer.commit();
      stateExactly(file, *ground);
    } else if (isMask) {
      writeMask(file, values);
    } else {
      writePng(file, values);
    }
  }

  const Project& project_;
  fs::path target_;
  std::vector<ExportedPicture>& pictures_;
  std::set<std::string> doubled_;  ///< Names that differ by their endings alone.
  Mutex mutex_;
  std::map<fs::path, fs::path> copied_ MACADAM_GUARDED_BY(mutex_);  ///< The file of each copy.
};

std::optional<Split> activeSplitOf(const Project& project) {
  if (project.activeSplit.empty()) return std::nullopt;
  return loadSplit(project.splitFile(project.activeSplit));
}

/// False where a picture or its labels are in the way, which is kept with it. @throws Error of the target alone.
template <typename Write>
bool succeeds(const Write& write, const Export& target, ExportedPicture& picture) {
  try {
    write();
    return true;
  } catch (const Error& error) {
    if (target.holds(error.problems().front().where)) throw;
    for (const Problem& problem : error.problems()) {
      const bool isSaid = std::ranges::find(picture.problems, problem) != picture.problems.end();
      if (!isSaid) picture.problems.push_back(problem);
    }
    return false;
  }
}

/// @throws Error of the target alone.
void writePicture(Export& target, ExportedPicture& picture, ExportedPictures pictures) {
  if (!succeeds([&] { target.writeLabels(picture); }, target, picture)) {
    picture.maskName.clear();
    picture.sourcesName.clear();
  }
  if (pictures == ExportedPictures::LeftOut) return;
  if (picture.sample.image.extension() != ".vrt") {
    succeeds([&] { target.copyPicture(picture); }, target, picture);
    return;
  }
  picture.problems.push_back({picture.sample.image.string(), "shows other files, and was not copied",
                              "put it and what it shows into images/ by hand, or convert it first"});
}

ExportedLabels summaryOf(const std::vector<ExportedPicture>& pictures, const Project& project) {
  ExportedLabels exported;
  std::size_t unused = 0;
  for (const ExportedPicture& picture : pictures) {
    exported.masks += !picture.maskName.empty();
    exported.drawnOn += !picture.sourcesName.empty();
    unused += picture.subset == Subset::Unused && !picture.maskName.empty();
    std::ranges::copy(picture.problems, std::back_inserter(exported.problems));
    if (picture.subset) continue;
    exported.problems.push_back(
        {picture.sample.image.string(), "has windows in several sets of the split, and stands in no list",
         "import the data set first, which cuts it into tiles of their own, where that is needed"});
  }
  if (unused > 0) {
    exported.problems.push_back(
        {project.splitFile(project.activeSplit).string(),
         "has " + counted(unused, "picture") + " with a mask in none of its sets",
         "their masks are written and stand in no list; name them there where they are wanted"});
  }
  return exported;
}

}  // namespace

ExportedLabels exportLabels(const Project& project, const fs::path& to, ExportedPictures pictures, int workers,
                            const ProgressCallback& progress) {
  const Dataset dataset = openDataset(project.folder, project.tileSize);
  refuseOpenMasks(dataset);
  std::vector<ExportedPicture> list = picturesOf(dataset, activeSplitOf(project));
  PartialFolder folder(to);
  try {
    Export target(project, folder.path(), list);
    parallelFor(
        list.size(), workers, [&](std::size_t i) { writePicture(target, list[i], pictures); }, progress);
    target.writeLists();
    target.writeMeanings();
    folder.commit();
    return summaryOf(list, project);
  } catch (const fs::filesystem_error& error) {
    throw Error(to.string(), "cannot be written: " + error.code().message(), "name a folder that you may write to");
  }
}

}  // namespace macadam
