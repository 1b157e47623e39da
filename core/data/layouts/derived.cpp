#include "data/layouts/derived.h"

#include "data/layouts/folder_names.h"
#include "data/layouts/pairing.h"
#include "image/prediction_mark.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_set>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kProbability = "_probability";
constexpr std::string_view kMask = "_mask";
constexpr std::size_t kMosaicText = 1 << 20;  ///< Of a longer one the beginning is enough: its first sources tell.

using FileNames = std::unordered_set<std::string>;

bool isPrediction(const fs::path& file) {
  const std::string stem = file.stem().string();
  if (file.extension() != ".tif") return false;
  if (stem.ends_with(kProbability)) return true;
  if (!stem.ends_with(kMask)) return false;
  const std::string name = stem.substr(0, stem.size() - kMask.size());
  std::error_code ignored;
  return fs::is_regular_file(file.parent_path() / (name + std::string(kProbability) + ".tif"), ignored) ||
         isMarkedAsPrediction(file);
}

/// Whether a .vrt names one of the pictures as a source.
bool isMosaicOf(const FileNames& pictures, const fs::path& file) {
  if (lowerCase(file.extension().string()) != ".vrt") return false;
  std::string text(kMosaicText, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  constexpr std::string_view kEnd = "</SourceFilename>";
  for (auto end = text.find(kEnd); end != std::string::npos; end = text.find(kEnd, end + kEnd.size())) {
    const auto begin = text.find_last_of(">/\\", end - 1);
    if (begin != std::string::npos && pictures.contains(text.substr(begin + 1, end - begin - 1))) return true;
  }
  return false;
}

}  // namespace

void leaveOutDerived(Listing& listing) {
  FileNames names;
  for (const Picture& picture : listing.pictures) names.insert(picture.image.filename().string());
  std::vector<fs::path> predictions, mosaics;
  std::erase_if(listing.pictures, [&](const Picture& picture) {
    const bool isPredicted = isPrediction(picture.image), isMosaic = isMosaicOf(names, picture.image);
    if (isPredicted) predictions.push_back(picture.image);
    if (isMosaic) mosaics.push_back(picture.image);
    return isPredicted || isMosaic;
  });
  for (Picture& picture : listing.pictures) {
    if (!isPrediction(picture.mask)) continue;
    predictions.push_back(picture.mask);
    picture.mask.clear();
  }
  std::ranges::sort(predictions);
  reportFiles(listing.problems, predictions, "is a prediction of Macadam's and was left out",
              "keep predictions in a folder of their own; one that was corrected and is to be a mask is one as PNG");
  reportFiles(listing.problems, mosaics, "shows pictures of the data set a second time and was left out",
              "keep mosaics of them in a folder of their own");
}

}  // namespace macadam
