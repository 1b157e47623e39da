#include "image/decoded_picture.h"

#include <algorithm>
#include <array>
#include <cpl_error.h>
#include <cpl_string.h>
#include <fcntl.h>
#include <numeric>
#include <stdlib.h>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <vector>

namespace macadam {
namespace {

/// Of a strip that is decoded at once. GDAL has a faster way for a PNG of which everything is asked for at once.
constexpr GSpacing kStripBytes = 8 << 20;
constexpr GSpacing kPngBytes = 256 << 20;

/// How the pixels lie in memory.
struct Interleaved {
  explicit Interleaved(GDALDatasetH source)
      : width(GDALGetRasterXSize(source)), height(GDALGetRasterYSize(source)), bands(GDALGetRasterCount(source)) {
    const GDALRasterBandH first = GDALGetRasterBand(source, 1);
    type = GDALGetRasterDataType(first);
    // A mask of its own, neither alpha nor nodata, which the bands tell by themselves.
    hasMask = GDALGetMaskFlags(first) == GMF_PER_DATASET;
    sampleBytes = GDALGetDataTypeSizeBytes(type);
  }

  int planes() const { return bands + (hasMask ? 1 : 0); }
  GSpacing pixelBytes() const { return GSpacing(sampleBytes) * planes(); }
  GSpacing rowBytes() const { return pixelBytes() * width; }

  int width, height, bands;
  GDALDataType type = GDT_Byte;
  bool hasMask = false;
  int sampleBytes = 1;
};

bool decodeStrip(GDALDatasetH source, const Interleaved& layout, int top, int rows, std::uint8_t* to) {
  std::vector<int> numbers(static_cast<std::size_t>(layout.bands));
  std::iota(numbers.begin(), numbers.end(), 1);
  CPLErr result = GDALDatasetRasterIOEx(source, GF_Read, 0, top, layout.width, rows, to, layout.width, rows,
                                        layout.type, layout.bands, numbers.data(), layout.pixelBytes(),
                                        layout.rowBytes(), layout.sampleBytes, nullptr);
  if (result == CE_None && layout.hasMask) {
    result = GDALRasterIOEx(GDALGetMaskBand(GDALGetRasterBand(source, 1)), GF_Read, 0, top, layout.width, rows,
                            to + std::ptrdiff_t(layout.bands) * layout.sampleBytes, layout.width, rows, layout.type,
                            layout.pixelBytes(), layout.rowBytes(), nullptr);
  }
  // GDAL's cache would grow by all of the picture, of which nothing is asked for again.
  for (const int number : numbers) GDALFlushRasterCache(GDALGetRasterBand(source, number));
  return result == CE_None;
}

bool writeAll(int descriptor, const std::vector<std::uint8_t>& bytes, std::size_t count, GSpacing offset) {
  for (std::size_t done = 0; done < count;) {
    const ssize_t written = ::pwrite(descriptor, bytes.data() + done, count - done, offset + GSpacing(done));
    if (written <= 0) return false;
    done += static_cast<std::size_t>(written);
  }
  return true;
}

/// Through a buffer and not into a mapping, where each new page would cost more than its pixels.
bool decodeAll(GDALDatasetH source, const Interleaved& layout, int descriptor) {
  const GdalSession session;
  int blockWidth = 0, blockRows = 1;
  GDALGetBlockSize(GDALGetRasterBand(source, 1), &blockWidth, &blockRows);
  const bool isPng = GDALGetDriverShortName(GDALGetDatasetDriver(source)) == std::string_view("PNG");
  const GSpacing stripBytes = isPng ? kPngBytes : kStripBytes;
  const GSpacing blocks = std::max<GSpacing>(1, stripBytes / layout.rowBytes() / blockRows);
  const int step = static_cast<int>(std::min<GSpacing>(blocks * blockRows, layout.height));
  std::vector<std::uint8_t> strip(static_cast<std::size_t>(layout.rowBytes() * step));
  for (int top = 0; top < layout.height; top += step) {
    const int rows = std::min(step, layout.height - top);
    if (!decodeStrip(source, layout, top, rows, strip.data()) || session.failed()) {
      CPLErrorReset();  // who reads the file itself finds the damage, or windows above it
      return false;
    }
    if (!writeAll(descriptor, strip, static_cast<std::size_t>(layout.rowBytes() * rows), layout.rowBytes() * top)) {
      return false;
    }
  }
  return true;
}

/// A new file of that size without a name; -1 where the folder has no room: half of what is free is left to others.
int nameless(const std::filesystem::path& folder, std::size_t bytes) {
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0 || bytes > std::uintmax_t(disk.f_bavail) * disk.f_frsize / 2) return -1;
  std::string name = (folder / "decoded-XXXXXX").string();
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) return -1;
  ::unlink(name.c_str());
  if (::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes)) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

/// What a reader asks of a band, apart from its pixels.
void describeBand(GDALRasterBandH from, GDALRasterBandH to) {
  GDALSetRasterColorInterpretation(to, GDALGetRasterColorInterpretation(from));
  if (const GDALColorTableH colours = GDALGetRasterColorTable(from)) GDALSetRasterColorTable(to, colours);
  int declared = 0;
  const double noData = GDALGetRasterNoDataValue(from, &declared);
  if (declared) GDALSetRasterNoDataValue(to, noData);
  GDALSetMetadata(to, GDALGetMetadata(from, "IMAGE_STRUCTURE"), "IMAGE_STRUCTURE");
}

}  // namespace

std::uintmax_t DecodedPicture::bytesOf(GDALDatasetH source) {
  const Interleaved layout(source);
  for (int number = 1; number <= layout.bands; ++number) {
    if (GDALGetRasterDataType(GDALGetRasterBand(source, number)) != layout.type) return 0;
  }
  // GDAL takes a last band for the mask of one or of three others.
  if (layout.hasMask && layout.bands != 1 && layout.bands != 3) return 0;
  if (layout.hasMask && layout.type != GDT_Byte) return 0;
  return std::uintmax_t(layout.rowBytes()) * std::uintmax_t(layout.height);
}

std::shared_ptr<const DecodedPicture> DecodedPicture::decode(GDALDatasetH source, const std::filesystem::path& folder) {
  const std::uintmax_t bytes = bytesOf(source);
  const int descriptor = bytes == 0 ? -1 : nameless(folder, bytes);
  if (descriptor < 0) return nullptr;
  const bool isDecoded = decodeAll(source, Interleaved(source), descriptor);
  void* memory = isDecoded ? ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, descriptor, 0) : MAP_FAILED;
  ::close(descriptor);
  if (memory == MAP_FAILED) return nullptr;
  const std::shared_ptr<DecodedPicture> picture(new DecodedPicture);
  picture->pixels_ = static_cast<std::uint8_t*>(memory);
  picture->bytes_ = bytes;
  return picture;
}

DecodedPicture::~DecodedPicture() {
  if (pixels_ != nullptr) ::munmap(pixels_, bytes_);
}

GdalDataset DecodedPicture::open(GDALDatasetH source) const {
  const Interleaved layout(source);
  GdalDataset dataset(GDALCreate(GDALGetDriverByName("MEM"), "", layout.width, layout.height, 0, layout.type, nullptr));
  for (int plane = 0; plane < layout.planes(); ++plane) {
    std::array<char, 32> address{};
    CPLPrintPointer(address.data(), pixels_ + std::ptrdiff_t(plane) * layout.sampleBytes, address.size() - 1);
    CPLStringList options;
    options.SetNameValue("DATAPOINTER", address.data());
    options.SetNameValue("PIXELOFFSET", std::to_string(layout.pixelBytes()).c_str());
    options.SetNameValue("LINEOFFSET", std::to_string(layout.rowBytes()).c_str());
    GDALAddBand(dataset.get(), layout.type, options.List());
    const GDALRasterBandH band = GDALGetRasterBand(dataset.get(), plane + 1);
    if (plane < layout.bands)
      describeBand(GDALGetRasterBand(source, plane + 1), band);
    else
      GDALSetRasterColorInterpretation(band, GCI_AlphaBand);
  }
  GDALSetMetadata(dataset.get(), GDALGetMetadata(source, nullptr), nullptr);
  return dataset;
}

}  // namespace macadam
