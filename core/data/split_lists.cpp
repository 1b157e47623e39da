#include "data/split_lists.h"

#include "base/atomic_file.h"
#include "data/layouts/pairing.h"
#include "data/layouts/text_lists.h"
#include "image/image_store.h"
#include "image/png.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::uint8_t kUnknown = 255;

struct WrittenList {
  std::string_view name;
  std::vector<std::string> Split::*list;
};

constexpr std::array<WrittenList, 4> kWritten{{{"labeled.txt", &Split::labelled},
                                               {"unlabeled.txt", &Split::unlabelled},
                                               {"val.txt", &Split::validation},
                                               {"test.txt", &Split::test}}};

bool holdsBlank(const fs::path& path) {
  return path.native().find_first_of(" \t\r\n") != std::string::npos;
}

/// One line of a list.
struct Line {
  const Sample* sample = nullptr;
  fs::path image, mask;  ///< From the data set's folder.
};

class Export {
 public:
  Export(const Dataset& dataset, fs::path target, ListedMasks masks)
      : dataset_(dataset), target_(std::move(target)), masks_(masks) {}

  std::vector<Line> linesOf(const std::vector<std::string>& ids) {
    std::vector<Line> lines;
    for (const std::string& id : ids) {
      const Sample* sample = dataset_.find(id);
      if (sample == nullptr) throw Error(id, "is not in the data set", "draw the split anew");
      if (sample->window) windows_.push_back(id);
      lines.push_back({sample, relative(sample->image), relative(maskOf(*sample))});
      if (holdsBlank(lines.back().image)) blankImages_.push_back(lines.back().image);
      if (holdsBlank(lines.back().mask)) blankMasks_.push_back(lines.back().mask);
    }
    return lines;
  }

  void refuseWhatNoLineCanHold() const {
    std::vector<Problem> problems;
    if (masks_ == ListedMasks::ZeroAndOne && target_ == dataset_.root) {
      problems.push_back({target_.string(), "is the data set's own folder, in which masks of 0 and 1 would be mistaken",
                          "name another folder"});
    }
    reportFiles(problems, windows_, "is a window of a larger picture, which a list cannot name",
                "import the data set first: that cuts it into tiles of their own");
    reportFiles(problems, blankImages_, "holds a blank, at which other programs divide a line", "rename it");
    reportFiles(problems, blankMasks_, "holds a blank, at which other programs divide a line",
                "rename it, or export masks of 0 and 1, which get names of their own");
    if (!problems.empty()) throw Error(std::move(problems));
  }

  void writeMask(const Sample& sample) const {
    if (masks_ == ListedMasks::AsTheyAre) return;
    const fs::path file = maskOf(sample);
    fs::create_directories(file.parent_path());
    const cv::Mat unknown(sample.height, sample.width, CV_8UC1, cv::Scalar(kUnknown));
    writePng(file, sample.hasMask() ? decode(sample).mask : unknown);
  }

 private:
  fs::path relative(const fs::path& file) const {
    return file.empty() ? fs::path() : file.lexically_proximate(dataset_.root);
  }

  fs::path maskOf(const Sample& sample) const {
    if (masks_ == ListedMasks::AsTheyAre) return sample.mask;
    std::string name = relative(sample.image).generic_string();
    for (auto up = name.find("../"); up != std::string::npos; up = name.find("../")) name.erase(up, 3);
    std::ranges::replace_if(
        name, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }, '_');
    return target_ / "masks_01" / (name + ".png");
  }

  const Dataset& dataset_;
  fs::path target_;
  ListedMasks masks_;
  std::vector<fs::path> windows_, blankImages_, blankMasks_;
};

std::string textOf(const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines) {
    text += line.image.generic_string();
    if (!line.mask.empty()) text += ' ' + line.mask.generic_string();
    text += '\n';
  }
  return text;
}

void reportLinesOfOneName(const fs::path& list, const std::vector<Line>& lines, std::vector<Problem>& problems) {
  const auto count = std::ranges::count_if(lines, [](const Line& line) { return line.mask.empty(); });
  if (count == 0) return;
  problems.push_back({list.string(),
                      "has " + std::to_string(count) + (count == 1 ? " line" : " lines") +
                          " without a mask, and UniMatch's loader wants two names on each",
                      "export masks of 0 and 1: images without a mask then get one that is unknown throughout"});
}

/// Where the samples of listed pictures go.
std::vector<std::string> Split::*listOf(Origin origin, const Sample& sample) {
  switch (origin) {
    case Origin::Validation:
      return &Split::validation;
    case Origin::Test:
      return &Split::test;
    case Origin::Unlabelled:
      return &Split::unlabelled;
    case Origin::Training:
      return sample.hasMask() ? &Split::labelled : &Split::unlabelled;
    case Origin::Labelled:
    case Origin::Unassigned:
      break;
  }
  return &Split::labelled;
}

}  // namespace

std::vector<Problem> exportLists(const Split& split, const Dataset& dataset, const fs::path& folder,
                                 ListedMasks masks) {
  const fs::path target = (fs::absolute(folder) / "").lexically_normal().parent_path();
  Export lists(dataset, target, masks);
  std::array<std::vector<Line>, kWritten.size()> lines;
  for (std::size_t i = 0; i < kWritten.size(); ++i) lines[i] = lists.linesOf(split.*kWritten[i].list);
  lists.refuseWhatNoLineCanHold();
  std::error_code ignored;
  fs::create_directories(target, ignored);
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < kWritten.size(); ++i) {
    for (const Line& line : lines[i]) lists.writeMask(*line.sample);
    writeTextAtomically(target / kWritten[i].name, textOf(lines[i]));
    reportLinesOfOneName(target / kWritten[i].name, lines[i], problems);
  }
  return problems;
}

Split importLists(const fs::path& folder, const Dataset& dataset) {
  const fs::path source = (fs::absolute(folder) / "").lexically_normal().parent_path();
  std::multimap<fs::path, const Sample*> samplesOf;
  std::vector<fs::path> images;
  for (const Sample& sample : dataset.samples) {
    samplesOf.emplace(sample.image, &sample);
    if (images.empty() || images.back() != sample.image) images.push_back(sample.image);
  }
  const ListedFiles files({source, dataset.root}, std::move(images));

  Split split{.name = source.filename().string()};
  std::vector<Problem> problems;
  std::map<std::string, int> uses;
  for (const ListFile& list : listFilesIn(source)) {
    std::vector<fs::path> strangers;
    for (const ListedPicture& picture : readList(list, files, problems)) {
      const auto [first, last] = samplesOf.equal_range(picture.image);
      if (first == last) strangers.push_back(picture.image);
      for (auto entry = first; entry != last; ++entry) {
        const Sample& sample = *entry->second;
        if (list.origin == Origin::Training && uses.contains(sample.id)) continue;
        (split.*listOf(list.origin, sample)).push_back(sample.id);
        if (++uses[sample.id] == 2) {
          problems.push_back({sample.id, "is listed more than once", "keep it in one of the lists"});
        }
      }
    }
    reportFiles(problems, strangers, "is in " + list.file.filename().string() + ", but not in the data set",
                "mend or remove the line");
  }
  if (!problems.empty()) throw Error(std::move(problems));
  for (auto* list : {&split.labelled, &split.unlabelled, &split.validation, &split.test}) std::ranges::sort(*list);
  if (!split.labelled.empty())
    split.unlabelledPerLabelled = double(split.unlabelled.size()) / double(split.labelled.size());
  return split;
}

}  // namespace macadam
