#pragma once

#include <QString>

namespace macadam {

/// Remembers, between starts, which project is open, so that the next start knows when this one ended badly.
class SessionMark {
 public:
  /// Reads what an earlier process left.
  SessionMark();
  ~SessionMark();
  SessionMark(const SessionMark&) = delete;
  SessionMark& operator=(const SessionMark&) = delete;

  /// The project that was open in a process that has gone without closing it; empty when there is none.
  const QString& leftOpen() const { return leftOpen_; }
  /// Of this process; empty when none is open.
  void setOpen(const QString& folder);

 private:
  QString leftOpen_;
};

}  // namespace macadam
