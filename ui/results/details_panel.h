#pragma once

#include "ui/jobs/jobs.h"
#include "ui/results/run_details.h"

#include <QFuture>
#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

class QPlainTextEdit;
class QSplitter;
class QTextBrowser;

namespace macadam {

class NotesEdit;

/// Everything about one run, its notes to write, and the end of its log.
class DetailsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit DetailsPanel(Jobs& jobs, QWidget* parent = nullptr);

  /// Empty shows what to do. @param suite what suiteText says of it.
  void setRun(const std::optional<RunRecord>& run, const QString& suite = {});
  /// Of a run in training: scores at once, files soon.
  void updateRun(const RunRecord& run);
  QSplitter& splitter() { return *splitter_; }
  QString text() const;
  QString logText() const;

  void setNotesEditable(bool isEditable);

 Q_SIGNALS:
  void notesEdited(const RunFolder& run, const RunNotes& notes);

 private:
  void showEvent(QShowEvent* event) override;
  void read();
  void render();
  void showLog();

  Jobs& jobs_;
  QSplitter* splitter_;
  QTextBrowser* text_;
  NotesEdit* notes_;
  QPlainTextEdit* log_;
  std::optional<RunRecord> run_;
  QString suite_;
  RunFiles files_;
  QTimer delay_;
  bool stale_ = false;
  QFuture<RunFiles> reading_;
};

}  // namespace macadam
