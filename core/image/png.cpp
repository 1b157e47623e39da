#include "image/png.h"

#include "base/atomic_file.h"
#include "base/crc32.h"
#include "base/error.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstddef>
#include <string>

namespace macadam {
namespace {

constexpr std::size_t kHeaderEnd = 33;  ///< Of the signature and the first chunk.

std::string bigEndian(std::size_t number) {
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(number >> shift);
  return bytes;
}

}  // namespace

std::vector<std::uint8_t> encodePng(const cv::Mat& picture) {
  cv::Mat ordered;
  if (picture.channels() == 3) {
    cv::cvtColor(picture, ordered, cv::COLOR_RGB2BGR);
  } else if (picture.channels() == 4) {
    cv::cvtColor(picture, ordered, cv::COLOR_RGBA2BGRA);
  } else {
    ordered = picture;
  }
  std::vector<std::uint8_t> bytes;
  if (ordered.empty() || !cv::imencode(".png", ordered, bytes)) {
    throw Error("picture", "cannot be encoded as PNG", "give it at least one pixel and 8 bits a channel");
  }
  return bytes;
}

void insertChunk(std::vector<std::uint8_t>& png, std::string_view type, std::string_view contents) {
  const std::string checked = std::string(type) + std::string(contents);
  const std::string chunk = bigEndian(contents.size()) + checked + bigEndian(crc32(checked));
  png.insert(png.begin() + kHeaderEnd, chunk.begin(), chunk.end());
}

void describePng(std::vector<std::uint8_t>& png, std::string_view text) {
  using namespace std::string_literals;
  insertChunk(png, "tEXt", "Description\0"s + std::string(text));
}

void writePng(const std::filesystem::path& file, const cv::Mat& picture) {
  const std::vector<std::uint8_t> bytes = encodePng(picture);
  AtomicFile target(file);
  target.write(bytes.data(), bytes.size());
  target.commit();
}

}  // namespace macadam
