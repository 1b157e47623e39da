#include "data/scenes/evidence.h"
#include "image/raster.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <map>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 4096;

/// 64-bit FNV-1a.
std::uint64_t hashOf(std::string_view bytes, std::uint64_t value) {
  for (const char c : bytes) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return value;
}

/// Of three blocks of the file: enough to tell pictures apart that have the same size, as uncompressed ones do.
std::uint64_t sampleHash(const fs::path& file, std::uintmax_t size) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, kBlock> block{};
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const std::uintmax_t at : {std::uintmax_t{0}, size / 2, size - std::min<std::uintmax_t>(size, kBlock)}) {
    stream.clear();
    stream.seekg(static_cast<std::streamoff>(at));
    stream.read(block.data(), kBlock);
    hash = hashOf({block.data(), static_cast<std::size_t>(stream.gcount())}, hash);
  }
  return hash;
}

bool areEqual(const fs::path& a, const fs::path& b) {
  std::ifstream first(a, std::ios::binary), second(b, std::ios::binary);
  std::array<char, kBlock> one{}, other{};
  while (first && second) {
    first.read(one.data(), kBlock);
    second.read(other.data(), kBlock);
    if (first.gcount() != second.gcount()) return false;
    if (!std::equal(one.begin(), one.begin() + first.gcount(), other.begin())) return false;
  }
  return first.eof() && second.eof();
}

bool isOfOneColour(const ScenePicture& picture) {
  try {
    const Raster raster(picture.image);
    const cv::Size small(std::min(picture.width, 256), std::min(picture.height, 256));
    const cv::Mat pixels = raster.readRgb(raster.whole(), small);
    const cv::Vec3b first = pixels.at<cv::Vec3b>(0, 0);
    return std::all_of(pixels.begin<cv::Vec3b>(), pixels.end<cv::Vec3b>(),
                       [&](const cv::Vec3b& one) { return one == first; });
  } catch (const Error&) {  // a damaged picture is reported where it is decoded
    return true;
  }
}

/// Pictures whose files look equal by their sizes and samples.
void joinCandidates(const std::vector<ScenePicture>& pictures, const std::vector<std::size_t>& alike,
                    DisjointSets& scenes) {
  std::vector<std::size_t> different;
  for (const std::size_t i : alike) {
    const auto same = std::ranges::find_if(
        different, [&](std::size_t other) { return areEqual(pictures[i].image, pictures[other].image); });
    if (same == different.end()) {
      different.push_back(i);
    } else if (!isOfOneColour(pictures[i])) {
      scenes.join(i, *same);
    }
  }
}

}  // namespace

void joinEqualFiles(const std::vector<ScenePicture>& pictures, DisjointSets& scenes) {
  std::unordered_map<std::uintmax_t, std::vector<std::size_t>> bySize;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    std::error_code missing;
    const std::uintmax_t size = fs::file_size(pictures[i].image, missing);
    if (!missing) bySize[size].push_back(i);
  }
  for (const auto& [size, ofSize] : bySize) {
    if (ofSize.size() == 1) continue;
    std::map<std::uint64_t, std::vector<std::size_t>> alike;
    for (const std::size_t i : ofSize) alike[sampleHash(pictures[i].image, size)].push_back(i);
    for (const auto& [hash, candidates] : alike) {
      if (candidates.size() > 1) joinCandidates(pictures, candidates, scenes);
    }
  }
}

}  // namespace macadam
