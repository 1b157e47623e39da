#include "ui/results/run_filter_bar.h"

#include "ui/results/run_cells.h"
#include "ui/results/run_words.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace macadam {
namespace {

constexpr int kSearchWidth = 260;

QComboBox* chooser(const QString& all, const QString& name, QWidget* parent) {
  auto* box = new QComboBox(parent);
  box->addItem(all);
  box->setAccessibleName(name);
  box->setToolTip(name);
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  return box;
}

void offerTexts(QComboBox& box, QStringList texts) {
  texts.removeDuplicates();
  texts.sort(Qt::CaseInsensitive);
  const QString chosen = box.currentIndex() > 0 ? box.currentText() : QString();
  // A choice stays although its last run has gone: the list must not change its meaning unasked.
  if (!chosen.isEmpty() && !texts.contains(chosen)) texts.append(chosen);
  const QSignalBlocker quiet(box);
  while (box.count() > 1) box.removeItem(1);
  box.addItems(texts);
  box.setCurrentIndex(chosen.isEmpty() ? 0 : box.findText(chosen));
}

}  // namespace

RunFilterBar::RunFilterBar(QWidget* parent)
    : QWidget(parent),
      text_(new QLineEdit(this)),
      state_(chooser(tr("All states"), tr("Show runs of one state"), this)),
      method_(chooser(tr("All methods"), tr("Show runs of one method"), this)),
      tag_(chooser(tr("All tags"), tr("Show runs with a tag"), this)) {
  text_->setPlaceholderText(tr("Filter runs"));
  text_->setAccessibleName(tr("Filter runs"));
  text_->setToolTip(tr("Words that occur in name, method, networks, split, tags or notes"));
  text_->setClearButtonEnabled(true);
  text_->addAction(Theme::instance().icon("search"), QLineEdit::LeadingPosition);
  text_->setMinimumWidth(200);
  text_->setMaximumWidth(kSearchWidth);
  for (const RunState state : {RunState::Running, RunState::Completed, RunState::Stopped, RunState::Interrupted,
                               RunState::Failed, RunState::Prepared}) {
    state_->addItem(stateIcon(state), stateText(state), static_cast<int>(state));
  }

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(text_, 1);
  for (QComboBox* box : {state_, method_, tag_}) {
    layout->addWidget(box);
    connect(box, &QComboBox::currentIndexChanged, this, &RunFilterBar::changed);
  }
  connect(text_, &QLineEdit::textChanged, this, &RunFilterBar::changed);
}

void RunFilterBar::offer(const std::vector<RunRecord>& runs) {
  QStringList methods, tags;
  for (const RunRecord& run : runs) {
    if (run.problem.isEmpty()) methods.append(cellText(run, RunColumn::Method));
    for (const std::string& tag : run.notes.tags) tags.append(QString::fromStdString(tag));
  }
  offerTexts(*method_, methods);
  offerTexts(*tag_, tags);
  tag_->setEnabled(tag_->count() > 1);
}

RunFilter RunFilterBar::filter() const {
  RunFilter filter{.text = text_->text()};
  if (state_->currentIndex() > 0) filter.state = static_cast<RunState>(state_->currentData().toInt());
  if (method_->currentIndex() > 0) filter.method = method_->currentText();
  if (tag_->currentIndex() > 0) filter.tag = tag_->currentText();
  return filter;
}

void RunFilterBar::clear() {
  {
    const QSignalBlocker quiet(this);
    text_->clear();
    for (QComboBox* box : {state_, method_, tag_}) box->setCurrentIndex(0);
  }
  Q_EMIT changed();
}

void RunFilterBar::focusText() {
  text_->setFocus(Qt::ShortcutFocusReason);
  text_->selectAll();
}

}  // namespace macadam
