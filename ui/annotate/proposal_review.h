#pragma once

#include "annotate/proposals.h"
#include "ui/annotate/proposal_panel.h"
#include "ui/annotate/suggester.h"
#include "ui/canvas/picture_layer.h"
#include "ui/jobs/newest_wins.h"

#include <QImage>
#include <QObject>
#include <QRectF>
#include <QThreadPool>
#include <functional>
#include <memory>
#include <vector>

namespace macadam {

class LabelSession;

/// Goes through the stretches of road that a suggestion proposes for the open tile: which there are, which is looked
/// at, and what becomes of each. What was rejected is not proposed again while the tile is open.
class ProposalReview : public QObject, public PictureLayer {
  Q_OBJECT

 public:
  enum class Decision { Open, Accepted, Rejected };
  /// A proposal in the picture's coordinates, and what becomes of it.
  struct Offer : Proposal {
    QImage picture;  ///< Its upper left corner at that of its bounds.
    Decision decision = Decision::Open;
    bool isAgreed = false;  ///< By all networks of the source.
  };

  /// @param visible the part of the picture in sight.
  ProposalReview(ProposalPanel& panel, Suggester& suggester, std::function<QRectF()> visible,
                 QObject* parent = nullptr);

  void setSession(LabelSession* session);
  /// Whether they are shown, and asked for at all.
  void setShown(bool shown);
  bool isShown() const { return isShown_; }
  /// The proposal under the pointer is the one that is looked at.
  void pointAt(QPointF picture);
  /// What is in sight has changed.
  void refreshCounts();
  const std::vector<Offer>& proposals() const { return offers_; }

  QSize size() const override;
  void draw(QPainter& painter, const PictureView& view) const override;

 Q_SIGNALS:
  /// What it draws has changed.
  void changed();
  /// This one is looked at now: it should be in sight.
  void lookedAt(const QRectF& picture);
  void message(const QString& text);

 private:
  struct Found {
    std::vector<Offer> offers;
    double threshold = 0.5;
  };

  void find();
  void take(Found found);
  void findAgreed();
  void setCurrent(int index);
  void lookAt(int index);
  void step(int by);
  void acceptCurrent();
  void rejectCurrent();
  void accept(const std::vector<std::size_t>& chosen, const QString& text);
  std::vector<std::size_t> openWhere(const std::function<bool(const Offer&)>& condition) const;
  std::vector<std::size_t> inView() const;
  std::vector<std::size_t> agreedOn() const;
  void forget();

  ProposalPanel& panel_;
  Suggester& suggester_;
  const std::function<QRectF()> visible_;
  LabelSession* session_ = nullptr;
  bool isShown_ = false;
  std::vector<Offer> offers_;
  double threshold_ = 0.5;  ///< Above which they are.
  std::vector<Region> rejected_;
  int current_ = -1;
  QImage lit_;  ///< The picture of the current one, as it is decided about.
  int accepted_ = 0;
  QThreadPool pool_;
  NewestWins<Found> finding_;
};

}  // namespace macadam
