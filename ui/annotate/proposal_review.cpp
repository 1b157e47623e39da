#include "ui/annotate/proposal_review.h"

#include "ui/annotate/label_session.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr double kAgreedShare = 0.9;    ///< Of a proposal's pixels.
constexpr double kLeastNew = 0.6;       ///< Of a stretch: with less it is the edge of a road that is labelled.
constexpr double kRejectedShare = 0.5;  ///< Of its pixels that were rejected before.
const QColor kFill(0, 190, 200, 90), kEdge(0, 220, 230, 220);
const QColor kCurrentFill(255, 255, 255, 70), kCurrentEdge(255, 255, 255, 255);

/// Fill and edge of a region, its upper left corner at that of its bounds.
QImage pictureOf(const Proposal& proposal) {
  const cv::Rect area = proposal.bounds;
  const cv::Mat inside = proposal.region.toMask(area);
  QImage picture(area.width, area.height, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Qt::transparent);
  const QRgb fill = qPremultiply(kFill.rgba()), edge = qPremultiply(kEdge.rgba());
  const auto isOut = [&inside](int x, int y) {
    return x < 0 || y < 0 || x >= inside.cols || y >= inside.rows || inside.at<std::uint8_t>(y, x) == 0;
  };
  for (int y = 0; y < area.height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
    for (int x = 0; x < area.width; ++x) {
      if (isOut(x, y)) continue;
      line[x] = isOut(x - 1, y) || isOut(x + 1, y) || isOut(x, y - 1) || isOut(x, y + 1) ? edge : fill;
    }
  }
  return picture;
}

/// In the look of the one that is decided about.
QImage highlighted(const QImage& picture) {
  QImage lit = picture;
  const QRgb edge = qPremultiply(kEdge.rgba()), lightEdge = qPremultiply(kCurrentEdge.rgba()),
             lightFill = qPremultiply(kCurrentFill.rgba());
  for (int y = 0; y < lit.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(lit.scanLine(y));
    for (int x = 0; x < lit.width(); ++x) {
      if (line[x] != 0) line[x] = line[x] == edge ? lightEdge : lightFill;
    }
  }
  return lit;
}

QRectF toQt(const cv::Rect& area) {
  return QRectF(area.x, area.y, area.width, area.height);
}

}  // namespace

ProposalReview::ProposalReview(ProposalPanel& panel, Suggester& suggester, std::function<QRectF()> visible,
                               QObject* parent)
    : QObject(parent),
      panel_(panel),
      suggester_(suggester),
      visible_(std::move(visible)),
      finding_(
          pool_, Overtaken::Dropped, [this](Found found) { take(std::move(found)); },
          [this](const QList<Problem>& problems) { panel_.setNote(problemText(problems)); }) {
  connect(&panel_, &ProposalPanel::probabilityChanged, this, &ProposalReview::find);
  connect(&panel_, &ProposalPanel::acceptWished, this, &ProposalReview::acceptCurrent);
  connect(&panel_, &ProposalPanel::rejectWished, this, &ProposalReview::rejectCurrent);
  connect(&panel_, &ProposalPanel::stepWished, this, &ProposalReview::step);
  connect(&panel_, &ProposalPanel::acceptAllInViewWished, this, [this] { accept(inView(), tr("Accept all in view")); });
  connect(&panel_, &ProposalPanel::acceptAllAgreedWished, this,
          [this] { accept(agreedOn(), tr("Accept all that the networks agree on")); });
  connect(&suggester_, &Suggester::asked, this, &ProposalReview::find);
  connect(&suggester_, &Suggester::settled, this, &ProposalReview::find);
  connect(&suggester_, &Suggester::agreementKnown, this, &ProposalReview::findAgreed);
}

void ProposalReview::setSession(LabelSession* session) {
  session_ = session;
  rejected_.clear();
  accepted_ = 0;
  forget();
  find();
}

void ProposalReview::setShown(bool shown) {
  if (shown == isShown_) return;
  isShown_ = shown;
  if (isShown_) return find();
  forget();
}

void ProposalReview::forget() {
  finding_.forget();
  take({});
}

void ProposalReview::find() {
  if (!isShown_ || session_ == nullptr) return;
  const Suggestion* suggestion = suggester_.chosen();
  if (suggestion == nullptr) {
    forget();
    return panel_.setNote(suggester_.suggestions().empty()
                              ? tr("Proposals come from a trained network; this project has none yet.")
                              : tr("Choose above whose predictions are proposed."));
  }
  if (!suggester_.isReady()) {
    forget();
    return panel_.setNote(suggester_.failure().isEmpty() ? tr("Predicting this tile…") : suggester_.failure());
  }
  panel_.setNote({});
  const cv::Rect window = session_->window();
  finding_.run([probability = session_->probability(window), labels = session_->plane().labels(window),
                threshold = panel_.probability(), corner = window.tl()] {
    Found found{.threshold = threshold};
    for (Proposal& proposal : findProposals(probability, labels, {.threshold = threshold, .leastNew = kLeastNew})) {
      proposal.region = proposal.region.shifted(corner);
      proposal.bounds += corner;
      proposal.at += cv::Point2d(corner);
      QImage picture = pictureOf(proposal);
      found.offers.push_back({std::move(proposal), std::move(picture)});
    }
    return found;
  });
}

void ProposalReview::take(Found found) {
  std::erase_if(found.offers, [this](const Offer& offer) {
    return std::ranges::any_of(rejected_, [&offer](const Region& region) {
      return double(offer.region.intersected(region).area()) > kRejectedShare * double(offer.region.area());
    });
  });
  offers_ = std::move(found.offers);
  threshold_ = found.threshold;
  setCurrent(offers_.empty() ? -1 : 0);
  findAgreed();
  Q_EMIT changed();
}

void ProposalReview::findAgreed() {
  const std::shared_ptr<const cv::Mat>& least = suggester_.agreement();
  if (least && session_ != nullptr) {
    const cv::Rect window = session_->window();
    const cv::Mat above = *least > threshold_ * 65535.0;
    for (Offer& offer : offers_) {
      const Region agreed = Region::of(above(offer.bounds - window.tl()), offer.bounds.tl());
      offer.isAgreed = double(offer.region.intersected(agreed).area()) >= kAgreedShare * double(offer.region.area());
    }
  }
  refreshCounts();
}

void ProposalReview::setCurrent(int index) {
  current_ = index;
  lit_ = index < 0 ? QImage() : highlighted(offers_[std::size_t(index)].picture);
}

void ProposalReview::lookAt(int index) {
  setCurrent(index);
  refreshCounts();
  Q_EMIT changed();
  if (index >= 0) Q_EMIT lookedAt(toQt(offers_[std::size_t(index)].bounds));
}

void ProposalReview::pointAt(QPointF picture) {
  const cv::Point pixel(int(std::floor(picture.x())), int(std::floor(picture.y())));
  for (const std::size_t index : openWhere([pixel](const Offer& offer) { return offer.region.contains(pixel); })) {
    if (int(index) == current_) continue;
    setCurrent(int(index));
    refreshCounts();
    return Q_EMIT changed();
  }
}

/// To the next one that is open, around the end.
void ProposalReview::step(int by) {
  const int count = static_cast<int>(offers_.size());
  for (int i = 1; i <= count; ++i) {
    const int index = ((current_ + by * i) % count + count) % count;
    if (offers_[std::size_t(index)].decision == Decision::Open) return lookAt(index);
  }
  lookAt(-1);
}

void ProposalReview::acceptCurrent() {
  if (current_ >= 0) accept({std::size_t(current_)}, tr("Accept a proposal"));
}

void ProposalReview::rejectCurrent() {
  if (current_ < 0) return;
  Offer& offer = offers_[std::size_t(current_)];
  offer.decision = Decision::Rejected;
  rejected_.push_back(offer.region);
  step(1);
}

void ProposalReview::accept(const std::vector<std::size_t>& chosen, const QString& text) {
  const Suggestion* suggestion = suggester_.chosen();
  if (chosen.empty() || session_ == nullptr || suggestion == nullptr || !session_->mayChange()) return;
  Region all;
  for (const std::size_t index : chosen) all = all.united(offers_[index].region);
  try {
    session_->apply(text, all, Label::Road, session_->sourceOf(labelSourceOf(*suggestion, threshold_)));
  } catch (const Error& error) {
    return Q_EMIT message(problemText(problemsOf(error)));
  }
  for (const std::size_t index : chosen) offers_[index].decision = Decision::Accepted;
  accepted_ += static_cast<int>(chosen.size());
  if (current_ >= 0 && offers_[std::size_t(current_)].decision != Decision::Open) return step(1);
  refreshCounts();
  Q_EMIT changed();
}

std::vector<std::size_t> ProposalReview::openWhere(const std::function<bool(const Offer&)>& condition) const {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < offers_.size(); ++i) {
    if (offers_[i].decision == Decision::Open && condition(offers_[i])) chosen.push_back(i);
  }
  return chosen;
}

std::vector<std::size_t> ProposalReview::inView() const {
  const QRectF seen = visible_();
  return openWhere([&seen](const Offer& offer) { return seen.intersects(toQt(offer.bounds)); });
}

std::vector<std::size_t> ProposalReview::agreedOn() const {
  return openWhere([](const Offer& offer) { return offer.isAgreed; });
}

void ProposalReview::refreshCounts() {
  panel_.setProgress({.current = current_,
                      .total = static_cast<int>(offers_.size()),
                      .accepted = accepted_,
                      .rejected = static_cast<int>(rejected_.size()),
                      .agreed = static_cast<int>(agreedOn().size()),
                      .inView = static_cast<int>(inView().size())});
}

QSize ProposalReview::size() const {
  return session_ == nullptr ? QSize() : QSize(session_->size().width, session_->size().height);
}

void ProposalReview::draw(QPainter& painter, const PictureView& view) const {
  const QRectF seen = view.visible();
  for (std::size_t i = 0; i < offers_.size(); ++i) {
    const cv::Rect& area = offers_[i].bounds;
    if (offers_[i].decision != Decision::Open || !seen.intersects(toQt(area))) continue;
    drawPart(painter, view, int(i) == current_ ? lit_ : offers_[i].picture, 1.0, QPointF(area.x, area.y));
  }
}

}  // namespace macadam
