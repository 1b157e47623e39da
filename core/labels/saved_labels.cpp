#include "labels/saved_labels.h"

#include "base/atomic_file.h"
#include "base/content_hash.h"
#include "base/error.h"
#include "image/description.h"
#include "image/mask_file.h"
#include "image/png.h"
#include "image/raster_writer.h"
#include "image/side_reference.h"
#include "labels/label_sources_format.h"

#include <mutex>
#include <sstream>
#include <string_view>
#include <system_error>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStart = "Macadam labels:";

/// Calls `visit(rectangle)` with rows of blocks, from the top.
template <typename Visit>
void forEachBand(cv::Size size, const Visit& visit) {
  for (int y = 0; y < size.height; y += LabelPlane::kBlockSide) {
    visit(cv::Rect(0, y, size.width, std::min(LabelPlane::kBlockSide, size.height - y)));
  }
}

using Part = cv::Mat (LabelPlane::*)(const cv::Rect&) const;

std::string hashOf(const LabelPlane& plane, Part part) {
  ContentHash hash;
  forEachBand(plane.size(), [&](const cv::Rect& band) {
    const cv::Mat values = (plane.*part)(band);
    for (int y = 0; y < values.rows; ++y) {
      hash.add({reinterpret_cast<const char*>(values.ptr(y)), static_cast<std::size_t>(values.cols)});
    }
  });
  return hash.text();
}

void writePlainPng(const fs::path& file, std::vector<std::uint8_t> png, const std::string& description) {
  describePng(png, description);
  AtomicFile target(file);
  target.write(png.data(), png.size());
  target.commit();
}

void makeFolderOf(const fs::path& file) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (!error) return;
  throw Error(file.parent_path().string(), "cannot be made (" + error.message() + ")",
              "make its folder writable, then save again; what was drawn is kept until then");
}

/// The journal first, for a file must not hold what the journal may still lose. Where the journal cannot be written the
/// mask alone keeps what was drawn, and the journal says itself what is wrong.
void flush(LabelJournal& journal) {
  try {
    journal.waitUntilOnDisk();
  } catch (const Error&) {
  }
}

/// Whether a later snapshot was saved first.
bool isOvertaken(const LabelSnapshot& snapshot) {
  const fs::path mask = maskFileOf(snapshot);
  std::error_code missing;
  if (!fs::is_regular_file(mask, missing)) return false;
  try {
    const auto state = savedStateFrom(descriptionOf(mask));
    return state && state->journal == snapshot.journal->header().id && state->records > snapshot.position;
  } catch (const Error&) {  // what cannot be read is written anew
    return false;
  }
}

class Saving {
 public:
  explicit Saving(const LabelSnapshot& snapshot) : snapshot_(snapshot) {}

  void writeSources() const {
    const LabelFiles& files = snapshot_.files;
    requireReplaceable(files.sourcesJson, kLabelSourcesFormat);
    writeTextAtomically(files.sourcesJson, toJson(snapshot_.sources));
    const std::string description = describe(state(hashOfSources(snapshot_.plane)));
    if (snapshot_.ground) return writeRaster(files.sourcesTif, RasterContent::Codes, description);
    writePlainPng(files.sourcesPng, encodePng(snapshot_.plane.sources(snapshot_.plane.whole())), description);
  }

  void writeMask() const {
    const LabelFiles& files = snapshot_.files;
    const std::string description = describe(state(hashOfLabels(snapshot_.plane)));
    if (snapshot_.ground) return writeRaster(files.maskTif, RasterContent::Mask, description);
    writePlainPng(files.maskPng, encodeMask(snapshot_.plane.labels(snapshot_.plane.whole())), description);
  }

  /// Those of a picture that has won or lost its place on the earth since.
  void removeOthers() const {
    const LabelFiles& files = snapshot_.files;
    std::error_code ignored;
    if (snapshot_.ground) {
      for (const fs::path& file : {files.maskPng, files.sourcesPng}) fs::remove(file, ignored);
      return;
    }
    for (const fs::path& file : {files.maskTif, files.sourcesTif}) {
      fs::remove(file, ignored);
      fs::remove(fs::path(file) += ".aux.xml", ignored);
    }
  }

  void placeExactly() const {
    if (!snapshot_.ground) return;
    for (const fs::path& file : {snapshot_.files.sourcesTif, snapshot_.files.maskTif})
      stateExactly(file, *snapshot_.ground);
  }

 private:
  SavedState state(std::string contents) const {
    return {snapshot_.journal->header().id, snapshot_.position, std::move(contents), snapshot_.picture};
  }

  void writeRaster(const fs::path& file, RasterContent content, const std::string& description) const {
    const LabelPlane& plane = snapshot_.plane;
    RasterWriter writer(file, plane.size(), content, snapshot_.ground);
    writer.describe(description);
    forEachBand(plane.size(), [&](const cv::Rect& band) {
      writer.write(band.tl(), content == RasterContent::Mask ? toStoredMask(plane.labels(band)) : plane.sources(band));
    });
    writer.commit();
  }

  const LabelSnapshot& snapshot_;
};

}  // namespace

std::string describe(const SavedState& state) {
  std::ostringstream text;
  text << kStart << " journal " << state.journal << " records " << state.records << " contents " << state.contents
       << " picture " << state.picture;
  return text.str();
}

std::optional<SavedState> savedStateFrom(const std::string& description) {
  if (!description.starts_with(kStart)) return std::nullopt;
  std::istringstream text(description.substr(std::string_view(kStart).size()));
  SavedState state;
  std::string journal, records, contents, picture;
  text >> journal >> state.journal >> records >> state.records >> contents >> state.contents >> picture >>
      state.picture;
  const bool isWhole =
      !text.fail() && journal == "journal" && records == "records" && contents == "contents" && picture == "picture";
  return isWhole ? std::optional(state) : std::nullopt;
}

std::string hashOfLabels(const LabelPlane& plane) {
  return hashOf(plane, &LabelPlane::labels);
}

std::string hashOfSources(const LabelPlane& plane) {
  return hashOf(plane, &LabelPlane::sources);
}

void saveLabels(const LabelSnapshot& snapshot) {
  static std::mutex one;
  const std::lock_guard lock(one);
  if (isOvertaken(snapshot)) return;
  makeFolderOf(snapshot.files.journal);
  flush(*snapshot.journal);
  const Saving saving(snapshot);
  // The codes are older than the mask or of its age, never newer than what the journal tells of both.
  saving.writeSources();
  saving.writeMask();
  saving.removeOthers();
  saving.placeExactly();
}

fs::path maskFileOf(const LabelSnapshot& snapshot) {
  return snapshot.ground ? snapshot.files.maskTif : snapshot.files.maskPng;
}

}  // namespace macadam
