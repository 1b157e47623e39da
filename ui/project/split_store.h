#pragma once

#include "base/error.h"
#include "data/project.h"
#include "data/split.h"

#include <QFutureWatcher>
#include <QList>
#include <QObject>
#include <QThreadPool>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// The split files of a project and its choice of one, written, read and thrown away in the background, in the order
/// in which it was asked for. Lives in the UI thread.
///
/// Of several versions of a split only the newest is written. What could not be written stays unsaved and is tried
/// again with the next change. What something else has written over a split meanwhile is set aside, not lost.
class SplitStore : public QObject {
  Q_OBJECT

 public:
  /// @param active the split that was read with the project; without a name where there is none.
  SplitStore(Project saved, const Split& active, QObject* parent = nullptr);
  ~SplitStore() override { finish(); }

  /// Writes a split under its name, and the project once its splits are written.
  void save(const Project& project, const Split& split);
  /// Writes the project, once its splits are written.
  void save(const Project& project);
  bool isSaving() const { return saving_; }
  /// Whether all is on disk.
  bool isSaved() const { return unsaved_.empty() && project_ == savedProject_; }
  /// Calls when all is on disk; tries again what failed before, and never calls when it fails again.
  void whenSaved(QObject* context, std::function<void()> done);
  /// Waits until all has been written or has failed.
  void finish();

  /// Gives the split as it was last saved, also where that has not reached the disk.
  void load(const std::string& name, std::function<void(Split)> done);
  void moveToTrash(const std::string& name, std::function<void()> done);

 Q_SIGNALS:
  void failed(const QList<Problem>& problems);
  /// The file of a split had been changed outside; what it held is now the split `aside`.
  void setForeignAside(const std::string& name, const std::string& aside);
  /// All that was asked for has been written or has failed.
  void settled();

 private:
  struct Saving {
    std::vector<Split> splits;
    std::map<std::string, Split> onDisk;
    Project project;
    std::vector<Split> written;
    std::vector<std::pair<std::string, std::string>> setAside;  ///< Names, before and since.
    bool projectWritten = false;
    QList<Problem> problems;
  };

  static Saving write(Saving saving);
  void begin();
  void end();

  Project project_;
  Project savedProject_;
  std::vector<Split> unsaved_;           ///< In the order in which they were changed, no name twice.
  std::map<std::string, Split> onDisk_;  ///< As they were read or written last, by name.
  bool saving_ = false;
  bool again_ = false;
  QFutureWatcher<Saving> watcher_;
  QThreadPool thread_;
};

}  // namespace macadam
