#include "labels/opened_labels.h"

#include "base/atomic_file.h"
#include "base/content_hash.h"
#include "base/error.h"
#include "base/file_format.h"
#include "base/input_file.h"
#include "image/description.h"
#include "image/mask_raster.h"
#include "image/raster.h"
#include "image/read_mask.h"

#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMacadam = "Macadam";
constexpr int kBandRows = 4 * LabelPlane::kBlockSide;

std::string text(cv::Size size) {
  return std::to_string(size.width) + "×" + std::to_string(size.height);
}

std::string newId() {
  std::random_device device;
  ContentHash hash;
  for (int i = 0; i < 4; ++i) hash.add(std::to_string(device()));
  return hash.text();
}

template <typename Visit>
void forEachBand(cv::Size size, const Visit& visit) {
  for (int y = 0; y < size.height; y += kBandRows)
    visit(cv::Rect(0, y, size.width, std::min(kBandRows, size.height - y)));
}

Window windowOf(const cv::Rect& area) {
  return {area.x, area.y, area.width, area.height};
}

/// None where the file says nothing of itself, or something else now holds its pixels.
std::optional<SavedState> stateOf(const fs::path& file, const std::string& contents) {
  auto state = savedStateFrom(descriptionOf(file));
  return state && state->contents == contents ? state : std::nullopt;
}

/// Gives the plane the codes of a file. False where they are no codes of this picture.
bool readCodes(const fs::path& file, LabelPlane& plane) {
  try {
    const MaskRaster codes(file);
    if (codes.size() != plane.size()) return false;
    LabelPlane read = plane;
    forEachBand(plane.size(), [&](const cv::Rect& band) {
      const cv::Mat values = codes.read(windowOf(band)).values;
      if (values.type() != CV_8UC1) throw Error(file.string(), "holds no codes", "remove it");
      read.set(band, plane.labels(band), values);
    });
    plane = std::move(read);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// Does again what records tell: all of it to the history, and what the pixels lack to them.
struct Replay {
  OpenedLabels& labels;
  std::string picture;      ///< Over which the last one was drawn.
  bool isOnPixels = false;  ///< Whether the pixels lack it.

  void operator()(const LabelStep& step) {
    labels.history.push(step);
    if (isOnPixels) step.edit.redo(labels.now.plane);
  }
  void operator()(const StepUndone&) {
    if (!labels.history.canUndo()) return;
    const LabelStep& step = labels.history.steps[--labels.history.position];
    if (isOnPixels) step.edit.undo(labels.now.plane);
  }
  void operator()(const StepRedone&) {
    if (!labels.history.canRedo()) return;
    const LabelStep& step = labels.history.steps[labels.history.position++];
    if (isOnPixels) step.edit.redo(labels.now.plane);
  }
  void operator()(const SourceAdded& added) { labels.now.sources.codeOf(added.source); }
  void operator()(const PictureChanged& changed) { picture = changed.picture; }
};

class Opening {
 public:
  Opening(const Project& project, const Sample& sample, LabelAccess access)
      : project_(project), sample_(sample), access_(access), files_(project, imageOf(sample)) {}

  OpenedLabels run() {
    if (access_ == LabelAccess::Edit) removeTemporaryFiles(files_.journal.parent_path());
    readPicture();
    chooseMask();
    readMask();
    readRecords();
    findStartOfMask();
    readSources();
    doAgain();
    notePictureChange();
    startJournal();
    opened_.notes = std::move(notes_);
    return std::move(opened_);
  }

 private:
  bool isEditing() const { return access_ == LabelAccess::Edit; }
  LabelPlane& plane() { return opened_.now.plane; }

  void readPicture() {
    const Raster picture(sample_.image, sample_.pixels);
    size_ = picture.size();
    opened_.now = LabelSnapshot{
        .files = files_, .ground = picture.georeference(), .picture = contentOf(sample_.image), .journal = nullptr};
  }

  void chooseMask() {
    mask_ = sample_;
    mask_.window.reset();
    mask_.mask = files_.mask();
    isEdited_ = !mask_.mask.empty();
    if (isEdited_) {
      mask_.maskRule.values = macadamMaskValues();
      reading_ = kMacadam;
      return;
    }
    mask_.mask = sample_.mask;
    if (mask_.mask.empty()) {
      if (!sample_.refusedMask.empty()) {
        notes_.push_back({sample_.refusedMask.string(), "cannot be used as the mask of " + sample_.image.string(),
                          "its labels begin as unknown; mend the mask first where they are wanted"});
      }
      return;
    }
    if (mask_.mask == files_.maskPng || mask_.mask == files_.maskTif) {
      throw Error(mask_.mask.string(), "has been removed since the data set was opened", "open the project anew");
    }
    if (mask_.maskRule.values == MaskValues{}) {
      throw Error(mask_.mask.string(), "holds values whose meaning nobody has decided",
                  "say on the Data page what the masks' values mean, then edit them");
    }
    reading_ = toText(mask_.maskRule.values);
  }

  void readMask() {
    plane() = LabelPlane(size_, {static_cast<std::uint8_t>(Label::Unknown), LabelSources::kOriginal});
    if (mask_.mask.empty()) return;
    forEachBand(size_, [&](const cv::Rect& band) {
      mask_.window = windowOf(band);
      plane().set(band, readMaskOf(mask_, size_));
    });
    base_ = contentOf(mask_.mask);
    if (isEdited_) maskState_ = stateOf(mask_.mask, hashOfLabels(plane()));
  }

  void readRecords() {
    std::error_code missing;
    if (!fs::is_regular_file(files_.journal, missing)) return;
    records_ = readJournal(files_.journal);
    if (!records_) {
      setAside(files_.journal, "damaged", "has no whole beginning",
               "what was drawn since the labels were saved may be lost");
    } else if (records_->header.size != size_) {
      throw Error(files_.journal.string(),
                  "tells of labels of " + text(records_->header.size) + ", their picture is " + text(size_),
                  "put the former picture back, or move the journal away to begin anew");
    }
  }

  /// From which record on the mask has to be brought up to date.
  void findStartOfMask() {
    start_ = 0;
    if (!records_) return;
    const bool isOfJournal = maskState_ && maskState_->journal == records_->header.id;
    if (isOfJournal && maskState_->records <= records_->records.size()) {
      start_ = maskState_->records;
      return;
    }
    if (records_->header.base == base_ && records_->header.reading == reading_) return;
    if (!isEdited_) {
      isOnOtherMask_ = true;
      return;
    }
    const std::string mask = mask_.mask.filename().string();
    if (isOfJournal) {
      setAside(files_.journal, "former", "ends before what " + mask + " holds, which counts",
               "it was damaged or has been restored; what was saved is whole, and its steps cannot be undone any more");
    } else {
      setAside(files_.journal, "former", "does not belong to " + mask + ", which counts",
               "the mask was replaced by another program, or has been restored");
      if (!files_.sources().empty())
        setAside(files_.sources(), "former", "belongs to a former mask", "nothing is to do");
    }
    records_.reset();
  }

  void setAside(const fs::path& file, const char* word, const std::string& what, const std::string& remedy) {
    if (!isEditing()) {
      notes_.push_back({file.string(), what, remedy});
      ignored_.insert(file);
      return;
    }
    const fs::path name = freeNameBeside(file, word);
    std::error_code error;
    fs::rename(file, name, error);
    if (error) throw Error(file.string(), "cannot be renamed (" + error.message() + ")", "make its folder writable");
    notes_.push_back({file.string(), what, remedy + "; it is kept as " + name.filename().string()});
  }

  /// Gives the pixels their codes, and begins earlier where those were saved earlier.
  void readSources() {
    readMeanings();
    const fs::path file = files_.sources();
    if (file.empty() || ignored_.contains(file) || isOnOtherMask_) {
      start_ = 0;
      if (!hadSources() || isOnOtherMask_) return;
      return noteLostSources(files_.sourcesJson, "lacks its codes of pixels");
    }
    LabelPlane withCodes = plane();
    const auto start = readCodes(file, withCodes) ? startOfSources(file, hashOfSources(withCodes)) : std::nullopt;
    start_ = std::min(start_, start.value_or(0));
    if (!start) return noteLostSources(file, "does not belong to the mask");
    plane() = std::move(withCodes);
    baseSources_ = contentOf(file);
  }

  bool hadSources() const { return records_ ? !records_->header.baseSources.empty() : maskState_.has_value(); }

  /// From which record on the codes have to be brought up to date; none where they belong to something else.
  std::optional<std::size_t> startOfSources(const fs::path& file, const std::string& contents) const {
    const auto state = stateOf(file, contents);
    if (!records_) {
      const bool isOfMask = state && maskState_ && state->journal == maskState_->journal;
      return isOfMask && state->records == maskState_->records ? std::optional<std::size_t>(0) : std::nullopt;
    }
    if (state && state->journal == records_->header.id && state->records <= records_->records.size()) {
      return state->records;
    }
    return records_->header.baseSources == contentOf(file) ? std::optional<std::size_t>(0) : std::nullopt;
  }

  void noteLostSources(const fs::path& file, const std::string& what) {
    notes_.push_back({file.string(), what + ", so that nobody knows where older labels are from",
                      "restore it from a copy where that is wanted; the labels themselves are whole"});
  }

  void readMeanings() {
    LabelSources& sources = opened_.now.sources;
    std::error_code missing;
    if (records_) {
      sources = records_->header.sources;
    } else if (fs::is_regular_file(files_.sourcesJson, missing)) {
      try {
        const InputFile file(files_.sourcesJson);
        sources = labelSourcesFromJson(file.text(file.whole()));
      } catch (const NewerFormat& error) {
        throw NewerFormat(files_.sourcesJson.string(), error.problems().front().what, error.problems().front().remedy);
      } catch (const Error& error) {
        notes_.push_back({files_.sourcesJson.string(), error.problems().front().what, error.problems().front().remedy});
      }
    }
  }

  void doAgain() {
    opened_.savedPosition = start_;
    if (!records_) return;
    Replay replay{opened_, records_->header.picture};
    for (std::size_t i = 0; i < records_->records.size(); ++i) {
      replay.isOnPixels = i >= start_ && !isOnOtherMask_;
      std::visit(replay, std::as_const(records_->records[i]));
    }
    opened_.now.position = records_->records.size();
    lastPicture_ = replay.picture;
    if (isOnOtherMask_) drawAgainOnOtherMask();
  }

  /// The mask that was never saved over is another one now: the same steps, undone to what was there on this one.
  void drawAgainOnOtherMask() {
    LabelHistory& history = opened_.history;
    std::vector<LabelRecord> records;
    for (LabelStep& step : history.steps) {
      const LabelPlane before = plane();
      step.edit.redo(plane());
      step.edit = LabelEdit::between(before, plane());
      records.push_back(step);
    }
    for (std::size_t i = history.steps.size(); i > history.position; --i) {
      history.steps[i - 1].edit.undo(plane());
      records.emplace_back(StepUndone{});
    }
    Problem note{mask_.mask.empty() ? sample_.image.string() : mask_.mask.string(),
                 "is not the mask, or not read as it was, when labels were drawn over it",
                 "what was drawn lies over the mask as it is now: look it through"};
    records_ = JournalContents{.header = newHeader(), .records = std::move(records)};
    opened_.now.position = records_->records.size();
    opened_.savedPosition = 0;
    if (isEditing()) {
      const fs::path former = freeNameBeside(files_.journal, "former");
      std::error_code error;
      fs::copy_file(files_.journal, former, error);
      if (error) throw Error(former.string(), "cannot be written (" + error.message() + ")", "free some disk space");
      std::string bytes = encoded(records_->header);
      for (const LabelRecord& record : records_->records) bytes += encoded(record);
      writeTextAtomically(files_.journal, bytes);
      records_->bytes = bytes.size();
      note.remedy += "; the journal as it was is kept as " + former.filename().string();
    }
    notes_.push_back(std::move(note));
  }

  void notePictureChange() {
    const std::string& former = records_ ? lastPicture_ : maskState_ ? maskState_->picture : opened_.now.picture;
    if (former == opened_.now.picture) return;
    opened_.isOfAnotherPicture = records_.has_value();
    notes_.push_back({sample_.image.string(), "has changed since its labels were drawn",
                      "look whether they still fit; they are as they were"});
  }

  JournalHeader newHeader() const {
    return {.id = newId(),
            .size = size_,
            .base = base_,
            .reading = reading_,
            .baseSources = baseSources_,
            .sources = opened_.now.sources,
            .picture = opened_.now.picture};
  }

  void startJournal() {
    if (!isEditing()) return;
    if (records_ && !records_->tail.empty()) {
      notes_.push_back({files_.journal.string(),
                        "was damaged at its end, " + std::to_string(records_->tail.size()) + " bytes that are no step",
                        "they are kept in " + freeNameBeside(files_.journal, "damaged").filename().string() +
                            "; all steps before are here, look whether the last one is"});
    }
    opened_.now.journal = records_ ? std::make_shared<LabelJournal>(files_.journal, *records_)
                                   : std::make_shared<LabelJournal>(files_.journal, newHeader());
  }

  const Project& project_;
  const Sample& sample_;
  LabelAccess access_;
  LabelFiles files_;
  cv::Size size_;
  Sample mask_;  ///< The sample whose mask is edited, without its window.
  bool isEdited_ = false;
  std::string reading_, base_, baseSources_;
  std::optional<SavedState> maskState_;
  std::optional<JournalContents> records_;
  bool isOnOtherMask_ = false;
  std::size_t start_ = 0;
  std::string lastPicture_;
  std::set<fs::path> ignored_;  ///< What would be set aside if anything were changed.
  std::vector<Problem> notes_;
  OpenedLabels opened_;
};

}  // namespace

OpenedLabels openLabels(const Project& project, const Sample& sample, LabelAccess access) {
  return Opening(project, sample, access).run();
}

}  // namespace macadam
