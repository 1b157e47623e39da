#pragma once

#include "labels/label_sources.h"
#include "labels/mask_values.h"
#include "labels/region.h"

#include <QString>
#include <string>
#include <vector>

namespace macadam {

class LabelSession;

/// What a step changed in the tile beside: one step of that tile's own history.
struct SeamPart {
  std::string sample;
  int index = 0;  ///< Of that tile's undo stack after it.
  bool isUndone = false;
};

/// The parts of a session's steps that lie in the tiles beside its own. Refers to their sessions, which outlive their
/// place here.
class SeamSteps {
 public:
  /// @param offset of the neighbour's upper left pixel.
  void add(LabelSession& neighbour, cv::Point offset) { neighbours_.push_back({&neighbour, offset}); }
  void clear() { neighbours_.clear(); }

  /// Before a step: what the last one has there is safe.
  void waitUntilOnDisk() const;
  /// Within the open step, which opens in a neighbour with the first pixel there.
  /// @param accepted where it is from; null for a person.
  void paint(const QString& text, const Region& region, Label label, const LabelSource* accepted);
  /// What of the step is in neighbours.
  std::vector<SeamPart> end();
  void cancel();

  /// Parts whose neighbour is not open, or has other steps after it, stay as they are.
  /// @return the tiles in which they did.
  std::vector<std::string> undo(std::vector<SeamPart>& parts);
  /// Those that were undone.
  std::vector<std::string> redo(std::vector<SeamPart>& parts);

 private:
  struct Neighbour {
    LabelSession* session;
    cv::Point offset;
  };

  LabelSession* find(const std::string& sample) const;

  std::vector<Neighbour> neighbours_;
};

}  // namespace macadam
