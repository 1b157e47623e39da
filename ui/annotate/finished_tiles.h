#pragma once

#include "ui/annotate/tile_planner.h"
#include "ui/project/project_document.h"
#include "ui/widgets/notice_bar.h"

#include <QObject>
#include <QString>
#include <string>
#include <vector>

namespace macadam {

/// What becomes of the tiles that a person has finished: those that could count as labelled are offered to the split.
class FinishedTiles : public QObject {
  Q_OBJECT

 public:
  FinishedTiles(const TilePlanner& planner, NoticeBar& notice, QObject* parent = nullptr);

  void setDocument(ProjectDocument* document);
  /// Says which could move, until it is taken or dismissed. Where the same was offered before, nothing else that the
  /// notice says is replaced by it.
  void offer();
  /// In a new version of the split, and says so.
  void moveToLabelled();

 Q_SIGNALS:
  /// Something is to be trained on what has moved.
  void trainWished();
  void message(const QString& text);

 private:
  /// Finished, and in no set that trains with labels or measures.
  std::vector<std::string> movable() const;
  /// The split's name, then those that could move in it; empty where none could.
  std::vector<std::string> possible() const;

  const TilePlanner& planner_;
  NoticeBar& notice_;
  ProjectDocument* document_ = nullptr;
  std::vector<std::string> offered_;   ///< As `possible`, what was offered last.
  std::vector<std::string> declined_;  ///< As `possible`, what is not to be offered again.
  QString text_;                       ///< Of what was offered last.
};

}  // namespace macadam
