#pragma once

#include "ui/annotate/tile_planner.h"
#include "ui/project/project_document.h"
#include "ui/widgets/notice_bar.h"

#include <QObject>
#include <string>
#include <vector>

namespace macadam {

/// What becomes of the tiles that a person has finished: those that could count as labelled are offered to the split.
class FinishedTiles : public QObject {
  Q_OBJECT

 public:
  FinishedTiles(const TilePlanner& planner, NoticeBar& notice, QObject* parent = nullptr)
      : QObject(parent), planner_(planner), notice_(notice) {}

  void setDocument(ProjectDocument* document);
  /// Says which could move, once of the same ones in the same split.
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

  const TilePlanner& planner_;
  NoticeBar& notice_;
  ProjectDocument* document_ = nullptr;
  std::vector<std::string> offered_;  ///< The split's name, then those that were offered to it last.
};

}  // namespace macadam
