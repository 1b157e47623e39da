#include "ui/data/mask_value_preview.h"

#include "image/image_store.h"
#include "image/opencv_threads.h"
#include "ui/data/thumbnail.h"

#include <QPainter>
#include <algorithm>

namespace macadam {
namespace {

constexpr int kSide = 220;
constexpr std::size_t kMostSamples = 16;

/// The sample whose mask reads the value as road, and the others as background.
Sample readingOnly(Sample sample, const MaskValue& value) {
  sample.maskRule.values = {};
  sample.maskRule.values.road = {value};
  return sample;
}

/// Null where none of them has the value.
QImage pictureOf(const std::vector<Sample>& samples, const MaskValue& value) {
  keepOpenCvOnCallingThread();
  const Sample* best = nullptr;
  int most = 0;
  for (const Sample& sample : samples) {
    try {
      const int count = cv::countNonZero(decodeMask(readingOnly(sample, value)) == 1);
      if (count <= most) continue;
      most = count;
      best = &sample;
    } catch (const Error&) {  // the data check says what is wrong with it
    }
  }
  if (best == nullptr) return {};
  const TilePicture tile = readTilePicture(readingOnly(*best, value), kSide);
  QImage picture = tile.picture;
  QPainter painter(&picture);
  if (!tile.road.isNull()) painter.drawImage(picture.rect(), tile.road);
  return picture;
}

}  // namespace

MaskValuePreview::MaskValuePreview(std::vector<Sample> samples, QWidget* parent)
    : QLabel(parent),
      samples_(std::move(samples)),
      picture_(
          threads_, Overtaken::Dropped,
          [this](const QImage& picture) {
            if (picture.isNull()) {
              setText(tr("None of the tiles that were looked at has it."));
            } else {
              setPixmap(QPixmap::fromImage(picture.scaled(size(), Qt::KeepAspectRatio, Qt::SmoothTransformation)));
            }
            Q_EMIT shown();
          },
          [this](const QList<Problem>& problems) { setText(problemText(problems)); }) {
  setFixedSize(kSide, kSide);
  setWordWrap(true);
  setAlignment(Qt::AlignCenter);
  setAccessibleName(tr("Where the value lies"));
  setToolTip(tr("The value of the chosen line, painted on a tile that has it"));
  setVisible(!samples_.empty());
}

void MaskValuePreview::showValue(const MaskValue& value) {
  if (!samples_.empty()) picture_.run([samples = samples_, value] { return pictureOf(samples, value); });
}

std::vector<Sample> samplesToLookAt(const Dataset& dataset) {
  std::vector<Sample> masked;
  std::ranges::copy_if(dataset.samples, std::back_inserter(masked), &Sample::hasMask);
  if (masked.size() <= kMostSamples) return masked;
  std::vector<Sample> some;
  for (std::size_t i = 0; i < kMostSamples; ++i) some.push_back(masked[i * masked.size() / kMostSamples]);
  return some;
}

}  // namespace macadam
