#include "ui/results/details_panel.h"

#include "ui/results/notes_edit.h"
#include "ui/widgets/theme.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <utility>

namespace macadam {
namespace {

constexpr int kSettleMilliseconds = 60;
constexpr int kLiveMilliseconds = 1000;

}  // namespace

DetailsPanel::DetailsPanel(Jobs& jobs, QWidget* parent)
    : QWidget(parent),
      jobs_(jobs),
      splitter_(new QSplitter(Qt::Horizontal, this)),
      text_(new QTextBrowser(this)),
      notes_(new NotesEdit(this)),
      log_(new QPlainTextEdit(this)) {
  text_->setAccessibleName(tr("Details of the run"));
  text_->setOpenLinks(false);
  text_->document()->setDocumentMargin(12);
  log_->setAccessibleName(tr("End of the run’s log"));
  log_->setReadOnly(true);
  log_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  log_->setLineWrapMode(QPlainTextEdit::NoWrap);
  auto* left = new QWidget(this);
  auto* leftLayout = new QVBoxLayout(left);
  leftLayout->setContentsMargins(0, 0, 0, 0);
  leftLayout->addWidget(text_, 1);
  leftLayout->addWidget(notes_);
  connect(notes_, &NotesEdit::edited, this, &DetailsPanel::notesEdited);
  splitter_->addWidget(left);
  splitter_->addWidget(log_);
  splitter_->setChildrenCollapsible(false);
  splitter_->setStretchFactor(0, 1);
  splitter_->setStretchFactor(1, 1);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(splitter_);
  delay_.setSingleShot(true);
  connect(&delay_, &QTimer::timeout, this, &DetailsPanel::read);
  connect(&Theme::instance(), &Theme::changed, this, &DetailsPanel::render);
  render();
}

void DetailsPanel::setRun(const std::optional<RunRecord>& run, const QString& suite) {
  const bool isSame = run && run_ && run->folder == run_->folder;
  run_ = run;
  suite_ = suite;
  if (!isSame) {
    reading_.cancel();
    files_ = {};
  }
  stale_ = run_.has_value();
  render();
  if (!isSame) showLog();
  if (stale_ && isVisible()) delay_.start(kSettleMilliseconds);
}

void DetailsPanel::updateRun(const RunRecord& run) {
  if (!run_ || !(run.folder == run_->folder)) return;
  run_ = run;
  stale_ = true;
  if (!isVisible() || delay_.isActive()) return;
  delay_.start(kLiveMilliseconds);
}

void DetailsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) delay_.start(kSettleMilliseconds);
}

void DetailsPanel::read() {
  if (!run_) return;
  stale_ = false;
  reading_.cancel();
  reading_ = jobs_.start<RunFiles>(
      tr("Reading the run"), this,
      [run = run_->folder](QPromise<RunFiles>& promise) { promise.addResult(readRunFiles(run)); },
      [this](RunFiles files) {
        files_ = std::move(files);
        render();
        showLog();
      });
}

void DetailsPanel::render() {
  const int place = text_->verticalScrollBar()->value();
  text_->setHtml(run_ ? detailsHtml(*run_, files_, suite_)
                      : QStringLiteral("<p style='color: %1'>%2</p>")
                            .arg(Theme::instance().colours().mutedText.name(),
                                 tr("Select a run to see its scores, split, provenance and log.")));
  text_->verticalScrollBar()->setValue(place);
  notes_->setRun(run_);
  log_->setVisible(run_.has_value());
}

/// Follows the end of the log unless someone reads further up.
void DetailsPanel::showLog() {
  if (log_->toPlainText() == files_.logTail) return;
  QScrollBar* bar = log_->verticalScrollBar();
  const bool isAtEnd = bar->value() >= bar->maximum();
  const int place = bar->value();
  log_->setPlainText(files_.logTail);
  bar->setValue(isAtEnd ? bar->maximum() : place);
}

void DetailsPanel::setNotesEditable(bool isEditable) {
  notes_->setEditable(isEditable);
}

QString DetailsPanel::text() const {
  return text_->toPlainText();
}
QString DetailsPanel::logText() const {
  return log_->toPlainText();
}

}  // namespace macadam
