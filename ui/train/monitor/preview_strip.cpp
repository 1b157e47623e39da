#include "ui/train/monitor/preview_strip.h"

#include "image/image_store.h"
#include "ui/project/network_words.h"
#include "ui/train/monitor/preview_cell.h"
#include "ui/widgets/picture.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

struct SamplePictures {
  QImage image, truth;
};

/// Road white, background black, what counts for nothing grey.
QImage truthPicture(const cv::Mat& mask) {
  if (mask.empty()) return {};
  cv::Mat grey(mask.size(), CV_8UC1, cv::Scalar(0));
  grey.setTo(255, mask == 1);
  grey.setTo(110, mask == kIgnore);
  return toImage(grey);
}

QString nameOf(const std::string& network) {
  QString words = networkWords(network);
  if (!words.isEmpty()) words[0] = words[0].toUpper();
  return words;
}

}  // namespace

PreviewStrip::PreviewStrip(Jobs& jobs, QWidget* parent)
    : QWidget(parent),
      jobs_(jobs),
      row_(new QHBoxLayout),
      slider_(new QSlider(Qt::Horizontal, this)),
      caption_(new QLabel(this)) {
  slider_->setAccessibleName(tr("Preview history"));
  slider_->setToolTip(tr("Look back at how the networks learned"));
  auto* below = new QHBoxLayout;
  below->addWidget(slider_, 1);
  below->addWidget(caption_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 4, 8, 6);
  layout->addLayout(row_, 1);
  layout->addLayout(below);
  row_->setSpacing(8);
  connect(slider_, &QSlider::valueChanged, this, &PreviewStrip::showFrame);
  showNewest(true);
}

void PreviewStrip::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) document_->disconnect(this);
  document_ = document;
  if (document != nullptr) connect(document, &ProjectDocument::labelsChanged, this, &PreviewStrip::readAgain);
  sample_.clear();
  image_ = truth_ = {};
  setHistory({});
}

void PreviewStrip::setHistory(PreviewHistory history) {
  history_ = std::move(history);
  showNewest(true);
}

void PreviewStrip::add(const PreviewReady& preview) {
  const bool wasAtEnd = slider_->value() == slider_->maximum();
  history_.add(preview);
  showNewest(wasAtEnd);
}

void PreviewStrip::setEmptyText(const QString& text) {
  emptyText_ = text;
  if (history_.size() == 0) caption_->setText(text);
}

int PreviewStrip::frame() const {
  return slider_->value();
}

void PreviewStrip::showNewest(bool wasAtEnd) {
  {
    const QSignalBlocker blocker(slider_);
    slider_->setRange(0, std::max(0, history_.size() - 1));
    if (wasAtEnd) slider_->setValue(slider_->maximum());
  }
  slider_->setEnabled(history_.size() > 1);
  showFrame();
}

PreviewCell* PreviewStrip::cell(std::size_t index) {
  while (cells_.size() <= index) {
    cells_.push_back(new PreviewCell(this));
    row_->addWidget(cells_.back(), 1);
  }
  return cells_[index];
}

void PreviewStrip::showFrame() {
  if (history_.size() == 0) {
    caption_->setText(emptyText_);
    for (PreviewCell* each : cells_) each->hide();
    return;
  }
  const int frame = slider_->value();
  loadSample(history_.sampleOf(frame));
  std::size_t used = 0;
  const auto show = [&](const QString& name, const QImage& picture, const QString& whenEmpty) {
    cell(used)->show(name, picture, whenEmpty);
    static_cast<QWidget*>(cell(used))->show();
    ++used;
  };
  show(tr("Image"), image_, tr("not found"));
  for (const std::string& network : history_.networks()) {
    show(nameOf(network), history_.picture(frame, network), tr("not yet"));
  }
  show(tr("Truth"), truth_, tr("not found"));
  for (std::size_t i = used; i < cells_.size(); ++i) cells_[i]->hide();
  caption_->setText(tr("Iteration %L1").arg(history_.iterationOf(frame)));
  caption_->setToolTip(QString::fromStdString(history_.sampleOf(frame)));
}

void PreviewStrip::readAgain(const std::vector<std::string>& samples) {
  if (std::ranges::find(samples, sample_) == samples.end()) return;
  sample_.clear();
  showFrame();
}

void PreviewStrip::loadSample(const std::string& id) {
  if (id == sample_ || document_ == nullptr) return;
  sample_ = id;
  image_ = truth_ = {};
  const Sample* sample = document_->dataset()->find(id);
  if (sample == nullptr) return;
  jobs_.start<SamplePictures>(
      tr("Reading the preview tile"), this,
      [copy = *sample](QPromise<SamplePictures>& promise) {
        const Tile tile = decode(copy);
        promise.addResult(SamplePictures{toImage(tile.image), truthPicture(tile.mask)});
      },
      [this, id](SamplePictures pictures) {
        if (id != sample_) return;
        image_ = pictures.image;
        truth_ = pictures.truth;
        showFrame();
      },
      [](const QList<Problem>&) {});  // the cells say that it was not found
}

}  // namespace macadam
