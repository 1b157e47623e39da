#pragma once

#include "base/error.h"
#include "base/mutex.h"
#include "labels/label_records.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

namespace macadam {

/// Writes what is done to a picture's labels, as it is done: a record that was appended is with the system, so that the
/// end of this process cannot take it, and on the disk soon after (fdatasync on a thread of its own).
///
/// What cannot be written stays in memory and is written with what comes next, and `problem` says what is wrong
/// meanwhile. Safe to call from several threads. Until it is closed nobody else can append to the file.
class LabelJournal {
 public:
  /// A new one; its file appears with the first record.
  LabelJournal(std::filesystem::path file, JournalHeader header);
  /// Goes on where a journal ends. What is no whole record is cut off and kept beside it, in `….damaged`.
  /// @throws Error when the file cannot be written, another process writes it, or one has since it was read.
  LabelJournal(std::filesystem::path file, const JournalContents& contents);
  ~LabelJournal();
  LabelJournal(const LabelJournal&) = delete;
  LabelJournal& operator=(const LabelJournal&) = delete;

  const JournalHeader& header() const { return header_; }
  /// Records so far.
  std::size_t position() const;

  void append(const LabelRecord& record);
  /// Why not all records are on the disk; none where they are, or will be in a moment.
  std::optional<Problem> problem() const;
  /// Tries again what has failed. @throws Error when it still does.
  void waitUntilOnDisk();
  /// Waits for the disk, and leaves the file to others; nothing is appended after that.
  void close();

 private:
  void begin();
  void goOn(const JournalContents& contents) MACADAM_REQUIRES(mutex_);
  void open(int flags) MACADAM_REQUIRES(mutex_);
  void writePending() MACADAM_REQUIRES(mutex_);
  void flush(const std::stop_token& stop);
  void fail(const std::string& why, int error) MACADAM_REQUIRES(mutex_);

  const std::filesystem::path file_;
  const JournalHeader header_;
  mutable Mutex mutex_;
  std::condition_variable_any changed_;
  int descriptor_ MACADAM_GUARDED_BY(mutex_) = -1;
  /// Up to this one, those that hold the file are new or have a new name.
  std::filesystem::path folderToFlush_ MACADAM_GUARDED_BY(mutex_);
  std::string pending_ MACADAM_GUARDED_BY(mutex_);  ///< What is not on the disk for sure, from `flushedEnd_` on.
  std::uint64_t flushedEnd_ MACADAM_GUARDED_BY(mutex_) = 0;
  /// Between it and `flushedEnd_` lies what the system has and the disk may not have.
  std::uint64_t writtenEnd_ MACADAM_GUARDED_BY(mutex_) = 0;
  std::size_t position_ MACADAM_GUARDED_BY(mutex_) = 0;
  std::optional<Problem> problem_ MACADAM_GUARDED_BY(mutex_);
  bool isClosed_ MACADAM_GUARDED_BY(mutex_) = false;
  std::jthread flusher_;  ///< Last, for it uses the others.
};

/// A name beside `file` that no file has: `FILE.word`, `FILE.word-2`, ….
std::filesystem::path freeNameBeside(const std::filesystem::path& file, const std::string& word);

}  // namespace macadam
