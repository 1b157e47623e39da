#pragma once

#include "ui/shell/message_bar.h"

#include <QLockFile>
#include <QString>

namespace macadam {

/// Marks a project as open in this window, by a file that goes with it, and says where another window has it open too.
/// That is no hindrance: what both change is kept.
class ProjectClaim {
 public:
  ProjectClaim(const QString& folder, MessageBar& messages);
  ~ProjectClaim();
  ProjectClaim(const ProjectClaim&) = delete;
  ProjectClaim& operator=(const ProjectClaim&) = delete;

 private:
  MessageBar& messages_;
  QString title_;
  QLockFile file_;
};

}  // namespace macadam
