#pragma once

#include "base/error.h"
#include "runs/process_lock.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <filesystem>
#include <memory>

namespace macadam {

/// A project's folder, found again by what it is and not by its name.
class FolderPlace {
 public:
  explicit FolderPlace(std::filesystem::path folder);
  ~FolderPlace();
  FolderPlace(const FolderPlace&) = delete;
  FolderPlace& operator=(const FolderPlace&) = delete;

  /// Whether it still is where it was.
  bool isThere() const;
  /// Where it is now; empty when nobody knows.
  std::filesystem::path nowAt() const;

 private:
  std::filesystem::path folder_;
  int descriptor_;
};

/// Says who may write to a project: one window, which holds the file `open.lock` in its folder. Another one can ask for
/// it by the file `open.wanted`. Looks at both, and at the folder, again and again.
class ProjectClaim : public QObject {
  Q_OBJECT

 public:
  enum class Standing {
    Owner,
    Guest,      ///< Another window has it.
    Free,       ///< As a guest, and the other window has let go.
    Asking,     ///< The other window has been asked.
    Left,       ///< This window was asked, and has let go.
    Unwritable  ///< Nobody can have it.
  };

  ProjectClaim(std::filesystem::path folder, QObject* parent = nullptr);
  ~ProjectClaim() override;

  /// What the window that may write to a project holds.
  static std::filesystem::path lockFileOf(const std::filesystem::path& folder) { return folder / "open.lock"; }

  Standing standing() const { return standing_; }
  /// In words; empty where it is not known.
  QString holder() const;
  /// Why it could not be had when it was last tried, as a sentence without its full stop; empty where nothing failed.
  const QString& why() const { return why_; }
  /// Whether the folder is where it was when this was made.
  bool isInPlace() const { return isInPlace_; }
  std::filesystem::path nowAt() const { return place_.nowAt(); }

  /// Asks the other window to let go; becomes the owner when it has, and a guest again where it cannot.
  void ask();
  /// Lets the window have it that asks. @pre it is the owner
  void leave();

 Q_SIGNALS:
  void changed();
  /// Another window asks for it.
  void wanted();

 private:
  void look();
  void take();
  void fail(const Error& error);
  void withdraw();
  void setStanding(Standing standing);
  std::filesystem::path lockFile() const { return lockFileOf(folder_); }
  std::filesystem::path wishFile() const { return folder_ / "open.wanted"; }

  std::filesystem::path folder_;
  FolderPlace place_;
  Standing standing_ = Standing::Guest;
  bool isInPlace_ = true;
  QString why_;
  std::unique_ptr<ProcessLock> lock_;
  QTimer timer_;
};

}  // namespace macadam
