#pragma once

#include "runs/run_notes.h"
#include "ui/jobs/jobs.h"

#include <QObject>
#include <filesystem>
#include <map>

namespace macadam {

/// Writes notes in the background, one file at a time, of several versions the newest.
class NotesWriter : public QObject {
  Q_OBJECT

 public:
  NotesWriter(Jobs& jobs, QObject* parent = nullptr);

  void write(const RunFolder& run, const RunNotes& notes);

 Q_SIGNALS:
  void written(const RunFolder& run);
  void failed(const RunFolder& run, const QList<Problem>& problems);

 private:
  void next();

  Jobs& jobs_;
  std::map<std::filesystem::path, RunNotes> waiting_;
  bool writing_ = false;
};

}  // namespace macadam
